"""A letter that was signed is known by its hash, and any change of it is seen."""

from dataclasses import replace

from letters import LETTER

from directory.referral.saved_referral import SavedReferral, as_json, from_json
from directory.referral.signature import attestation, is_as_signed, signature
from directory.referral.text import text
from directory.store.reference.files import letter_words

NOW = "2026-11-29T14:03:00+00:00"
SIGNED = signature(LETTER, 7, NOW)


def test_kept_and_opened_again_it_is_as_it_was_signed_and_any_change_shows():
    kept = from_json(as_json(SavedReferral(("x",), (), LETTER, signature=SIGNED)))
    assert is_as_signed(kept.letter, kept.signature)
    assert not is_as_signed(replace(kept.letter, visits=20), kept.signature)
    for changed in ({"person": 8}, {"at": NOW.replace("14", "15")}, {"salt": "0"}):
        assert not is_as_signed(kept.letter, replace(kept.signature, **changed)), changed


def test_two_signatures_of_one_letter_have_two_hashes_so_that_no_hash_tells_what_a_letter_says():
    assert signature(LETTER, 7, NOW).sha256 != SIGNED.sha256


def test_a_file_names_who_signed_when_and_how_it_is_verified():
    printed = replace(LETTER, attestation=attestation(SIGNED, "d" * 16, "https://site.example/verify"))
    words = text(printed, letter_words()).decode()
    for part in (
        SIGNED.name,
        "NPI " + SIGNED.npi,
        "at 14:03 UTC",
        "d" * 16,
        SIGNED.sha256,
        "https://site.example/verify",
    ):
        assert part in words, part
    assert "____ Date" not in words.split("REPLY SLIP")[0]


def test_one_that_no_account_signed_has_a_line_to_sign_on():
    assert "Signature: ____" in text(LETTER, letter_words()).decode()
