"""Letters after a name: parsed from any spelling, written in one standard way, and explained in words.

L.Ac. and its like are state licences, Dipl. a certificate (of NCBAHM, called NCCAOM until January 2026), DACM and DAOM
degrees.
"""

import re
from functools import lru_cache
from typing import NamedTuple

PHYSICIAN = {"M.D.", "D.O."}
MEDICAL = {"FAAMA", "DABMA", *PHYSICIAN}  # the society's fellows and the board's diplomates are physicians
# Whose letters these are. Nurses, naturopaths and massage therapists are not told apart from acupuncturists: so many
# are both, or become one, that the letters say nothing.
PROFESSIONS = {
    "physician": {*PHYSICIAN, "FAAMA", "DABMA"},
    "chiropractor": {"D.C."},
    "physical therapist": {"P.T.", "DPT"},
    "podiatrist": {"DPM"},
    "dentist": {"DDS", "DMD"},
    "acupuncturist": {"Dipl. Ac.", "Dipl. O.M.", "Dipl. A.O.M.", "DACM", "DAOM", "DAcCHM", "M.Ac.", "M.S.Ac.", "MAOM"},
}


class Credential(NamedTuple):
    """One credential: how it is written, what it means, the spellings it is known by (letters only, upper case)."""

    written: str
    meaning: str
    spellings: tuple[str, ...]
    acupuncture_title: bool = False  # a title that a state gives to those licensed to practise acupuncture


CREDENTIALS = (
    Credential("L.Ac.", "Licensed Acupuncturist", ("LAC", "LICAC", "LICACUP", "LACUP", "LICENSEDACUPUNCTURIST"), True),
    Credential("R.Ac.", "Registered Acupuncturist", ("RAC",), True),
    Credential("C.Ac.", "Certified Acupuncturist", ("CACU", "CERTIFIEDACUPUNCTURIST"), True),
    Credential(
        "A.P.",
        "Acupuncture Physician (Florida's title for a licensed acupuncturist)",
        ("AP", "ACUPUNCTUREPHYSICIAN"),
        True,
    ),
    Credential(
        "D.O.M.", "Doctor of Oriental Medicine (New Mexico's title for a licensed acupuncturist)", ("DOM",), True
    ),
    Credential("L.O.M.", "Licensed Practitioner of Oriental Medicine (Pennsylvania and Ohio)", ("LOM",), True),
    Credential("EAMP", "East Asian Medicine Practitioner (Washington's former title)", ("EAMP",), True),
    Credential("AEMP", "Acupuncture and Eastern Medicine Practitioner (Washington's title)", ("AEMP",), True),
    Credential("Acupuncturist", "Acupuncturist", ("ACUPUNCTURIST",), True),
    Credential(
        "Dipl. Ac.",
        "Diplomate of Acupuncture (NCBAHM certificate)",
        ("DIPLAC", "DIPLACU", "DIPAC", "DIPLACNCCAOM", "DIPLACNCBAHM"),
    ),
    Credential(
        "Dipl. O.M.",
        "Diplomate of Oriental Medicine (NCBAHM certificate)",
        ("DIPLOM", "DIPOM", "DIPLOMNCCAOM", "DIPLOMNCBAHM"),
    ),
    Credential("Dipl. A.O.M.", "Diplomate of Acupuncture and Oriental Medicine (NCBAHM certificate)", ("DIPLAOM",)),
    Credential("Dipl. C.H.", "Diplomate of Chinese Herbology (NCBAHM certificate)", ("DIPLCH", "DIPCH")),
    Credential("DACM", "Doctor of Acupuncture and Chinese Medicine (degree)", ("DACM",)),
    Credential("DAOM", "Doctor of Acupuncture and Oriental Medicine (degree)", ("DAOM",)),
    Credential(
        "DAcCHM",
        "Doctor of Acupuncture with a specialization in Chinese herbal medicine (degree)",
        ("DACCHM", "DACHM"),
    ),
    Credential(
        "D.Ac.",
        "Doctor of Acupuncture (a degree; in Nevada and Rhode Island also a title of those licensed)",
        ("DAC", "DACU"),
    ),
    Credential("DTCM", "Doctor of Traditional Chinese Medicine (degree)", ("DTCM",)),
    Credential("MTCM", "Master of Traditional Chinese Medicine (degree)", ("MTCM",)),
    Credential("M.Ac.", "Master of Acupuncture (degree)", ("MAC",)),
    Credential("M.S.Ac.", "Master of Science in Acupuncture (degree)", ("MSAC",)),
    Credential("MSOM", "Master of Science in Oriental Medicine (degree)", ("MSOM", "MSTOM")),
    Credential("MAOM", "Master of Acupuncture and Oriental Medicine (degree)", ("MAOM", "MTOM", "MSAOM")),
    Credential(
        "O.M.D.",
        "Oriental Medical Doctor (in Nevada a title of those licensed, else a degree; not a physician's license)",
        ("OMD",),
    ),
    Credential(
        "ADS",
        "Acupuncture Detoxification Specialist (needles the ear only; not a licensed acupuncturist)",
        ("ADS",),
    ),
    Credential("FAAMA", "Fellow of the American Academy of Medical Acupuncture", ("FAAMA",)),
    Credential("DABMA", "Diplomate of the American Board of Medical Acupuncture", ("DABMA",)),
    Credential("M.D.", "Doctor of Medicine (physician)", ("MD", "MEDICALDOCTOR")),
    Credential("D.O.", "Doctor of Osteopathic Medicine (physician)", ("DO",)),
    Credential("D.C.", "Doctor of Chiropractic", ("DC",)),
    Credential("N.D.", "Naturopathic Doctor", ("ND",)),
    Credential("N.M.D.", "Naturopathic Medical Doctor", ("NMD",)),
    Credential("P.T.", "Physical Therapist", ("PT", "RPT", "MSPT")),
    Credential("DPT", "Doctor of Physical Therapy (degree)", ("DPT",)),
    Credential("N.P.", "Nurse Practitioner", ("NP", "ANP", "CRNP")),
    Credential("FNP", "Family Nurse Practitioner", ("FNP", "CFNP", "FNPC")),
    Credential("FNP-BC", "Family Nurse Practitioner, board certified", ("FNPBC",)),
    Credential("APRN", "Advanced Practice Registered Nurse", ("APRN",)),
    Credential("ARNP", "Advanced Registered Nurse Practitioner", ("ARNP",)),
    Credential("PA-C", "Physician Assistant, certified", ("PAC",)),
    Credential("R.N.", "Registered Nurse", ("RN",)),
    Credential("BSN", "Bachelor of Science in Nursing", ("BSN",)),
    Credential("MSN", "Master of Science in Nursing", ("MSN",)),
    Credential("DPM", "Doctor of Podiatric Medicine", ("DPM",)),
    Credential("DDS", "Doctor of Dental Surgery", ("DDS",)),
    Credential("DMD", "Doctor of Dental Medicine", ("DMD",)),
    Credential("RDN", "Registered Dietitian Nutritionist", ("RDN",)),
    Credential("LMT", "Licensed Massage Therapist", ("LMT",)),
    Credential("LCSW", "Licensed Clinical Social Worker", ("LCSW",)),
    Credential("Ph.D.", "Doctor of Philosophy (degree)", ("PHD",)),
    Credential("M.S.", "Master of Science (degree)", ("MS",)),
    Credential("M.A.", "Master of Arts (degree)", ("MA",)),
    Credential("MPH", "Master of Public Health (degree)", ("MPH",)),
    Credential("MBA", "Master of Business Administration (degree)", ("MBA",)),
)
BY_SPELLING = {spelling: credential for credential in CREDENTIALS for spelling in credential.spellings}
BY_WRITTEN = {credential.written: credential for credential in CREDENTIALS}
BY_WRITTEN_UPPER = {credential.written.upper(): credential for credential in CREDENTIALS}

MAX_CREDENTIAL_WORDS = 4  # words that may stand for one credential: "L AC", "DIPL O M"
ABROAD = "CHINA|HONG KONG|KOREA|INDIA|JAPAN|TAIWAN|VIETNAM|PRC"
FOREIGN = re.compile(
    rf"(?<![A-Z])(?<![A-Z]\.)M\.?\s?D\.?[\s,]*(?:OF\s+|[(\[])?\s*(?:P\.?\s?R\.?\s*)?({ABROAD})\b[)\]]?", re.IGNORECASE
)
COUNTRY_MARK = "\0"  # put before the country of a foreign degree while a text is split


def parse_credentials(text: str) -> list[str]:
    """The credentials in `text`, each once, in the order given, in the one way this program writes them.

    "LAC, DIPL OM" → ["L.Ac.", "Dipl. O.M."]. What is not known is kept as it was typed. "MD (China)" is kept whole:
    it is a degree from abroad, not a physician's licence here.
    """
    return list(_parsed(text))


@lru_cache(1 << 12)  # most practitioners have one of a few combinations
def _parsed(text: str) -> tuple[str, ...]:
    marked = FOREIGN.sub(lambda match: f",{COUNTRY_MARK}{_country(match[1])},", text.replace(COUNTRY_MARK, " "))
    parts = re.split(r"[,;/&+]|\band\b", marked, flags=re.IGNORECASE)
    return tuple(dict.fromkeys(written for part in parts for written in _parsed_part(part.split())))


def _country(text: str) -> str:
    return "PRC" if text.upper() == "PRC" else text.title()


def _parsed_part(words: list[str]) -> list[str]:
    credentials = []
    while words:
        taken, written = _longest_known(words)
        credentials.append(written)
        words = words[taken:]
    return [written for written in credentials if written]


def _longest_known(words: list[str]) -> tuple[int, str]:
    if words[0].startswith(COUNTRY_MARK):
        return len(words), f"M.D. ({' '.join(words).strip(COUNTRY_MARK)})"  # nothing else is in its part
    for taken in range(min(MAX_CREDENTIAL_WORDS, len(words)), 0, -1):
        spelling = re.sub(r"(?<=.)\d|[\W_]", "", "".join(words[:taken]).upper())  # M.D.1208, but not 2nd
        known = BY_WRITTEN_UPPER.get(" ".join(words[:taken]).upper()) or BY_SPELLING.get(spelling)
        if known:
            return taken, known.written
    bare = words[0].strip("()[] ")
    return 1, bare if "." in bare.strip(".") else bare.strip(".")


def is_known(text: str) -> bool:
    """Whether a text holds credentials of CREDENTIALS and nothing else."""
    parsed = parse_credentials(text)
    return bool(parsed) and all(written in BY_WRITTEN for written in parsed)


def meaning(written: str) -> str:
    """What a credential stands for in words, or "" where this program does not know."""
    known = BY_WRITTEN.get(written)
    return known.meaning if known and known.meaning != written else ""


def is_physician(credentials: list[str]) -> bool:
    """Whether a licensed American physician (MD or DO) stands behind these credentials."""
    return bool(PHYSICIAN & set(credentials))


@lru_cache(1 << 12)
def professions(credentials: tuple[str, ...]) -> frozenset[str]:
    """The professions, of PROFESSIONS, that these credentials are of."""
    found = {profession for profession, letters in PROFESSIONS.items() if not letters.isdisjoint(credentials)}
    return frozenset(found | {"acupuncturist"} if is_acupuncturist(list(credentials)) else found)


def is_acupuncturist(credentials: list[str]) -> bool:
    """Whether one of these is a title that states give to licensed acupuncturists."""
    return any(BY_WRITTEN[written].acupuncture_title for written in credentials if written in BY_WRITTEN)
