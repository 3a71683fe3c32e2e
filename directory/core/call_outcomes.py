"""What a call to a listed place can find out, in the classes of CMS's reviews of provider directories."""

from typing import Literal, NamedTuple

from directory.core.i18n import N_

Deficiency = Literal["nowhere", "not_here", "phone", "accepting", "address", "suite", "name"]

# CMS, Online Provider Directory Review Report, round 3 (2018): the classes from the worst on. `prevents`: those that it
# says are most likely to keep a patient from care: not at the place, a wrong telephone number, or not accepting new
# patients where the directory says so.
# https://vdocument.in/online-provider-directory-review-report-cms-online-provider-directory-review-report.html


class DeficiencyClass(NamedTuple):
    """A class of deficiencies. label: as the caller ticks it; prevents: most likely to keep somebody from care."""

    label: str
    prevents: bool


DEFICIENCIES: dict[Deficiency, DeficiencyClass] = {  # the worst first: a place counts under its worst
    "nowhere": DeficiencyClass(N_("Practices no more, or at none of the places listed"), True),
    "not_here": DeficiencyClass(N_("Does not see patients at this place"), True),
    "phone": DeficiencyClass(N_("The telephone number is wrong"), True),
    "accepting": DeficiencyClass(N_("Takes new patients, or does not, other than listed"), True),
    "address": DeficiencyClass(N_("The street or city is wrong"), False),
    "suite": DeficiencyClass(N_("The suite is wrong or missing"), False),
    "name": DeficiencyClass(N_("The name, letters or profession are wrong"), False),
}
TRIES = 3  # on as many days, before somebody counts as unreachable
EVERY_TWICE = 10  # one place in as many is called by a second person
MARGIN, Z = 0.05, 1.959963984540054  # half the width wanted of an interval, and the normal quantile of 95 %
