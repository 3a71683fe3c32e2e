"""A made-up letter for the tests, with something in every field."""

from dataclasses import replace

import pypdfium2 as pdfium

from directory.core.icd10 import Diagnosis
from directory.core.onset import Onset
from directory.referral.letter import (
    Baseline,
    Letter,
    OverruledWarning,
    Patient,
    Recipient,
    RecipientLicence,
    Referrer,
    ScreeningAnswer,
)
from directory.referral.saved_referral import TreatmentReport

ANN = Recipient(
    "2477664843",
    "2477664843",
    "Ann Blauvelt",
    "L.Ac., Dipl. Ac.",
    "licensed_acupuncturist",
    "831 Birch Ln",
    "San Diego",
    "CA",
    "92116",
    "+16195550123",
    (RecipientLicence("CA", "AC90282", "active", "2027-04-30", "the board's list", "2026-10-31"),),
)
BO = replace(
    ANN, id="BO", npi=None, name="Bo Nyström", credentials="MD", kind="medical_acupuncturist", phone="", licences=()
)

LETTER = Letter(
    written_on="2026-11-25",
    patient=Patient(
        "María Nguyễn-O'Hara", "1958-03-15", "+16195550144", "Spanish", True, "medicare", "Part B", "1EG4-TE5-MK73"
    ),
    referrer=Referrer(
        "Ruth Okafor",
        "MD",
        "2477664843",
        "Harbor Family Medicine",
        "12 Pier Rd, Suite 4\nSan Diego, CA 92101",
        "+16195550111",
        "+16195550112",
        "desk@harbor.example",
        "Board certified in family medicine\nMedical director",
    ),
    recipients=(ANN,),
    reason="Low back pain, worse on sitting; sleeps four hours.",
    question="Please evaluate, and treat with acupuncture if suitable.",
    diagnoses=(
        Diagnosis("M54.50", "Low back pain, unspecified"),
        Diagnosis("M48.061", "Spinal stenosis, lumbar region without neurogenic claudication"),
    ),
    onset=Onset("2026-05-25", about=True),
    tried="Physical therapy 8 weeks: some relief. Naproxen: stopped, heartburn.",
    findings="Straight leg raise negative. MRI 2026-08: mild stenosis L4-5.",
    baseline=Baseline(7, "rmdq", 14, "2026-11-20"),
    red_flags=(),
    looked_for=True,
    precautions={
        "anticoagulant": ScreeningAnswer("yes", "apixaban 5 mg twice a day"),
        "implant": ScreeningAnswer("no"),
        "pregnancy": ScreeningAnswer("no"),
        "diabetes": ScreeningAnswer("yes", "both feet"),
    },
    causes={
        "metastatic": ScreeningAnswer("no"),
        "inflammatory": ScreeningAnswer("no"),
        "infectious": ScreeningAnswer("unknown"),
        "surgery": ScreeningAnswer("no"),
    },
    medicines="Apixaban, metformin, lisinopril",
    allergies="Penicillin (rash)",
    visits=12,
    goals="Sit through a church service; sleep six hours.",
    visits_used=0,
    supervisor="Ruth Okafor MD, Harbor Family Medicine",
    reply="Fax, please; call if it is urgent.",
)
RED = replace(
    LETTER,
    red_flags=("cancer",),
    urgency="urgent",
    overruled=(OverruledWarning("red-flag", "A red flag is ticked.", "Breast cancer 2009, MRI clear in August."),),
    recipients=(ANN, BO),
)
CLINIC = replace(ANN, id="CL", npi="1234567893", name="Birch Clinic", credentials="", kind="clinic", licences=())
FULL = replace(  # every row of a letter has something to say
    RED,
    recipients=(
        replace(ANN, licences=(*ANN.licences, RecipientLicence("AZ", "0912", "unknown", None, "NPPES", "2026-11-01"))),
        BO,
        CLINIC,
        replace(ANN, id="DI", npi=None, name="Di Ray", credentials="", kind="other_clinician", phone="", licences=()),
    ),
    causes=LETTER.causes | {"surgery": ScreeningAnswer("yes")},
    visits=20,
    visits_used=3,
    electroacupuncture="no",
    status="accepted",
    reply_link="https://directory.example/reply/abc",
)
LEAST = Letter(  # no row that can be left out
    "2026-11-25",
    Patient("Al Ng", "2001-01-01"),
    Referrer("Bo Li"),
    (replace(CLINIC, npi=None, phone="", address="", city="", state="", postal_code=""),),
    reason="Neck pain",
)
SLIP = TreatmentReport(
    "2027-02-01",
    True,
    "2026-12-01",
    visits=12,
    pain_last=3,
    scale="rmdq",
    score_last=6,
    adverse="none",
    next="continue",
    notes="Sleeps well 😀",
)


def pdf_pages(made):
    """The text of each page of a PDF, as Chromium's own reader finds it."""
    with pdfium.PdfDocument(made) as document:
        return [page.get_textpage().get_text_range() for page in document]
