"""What the tables of each source may hold, whose columns somebody matches with our fields.

A table of an admin's own (csv) and a society's list (roster) have columns of any name. A licensing board's list
(licences) has those that its state's layout names, until the board renames one; of a state without a layout nobody has
named any.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from directory.core.licence_layout import NO_LICENCE, SAYS_NOTHING, STATUSES
from directory.core.table_fields import SEVERAL, SYNONYMS
from directory.core.taxonomy import KINDS

Synonyms = dict[str, tuple[str, ...]]
NAME_FIELDS = ("name", "last_name", "organisation_name")
OF_ACUPUNCTURE, OF_ANOTHER = "acupuncture", "other"  # what a word in a column of kinds of license means
PLACE = ("address_1", "address_2", "city", "state", "postal_code", "country")
COUNTRY = ("country", "countryname", "countrycode")
PERSON = ("name", "first_name", "middle_name", "last_name", "suffix")


class TableShape(NamedTuple):
    """The tables of one source. synonyms: each field, and what its column may be called, as in SYNONYMS; several: the
    fields that several columns may hold together; needs: of each of these groups one field has to have a column; words:
    {field whose words have to be given a meaning: what they may mean}.
    """

    source: str
    synonyms: Synonyms
    several: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    words: Mapping[str, tuple[str, ...]]

    @property
    def fields(self) -> tuple[str, ...]:
        """Its fields, in the order in which they are shown."""
        return tuple(self.synonyms)

    def lacking(self, fields: Iterable[str]) -> tuple[str, ...]:
        """The first group of `needs` of which none is among the fields that have a column; () where all are there."""
        there = set(fields)
        return next((group for group in self.needs if not there.intersection(group)), ())


def _some(fields: Iterable[str], **more: tuple[str, ...]) -> Synonyms:
    """The synonyms of some fields, and further ones."""
    return {field: (*SYNONYMS.get(field, ()), *more.pop(field, ())) for field in fields} | more


TABLE = TableShape("csv", SYNONYMS, SEVERAL, (NAME_FIELDS,), {"kind": tuple(KINDS), "licence_status": STATUSES})
ROSTER = TableShape(
    "roster",
    _some(
        (*PERSON, "credentials", "full_address", "city_state_zip", *PLACE, "phone", "row_id"),
        name=("physician", "physicianname"),
        country=COUNTRY,
    ),
    ("credentials",),
    (
        ("name", "last_name"),
        ("city", "city_state_zip", "full_address"),
        ("state", "city_state_zip", "full_address"),
    ),
    {},
)
LICENCES = TableShape(
    "licences",
    _some(
        ("licence_number", *PERSON, "credentials", "organisation_name"),
        licence_number=("number", "credentialnumber", "registrationnumber"),
        name=("licensee", "licenseename", "contactname"),
        other_organisation_name=("dba", "doingbusinessas", "tradename"),
        business=("indivorg", "entitytype"),
        licence_type=("licensetype", "licencetype", "type", "profession", "professionname", "credentialtype", "rank"),
        licence_status=("licensestatus", "licencestatus", "status", "credentialstatus", "standing"),
        licence_expires_on=(*SYNONYMS["licence_expires_on"], "expirydate", "expdate", "renewaldate"),
        licence_issued_on=("issuedate", "originalissuedate", "licenseissuedate", "issued", "firstissuedate"),
        updated_on=("lastupdated", "updatedon", "lastchanged"),
        birth_year=("birthyear", "yearofbirth"),
    )
    | _some((*PLACE, "phone"), country=COUNTRY),
    ("licence_type", "licence_status"),
    (("licence_number",), ("name", "last_name"), ("licence_type",), ("licence_status",)),
    {"licence_type": (OF_ACUPUNCTURE, OF_ANOTHER), "licence_status": (*STATUSES, NO_LICENCE, SAYS_NOTHING)},
)
SHAPES = {shape.source: shape for shape in (TABLE, ROSTER, LICENCES)}
