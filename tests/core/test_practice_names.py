"""A practice's name in the column of the person's: it is no family name, and letters after a name are no practice."""

import pytest

from directory.core.practice_names import split_practice


@pytest.mark.parametrize(
    ("text", "person", "practice"),
    [
        ("Claire Amato dba Healing Tree", "Claire Amato", "Healing Tree"),
        ("Gunnar Ebert d/b/a River Needle", "Gunnar Ebert", "River Needle"),
        ("Kaspar Ibsen c/o North Clinic", "Kaspar Ibsen", "North Clinic"),
        ("Petra Nagel @ Five Rivers", "Petra Nagel", "Five Rivers"),
        ("Lydia Jonas at Willow House", "Lydia Jonas", "Willow House"),
        ("Ruben Odell, The Point Clinic", "Ruben Odell", "The Point Clinic"),
        ("Odell, Ruben - The Point Clinic", "Odell, Ruben", "The Point Clinic"),
        ("Heidi Foss (Sparrow Wellness)", "Heidi Foss", "Sparrow Wellness"),
        ("Flora Drew / Stillpoint", "Flora Drew", "Stillpoint"),
        ("Jane Doe, LAc, Lotus Health", "Jane Doe, LAc", "Lotus Health"),
        ("Rita Gibb/Heron Acupuncture", "Rita Gibb", "Heron Acupuncture"),
        ("Lily Eads; Heron Wellness Center", "Lily Eads", "Heron Wellness Center"),
        ("Heron Acupuncture - Carl Bliss, L.Ac.", "Carl Bliss, L.Ac.", "Heron Acupuncture"),
        ("Heron Acupuncture (Edward Hull)", "Edward Hull", "Heron Acupuncture"),
    ],
)
def test_a_practice_beside_a_person_is_told_from_the_name(text, person, practice):
    assert split_practice(text) == (person, practice)


@pytest.mark.parametrize(
    "text",
    [
        "Heron Acupuncture LLC",
        "Heron Acupuncture - Oak Park",
        "Heron Acupuncture - Virginia Beach",
        "Heron Acupuncture: Santiago Street",
        "Ana Lopez/Garcia",
        "Jane Doe, MSOM/LAc",
        "Jane Doe, L.Ac., Doctor of Acupuncture and Chinese Medicine",
        "Jane Doe | LAc | MSOM",
        "Jane Doe - Licensed Acupuncturist",
        "Jane Doe, Chinese Medicine",
        "Jane Doe, MSOM, Dipl. Ac. (NCCAOM)",
        "Jane House, LAc",
        "Spa, Maria",
        "D. Ba Tran",
        "Ba At",
        "At Nguyen",
        "",
    ],
)
def test_letters_titles_and_names_of_people_stay(text):
    assert split_practice(text) == (text, "")
