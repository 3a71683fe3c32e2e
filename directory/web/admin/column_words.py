"""What the fields of a table are called on the page that matches its columns."""

from directory.core.i18n import N_
from directory.core.licence_layout import NO_LICENCE, SAYS_NOTHING
from directory.core.table_shapes import OF_ACUPUNCTURE, OF_ANOTHER
from directory.core.taxonomy import KINDS
from directory.web.listing import phrases

FIELD_LABELS = {
    "npi": N_("NPI"),
    "name": N_("whole name"),
    "first_name": N_("first name"),
    "middle_name": N_("middle name"),
    "last_name": N_("last name"),
    "suffix": N_("suffix (Jr., III)"),
    "organisation_name": N_("name of the clinic"),
    "credentials": N_("credentials"),
    "kind": N_("kind of practitioner"),
    "gender": N_("gender"),
    "full_address": N_("whole address in one cell"),
    "city_state_zip": N_("city, state and ZIP in one cell"),
    "address_1": N_("street and number"),
    "address_2": N_("suite, floor"),
    "city": N_("city"),
    "state": N_("state"),
    "postal_code": N_("ZIP code"),
    "phone": N_("telephone number"),
    "fax": N_("fax number, for letters only"),
    "hours": N_("office hours"),
    "licence_number": N_("license number"),
    "licence_state": N_("state of the license"),
    "licence_status": N_("standing of the license"),
    "licence_expires_on": N_("last day of the license"),
    "languages": N_("languages"),
    "accepting_new_patients": N_("new patients"),
    "telehealth": N_("telehealth"),
    "home_visits": N_("home visits"),
    "wheelchair_access": N_("wheelchair access"),
    "website": N_("website"),
    "email": N_("e-mail address that the practice publishes"),
    "first_visit_fee": N_("price of the first visit"),
    "later_visit_fee": N_("price of a later visit"),
    "payer": N_("insurer"),
    "plan": N_("insurance plan"),
    "confirmed_on": N_("confirmed on"),
    "row_id": N_("your own number of the row"),
    "country": N_("country"),
    "other_organisation_name": N_("further name of the clinic"),
    "business": N_("whether it is a person or a clinic"),
    "licence_type": N_("kind of license"),
    "licence_issued_on": N_("first day of the license"),
    "updated_on": N_("day of the last change"),
    "birth_year": N_("year of birth (kept nowhere: tells two of one name apart)"),
}
STANDINGS = phrases.STATUSES | {
    "deceased": N_("deceased"),
    "unknown": N_("unknown"),
    NO_LICENCE: N_("an application: no license yet"),
    SAYS_NOTHING: N_("nothing about today"),
}
TYPES = {OF_ACUPUNCTURE: N_("a license to practice acupuncture"), OF_ANOTHER: N_("another license: not read")}
MEANING_LABELS = {"kind": KINDS, "licence_status": STANDINGS, "licence_type": TYPES}
