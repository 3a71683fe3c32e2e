"""What a referral letter asks: the lists behind the form, the letter and the warnings. Sources: November 2026."""

from typing import NamedTuple

from directory.core.i18n import N_
from directory.core.indications import Indication, RedFlag, Scale
from directory.store.reference.rulebook import indications

ANSWERS = {"unknown": N_("Not known"), "no": N_("No"), "yes": N_("Yes")}  # the first stands until another is given
URGENCIES = {"routine": N_("Routine"), "urgent": N_("Urgent")}
ELECTRO = {"decide": N_("Practitioner decides"), "no": N_("No, please"), "yes": N_("Yes, please")}
SEXES = {"": N_("Not stated"), "female": N_("Female"), "male": N_("Male"), "other": N_("Other")}
PAYERS = {
    "": N_("Not stated"),
    "medicare": N_("Medicare (Original)"),
    "medicare_advantage": N_("Medicare Advantage"),
    "medicaid": N_("Medicaid"),
    "marketplace": N_("Marketplace plan"),
    "employer": N_("Employer's plan"),
    "fehb": N_("Federal employees (FEHB)"),
    "va_community_care": N_("VA Community Care"),
    "tricare": N_("TRICARE"),
    "workers_comp": N_("Workers' compensation"),
    "auto": N_("Auto insurance"),
    "none": N_("Pays without insurance"),
}
MEDICARE = ("medicare", "medicare_advantage")
# NCD 30.3.3: pain of 12 weeks or longer; up to 12 visits in 90 days, then 8 more for those who improve.
MIN_WEEKS, FIRST_VISITS, YEARLY_VISITS = 12, 12, 20

MEDSCAPE = "https://www.medscape.com/viewarticle/501973_6"
IN_MEDICINE = "http://acupunctureinmedicine.info/contraindications-of-acupuncture.html"
DOCSARAHB = "https://docsarahb.co.uk/services-treatments/sports-therapy-rehabilitation/contraindications-to-acupuncture"
WHO_PREGNANCY = "http://apps.who.int/medicinedocs/en/d/Jwhozip56e/4.2.1.html"
LYMPHEDEMA = "http://www.helenfox.co.uk/preventative-measures-for-lymphoedema-separating-fact-from-fiction/"
SOMERSET = "https://www.centralsomersetphysio.co.uk/acupuncture-guidelines---central-somerset-physiotherapy"


class Precaution(NamedTuple):
    """Something to know before needling.

    detail: what a "yes" should add; why: the reason to ask; source: the address of who says so, "" where none was read;
    advice: what the letter then says to the practitioner, "" for those of which the answer says enough.
    """

    key: str
    label: str
    detail: str
    why: str
    source: str
    advice: str = ""


PRECAUTIONS = (
    Precaution(
        "anticoagulant",
        N_("Blood thinner (anticoagulant or antiplatelet)"),
        N_("Drug; INR if on warfarin"),
        N_("Bleeding. Not a reason to refuse: 1 moderate bleed in 3,974 treatments of people who take one."),
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC4315381",
    ),
    Precaution(
        "bleeding",
        N_("Bleeding disorder"),
        N_("Which, how severe"),
        N_("Severe disorders speak against needles."),
        MEDSCAPE,
        "Bleeding disorder: no needles before whoever treats it has agreed; then few, thin and shallow; press after.",
    ),
    Precaution(
        "pregnancy", N_("Pregnancy"), N_("Weeks"), N_("Some points and electroacupuncture are avoided."), WHO_PREGNANCY
    ),
    Precaution(
        "implant",
        N_("Pacemaker, ICD, pump, stimulator or other implant"),
        N_("Which, and where"),
        N_("No electroacupuncture near it; needles by hand are not excluded."),
        MEDSCAPE,
    ),
    Precaution(
        "immunosuppression",
        N_("Immunosuppression or neutropenia"),
        N_("Cause"),
        N_("Infection."),
        IN_MEDICINE,
        "Low defense against infection: ask for the newest count; clean skin only; look for signs of infection after.",
    ),
    Precaution(
        "valve",
        N_("Heart valve disease or endocarditis risk"),
        N_("Which"),
        N_("No needles that stay in."),
        IN_MEDICINE,
    ),
    Precaution(
        "lymphoedema", N_("Lymphedema, or a limb at risk"), N_("Which limb"), N_("Do not needle that limb."), LYMPHEDEMA
    ),
    Precaution(
        "seizures",
        N_("Seizure disorder"),
        N_("Controlled or not"),
        N_("Uncontrolled: no electrical stimulation, and never left alone."),
        IN_MEDICINE,
    ),
    Precaution(
        "diabetes",
        N_("Diabetes, neuropathy or loss of sensation"),
        N_("Where"),
        N_("Slow healing; an injury is not felt."),
        SOMERSET,
    ),
    Precaution("skin", N_("Skin infection, ulcer or scar"), N_("Where"), N_("Do not needle there."), MEDSCAPE),
    Precaution(
        "fainting",
        N_("Fainting before, or fear of needles"),
        N_("Which"),
        N_("Treat lying down; agree on a sign to stop."),
        MEDSCAPE,
    ),
    Precaution("metal", N_("Metal allergy (nickel, chromium)"), N_("Which"), N_("Needles are steel."), ""),
    Precaution(
        "instability",
        N_("Unstable spine"),
        N_("Level, cause"),
        N_("Relaxed muscles may no longer protect the cord."),
        DOCSARAHB,
        "Unstable spine: no needles near that level, and no strain on it, before whoever treats it has agreed.",
    ),
)

# Agency for Health Care Policy and Research, Quick Reference Guide 14, Acute Low Back Problems in Adults, table 1.
RED_FLAGS_SOURCE = "https://www.ncbi.nlm.nih.gov/books/NBK52120/table/A34364/"
RED_FLAGS = {
    "saddle": N_("Numbness between the legs (saddle anesthesia)"),
    "bladder": N_("New bladder or bowel trouble"),
    "weakness": N_("Weakness in a leg, severe or getting worse"),
    "fever": N_("Fever or chills"),
    "weight": N_("Weight loss without a reason"),
    "cancer": N_("Cancer, now or before"),
    "trauma": N_("Major injury"),
    "drugs": N_("Injected drugs"),
    "steroids": N_("Long use of steroids"),
    "headache": N_("New, sudden, severe headache"),
}
# Those that letters asked about before any other was added: a saved letter that names none asked about these.
FIRST_RED_FLAGS = ("saddle", "bladder", "weakness", "fever", "weight", "cancer", "trauma", "drugs", "steroids")

# What Medicare's rule excludes as the cause (NCD 30.3.3: nonspecific, and not associated with surgery or pregnancy).
CAUSES = {
    "metastatic": N_("Cancer that has spread"),
    "inflammatory": N_("Inflammatory disease"),
    "infectious": N_("Infection"),
    "surgery": N_("Surgery"),
}


_KNOWN = indications()
INDICATIONS: dict[str, Indication] = {each.id: each for each in _KNOWN.indications}
SCALES: dict[str, Scale] = {each.id: each for each in _KNOWN.scales}
OWN_FLAGS: dict[str, RedFlag] = {each.id: each for each in _KNOWN.red_flags}  # asked about with their indication only
FLAG_TEXTS: dict[str, str] = RED_FLAGS | {key: flag.text for key, flag in OWN_FLAGS.items()}
WORST_PAIN = 10
