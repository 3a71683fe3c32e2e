"""Warnings about what must be seen the same day, and the red flags that must be looked into first: ticked, coded, or
written in words.
"""

import re

from directory.core.i18n import N_, Message
from directory.referral.code_groups import coded_flags
from directory.referral.letter import Letter
from directory.referral.notices import Concern, WarningSource, source_of
from directory.referral.questions import FLAG_TEXTS, INDICATIONS, OWN_FLAGS, RED_FLAGS_SOURCE
from directory.referral.wording import says

RED_FLAGS = WarningSource("AHCPR Quick Reference Guide 14, table 1 (1994)", RED_FLAGS_SOURCE, "2026-11-25", "primary")
CAUDA_EQUINA = WarningSource(
    "BMJ Best Practice, cauda equina syndrome",
    "https://bestpractice.bmj.com/topics/en-gb/3000164/diagnosis-approach",
    "2026-11-29",
    "secondary",
)
SUDDEN_HEADACHE = WarningSource(
    "Relias Media, sudden onset headache (2017)",
    "https://reliasmedia.com/articles/141172-sudden-onset-headache",
    "2026-11-29",
    "secondary",
)
BACK_EMERGENCIES = WarningSource(
    "Serrano, Maus and Bartleson, Low back pain emergencies (2012), abstract",
    "https://mayoclinic.elsevierpure.com/en/publications/low-back-pain-emergencies",
    "2026-11-29",
    "primary",
)
GIANT_CELL = WarningSource(
    "Mayo Clinic, giant cell arteritis, as printed in 2015",
    "https://www.delawareonline.com/story/news/health/2015/09/14/medical-dictionary-giant-cell-arteritis/72233542/",
    "2026-11-29",
    "secondary",
)
CAUDA_EQUINA_CODE = "G83.4"
SPINE = ("M4", "M50", "M51", "M53", "M54")  # how codes of pain and disease of the spine begin
CODED_EMERGENCIES = (  # how codes begin that name one no red flag is asked for, what they name, who says so
    (("G06.1", "G06.2", "M46.2", "M46.3"), N_("an infection of the spine"), BACK_EMERGENCIES),
    (("I71.0", "I71.1", "I71.3", "I71.5", "I71.8"), N_("an aorta that is torn or has burst"), BACK_EMERGENCIES),
    (("I60", "I61", "I62"), N_("a bleed in the skull"), SUDDEN_HEADACHE),
    (("M31.5", "M31.6"), N_("giant cell arteritis, which can take the sight"), GIANT_CELL),
)
CAUDA_EQUINA_WORDS = re.compile(  # everyday ones as royalfree.nhs.uk's leaflet has them, read 2026-11-30
    r"cauda equina|saddle (?:area|an(?:a?e)sthesia|numb|paresth)"
    r"|numb\w* (?:in|of|around|between) (?:the |her |his |their |both )?"
    r"(?:saddle|groin|perine|genital|anus|legs\b|inner thighs|buttocks|bottom|back passage|private parts)"
    r"|(?:wets?|wetting|soils?|soiling) (?:her|him|them)sel(?:f|ves)"
    r"|(?:cannot|can't|can not|unable to|not able to) (?:pee|urinate|void|pass urine)|urinary retention"
    r"|(?:new|sudden|f(?:a?e)cal|bowel) incontinence|incontinen\w+ of (?:stool|f(?:a?e)ces|bowel)"
    r"|(?:cannot|can't|can not|unable to) hold (?:the |her |his |their )?(?:urine|water|stool|bowels?)"
    r"|(?:lost|loss of|losing) control of (?:the |her |his |their )?(?:bowel|bladder)|loss of (?:bowel|bladder) control"
    r"|(?:cannot|can't|does not|doesn't|do not|don't) feel (?:the |any )?(?:toilet paper|wiping|when wiping)"
    r"|no puede (?:orinar|retener|aguantar)|retenci[oó]n urinaria|se orina encima|cola de caballo"
    r"|(?:anestesia|entumec\w+|adormec\w+)[\w ]{0,20}(?:silla de montar|genital|entrepierna|perin)",
    re.IGNORECASE,
)
WEAKNESS_WORDS = re.compile(
    r"(?:progressive|worsening|growing|increasing) (?:\w+ ){0,3}(?:weakness|foot drop)"
    r"|(?:weakness|foot drop)(?:(?! (?:not?|never|nor)\b)[\w ]){0,30}(?:, (?:getting |growing |now )?)?"
    r"(?:worse|worsening|progress|increas)|new foot drop"
    r"|(?:getting|growing|becoming) weaker|drag(?:s|ging) (?:\w+ ){1,3}(?:foot|leg)\b[\w ,]{0,40}\b(?:worse|weaker)"
    r"|debilidad (?:progresiva|[\w ]{0,30}(?:peor|empeora|aumenta))",
    re.IGNORECASE,
)
HEADACHE_WORDS = re.compile(
    r"thunderclap|worst headache (?:ever|(?:of|in) (?:her|his|their|my|the patient's) life)"
    r"|headache\b[\w ,]{0,30}\b(?:within|in) (?:a few |a )?seconds?\b|sudden,? severe headache"
    r"|peor dolor de cabeza de su vida|dolor de cabeza (?:s[uú]bito|repentino)",
    re.IGNORECASE,
)
FEVER_WORDS = re.compile(
    r"(?<!hay )(?<!rheumatic )(?<!scarlet )(?<!yellow )(?<!Q )\bfevers?\b|\bfebrile\b(?! (?:seizure|convulsion))"
    r"|shaking chills|\brigors\b"
    r"|\btemp(?:erature)?\W{1,2}(?:(?:of|is|was|to) )?(?:100\.[4-9]|10[1-6]|38\.\d|39|4[01])\b"
    r"|\bfiebre\b(?! del heno)|escalofr[ií]os",
    re.IGNORECASE,
)
SUICIDE_WORDS = re.compile(
    r"\bsuicidal\b|\b(?:thoughts? of|thinks? of|considering) suicide|\bsuicidas?\b|quitarse la vida"
    r"|wants? to (?:die|be dead)|end(?:ing)? (?:her|his|their) (?:own )?li(?:fe|ves)\b|better off dead"
    r"|(?:kill|hurt|harm)(?:ing)? (?:him|her|them)sel(?:f|ves)",
    re.IGNORECASE,
)
FEVER_WHEN_WEAK = OWN_FLAGS["fever_chemotherapy"]


def emergency(letter: Letter) -> Concern:
    """What must be seen the same day, whatever else is planned."""
    flags = {*letter.red_flags, *coded_flags(letter)}
    if {"saddle", "bladder"} & flags or has_code(letter, CAUDA_EQUINA_CODE) or says(letter, CAUDA_EQUINA_WORDS):
        return N_(
            "Emergency: this may be cauda equina syndrome. Do not send to acupuncture first: "
            "hospital within hours, with MRI."
        ), CAUDA_EQUINA
    if "weakness" in flags or says(letter, WEAKNESS_WORDS):
        return N_(
            "Emergency: weakness that is severe or getting worse. Do not send to acupuncture first: "
            "examination and imaging today."
        ), CAUDA_EQUINA
    if "headache" in flags or says(letter, HEADACHE_WORDS):
        return N_(
            "Emergency: a new, sudden, severe headache may be a bleed or meningitis. Do not send to acupuncture first."
        ), SUDDEN_HEADACHE
    return _fever(letter, flags) or _coded(letter) or _own_emergency(letter, flags)


def _fever(letter: Letter, flags: set[str]) -> Concern:
    """Fever in somebody of low defense, or with spine pain."""
    if "fever" not in flags and not says(letter, FEVER_WORDS):
        return None
    weak = letter.precaution("immunosuppression").said == "yes" or has_code(letter, "D70", "T45.1X5")
    if weak or letter.indication == "chemotherapy":
        return N_(
            "Emergency: fever with low defense against infection (neutropenia, chemotherapy, immunosuppression). "
            "Do not send to acupuncture first."
        ), source_of(FEVER_WHEN_WEAK.sources[0])
    if not letter.diagnoses or has_code(letter, *SPINE):
        return N_(
            "Emergency: fever with spine pain may be an infection of the spine. Do not send to acupuncture first."
        ), RED_FLAGS
    return None


def _coded(letter: Letter) -> Concern:
    """A code that names what no red flag asks for."""
    for prefixes, named, source in CODED_EMERGENCIES:
        codes = [each.code for each in letter.diagnoses if each.code.startswith(prefixes)]
        if codes:
            return Message(
                "Emergency: %(code)s is %(named)s. Do not send to acupuncture first.",
                code=codes[0],
                named=Message(named),
            ), source
    return None


def _own_emergency(letter: Letter, flags: set[str]) -> Concern:
    """A red flag of an indication that must be seen the same day; any letter in which it is told has it."""
    told = flags | ({"suicidal"} if says(letter, SUICIDE_WORDS) else set())
    flag = next((flag for key, flag in OWN_FLAGS.items() if key in told and flag.emergency), None)
    if not flag:
        return None
    return Message("Emergency: %(flag)s. Do not send to acupuncture first.", flag=flag.text), source_of(flag.sources[0])


def red_flag(letter: Letter) -> Concern:
    """A red flag that is no emergency by itself: ticked, or told by a code and not answered."""
    coded = {key: code for key, code in coded_flags(letter).items() if letter.red_flag(key) == "unknown"}
    told = [key for key in (*letter.red_flags, *coded) if key not in _expected(letter)]
    if not told or emergency(letter):
        return None
    if own := next((OWN_FLAGS[key] for key in told if key in OWN_FLAGS), None):
        return Message("A red flag is ticked: %(flag)s. Look into it before acupuncture.", flag=own.text), source_of(
            own.sources[0]
        )
    if told[0] not in letter.red_flags:
        return Message(
            "%(code)s tells of a red flag that the letter does not answer: %(flag)s. Look into it before acupuncture.",
            code=coded[told[0]],
            flag=Message(FLAG_TEXTS[told[0]]),
        ), RED_FLAGS
    return N_("A red flag is ticked: it may point to a serious condition. Look into it before acupuncture."), RED_FLAGS


def _indications(letter: Letter) -> list[str]:
    """What the letter is for: what was chosen, else whatever its codes say."""
    if letter.indication:
        return [letter.indication]
    return [key for key, each in INDICATIONS.items() if has_code(letter, *each.codes)]


def _expected(letter: Letter) -> set[str]:
    """The red flags that come with the reason to refer itself, as cancer does with nausea from chemotherapy."""
    reasons = [set(INDICATIONS[key].expects) for key in _indications(letter)]
    return set.intersection(*reasons) if reasons else set()


def has_code(letter: Letter, *prefixes: str) -> bool:
    """Whether a diagnosis code begins with one of these."""
    return any(each.code.startswith(prefixes) for each in letter.diagnoses)
