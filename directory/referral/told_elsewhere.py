"""What a letter's medicines, counts and words say of the questions that it answers."""

import re

from directory.referral.letter import Letter
from directory.referral.wording import own_words, undenied, undenied_in

MEDICINES = {  # by precaution: names, and the commonest brands in the United States
    "anticoagulant": r"warfarin|coumadin|jantoven|apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|edoxaban"
    r"|savaysa|heparin|enoxaparin|lovenox|dalteparin|fragmin|fondaparinux|clopidogrel|plavix|prasugrel|effient"
    r"|ticagrelor|brilinta",
    "immunosuppression": r"tacrolimus|prograf|ciclosporin|cyclosporine?|mycophenolate|cellcept|azathioprine|imuran"
    r"|methotrexate|adalimumab|humira|etanercept|enbrel|infliximab|remicade|tofacitinib|xeljanz|upadacitinib|rinvoq"
    r"|rituximab|cyclophosphamide|sirolimus|everolimus",
    "diabetes": r"insulin(?! resist)|lantus|humalog|novolog|basaglar|levemir|toujeo|tresiba",
}
FLAGS = {"steroids": r"prednisone|prednisolone"}  # by red flag
PREGNANT = re.compile(r"\b(?:\d{1,2} weeks? )?pregnant\b|\bgravid(?:a)?\b|\bembarazada\b", re.IGNORECASE)
LASTING = {  # by precaution: words for what does not pass, so that a list of problems or operations tells of it too
    "bleeding": r"ha?emophilia|von willebrand|hemofilia",
    "implant": r"pacemaker|defibrillator|AICD|ICD(?!-?\s?(?:9|10|code)|s?\s+code)|cochlear implant|LVAD"
    r"|(?:spinal cord|neuro|nerve|brain) ?stimulator|(?:insulin|pain|intrathecal) pump|marcapasos?|desfibrilador",
    "valve": r"(?:mechanical|prosthetic|artificial|bioprosthetic) (?:\w+ )?valve"
    r"|(?:aortic|mitral|tricuspid|heart) valve replacement|TAVR|endocarditis|v[áa]lvula (?:mec[áa]nica|prot[ée]sica)",
    "lymphoedema": r"lymph(?:o)?edema|axillary (?:lymph )?(?:node )?(?:dissection|clearance)|ALND|lymphadenectomy"
    r"|(?:lymph )?nodes? (?:removed|removal|dissection)|linfedema",
    "seizures": r"epilepsy|epileptic|seizure disorder|epilepsia",
    "diabetes": r"type (?:[12]|I{1,2}) diabetes|diabetes mellitus|T[12]DM|IDDM|diabetic|diab[ée]tic[oa]",
}
BETWEEN = re.compile(r"[\n;]|,(?!\d)|\band\b", re.IGNORECASE)  # medicines of a list
# Steroids by mouth of less than two weeks, and what stays on the skin or the eye, are no low defense: ACIP's general
# recommendations, as printed at https://pmc.ncbi.nlm.nih.gov/articles/PMC3192074/table/t1-0571127, read 2026-11-30.
SHORT = re.compile(
    r"dose ?pac?k|\bburst\b|(?:for|x|×) ?(?:\d|1[0-3])[ -]?d(?:ays?)?\b|\b(?:\d|1[0-3])[ -]day (?:course|taper|burst)",
    re.IGNORECASE,
)
ON_THE_SKIN = re.compile(r"\beye ?drops?\b|\b(?:drops|ointment|cream|topical|lotion)\b", re.IGNORECASE)
PASSING = {"steroids": (SHORT, ON_THE_SKIN), "immunosuppression": (ON_THE_SKIN,)}  # by what they are no sign of
OTHER_REASONS = re.compile(  # for low defense
    r"chemo|cancer|lymphom|leuk|myelom|transplant|\bHIV\b|\bAIDS\b|neutropen|\bANC\b|spleen|biologic"
    r"|daily|chronic|long|year|month",
    re.IGNORECASE,
)
STEROID = re.compile(
    r"\b(?:predniso(?:lo)?ne|methylprednisolone|medrol|dexamethasone|decadron|steroids?)\b", re.IGNORECASE
)
COUNTS = {  # by what is counted: how it is written; the number under which it is low, in thousands a microliter
    "platelets": (
        re.compile(r"\b(?:platelets?|plt)\b\D{0,20}?(\d{1,3}),?(000)?(?:\b|(?=k\b))(?![.,]?\d)", re.IGNORECASE),
        50.0,
    ),
    "neutrophils": (
        re.compile(r"\b(?:anc|neutrophils?)\b\D{0,20}?(\d{1,2}(?:[.,]\d{1,3})?|\d{3,5})\b(?! ?%)", re.IGNORECASE),
        1.0,
    ),
}


def _named(key: str, names: str, text: str) -> str:
    """The first of these medicines in a list, "" where none is; key: the question that they tell of (PASSING)."""
    passing = PASSING.get(key, ())
    told = "\n".join(each for each in BETWEEN.split(text) if not any(words.search(each) for words in passing))
    found = re.search(rf"\b(?:{names})\b", told, re.IGNORECASE)
    return found.group() if found else ""


def is_short_steroid(detail: str) -> bool:
    """Whether a text names a short course of a steroid, and no other medicine that lowers the defense."""
    is_short = bool(STEROID.search(detail)) and bool(SHORT.search(detail) or ON_THE_SKIN.search(detail))
    has_more = OTHER_REASONS.search(detail) or re.search(MEDICINES["immunosuppression"], detail, re.IGNORECASE)
    return is_short and not has_more


def told_of_precautions(letter: Letter) -> dict[str, str]:
    """{a precaution that the medicines or the letter's words tell of: the word}."""
    told = {key: _named(key, names, letter.medicines) for key, names in MEDICINES.items()}
    told["pregnancy"] = found.group() if (found := undenied(letter, PREGNANT)) else ""
    text = "\n".join((own_words(letter), letter.problems, letter.operations))
    for key, words in LASTING.items():
        found = undenied_in(text, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
        told[key] = told.get(key) or (found.group() if found else "")
    return {key: word for key, word in told.items() if word}


def told_of_flags(letter: Letter) -> dict[str, str]:
    """{a red flag that the medicines tell of: the word}."""
    told = {key: _named(key, names, letter.medicines) for key, names in FLAGS.items()}
    return {key: word for key, word in told.items() if word}


def counted_low(letter: Letter, what: str) -> bool:
    """Whether the letter gives a count of one of COUNTS that is low."""
    words, low = COUNTS[what]
    found = words.search(own_words(letter))
    if not found:
        return False
    number = float(found.group(1).replace(",", "."))
    return (number / 1000 if number >= 100 and what == "neutrophils" else number) < low
