"""What anybody may send to a page: the names of fields and parameters, hostile values, and what fills in a form."""

from hypothesis import strategies as st
from office_people import PASSWORD
from wtforms.fields.core import UnboundField
from wtforms.form import FormMeta

from directory.core.icd10 import LOW_BACK_PAIN_CODES
from directory.coverage import questions
from directory.search.query import PARAMETERS
from directory.web.account import forms as account_forms
from directory.web.coverage import forms as coverage_forms
from directory.web.letters import forms as letter_forms
from directory.web.letters import forms_slip
from directory.web.listing import forms as mistake_forms
from directory.web.search import forms
from directory.web.shell import session

FORMS = [
    form
    for module in (account_forms, coverage_forms, forms, letter_forms, mistake_forms, forms_slip)
    for form in vars(module).values()
    if isinstance(form, FormMeta)
]
FIELDS = sorted(
    {name for form in FORMS for name in dir(form) if isinstance(getattr(form, name), UnboundField)}
    | {*PARAMETERS, *questions.QUESTION_NAMES, "because-visits", "at-1"}
)
OTHERS = [
    *("lang", "next", "out", "done", "like", "practitioner", "id", "format", "look", "keep", "to", "answer", "waiting"),
    *("status", "change", "skip", "page", "endpoint", "_scheme", "_external", session.CSRF_FIELD),
]
HOSTILE = [
    "",
    " ",
    "\x00",
    "' OR 1=1 --",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%s%n",
    "%ff",
    "１２３",
    "🩺" * 50,
    "x" * 5000,
    "\u202e",
    "\ud7ff",
    "9" * 40,
    *("-1", "1e999", "null", "97214", "2000000002", "ann@example.org", "npi", "codes", "0001-01-01"),
    PASSWORD,
    "/account/",
    "//evil.example",
]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
NAMES = st.one_of(st.sampled_from(FIELDS + OTHERS), st.text(max_size=10))
PAIRS = st.dictionaries(NAMES, TEXT, max_size=6)
VALID = {  # what fills in a letter, a slip, a profile and a report of a mistake
    "patient_name": "Ann Blauvelt",
    "born_on": "3/15/1958",
    "code": LOW_BACK_PAIN_CODES[0],
    "began": "6 months",
    "sender_name": "Ruth Okafor",
    "fax": "6195550112",
    "keep": "signed",
    "seen": "yes",
    "visits": "12",
    "pain": "7",
    "pain_last": "3",
    "because-state": "seen before",
    "because-supervision": "seen before",
    "day": "12/1/2026",
    "kind": "phone",
    "asked": "0",
    "old": PASSWORD,
    "near": "97214",
    "q": "x",
}
