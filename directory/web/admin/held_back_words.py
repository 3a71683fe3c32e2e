"""Why somebody is not listed, and what would release them, for admins."""

from typing import NamedTuple

from directory.core.i18n import N_


class HeldBackWords(NamedTuple):
    """why: the reason; release: what would release them."""

    why: str
    release: str


# By resolve.unlisted.REASONS; and "place", of listings that no search for a place finds.
HELD_BACK = {
    "excluded": HeldBackWords(
        N_("Excluded from federal health programs"),
        N_(
            "A newer list of OIG’s without them; or, where OIG means a namesake, a decision that the two are different."
        ),
    ),
    "standing": HeldBackWords(
        N_("A bad standing that may be somebody else’s"),
        N_("A decision about the pair: the same shows it, different makes a page of its own."),
    ),
    "name": HeldBackWords(
        N_("An NPI that is known by another name"),
        N_("A decision about the pair, or a file whose NPIs are right."),
    ),
    "request": HeldBackWords(N_("Removed at request"), N_("An admin who lists them again, when they ask for it.")),
    "retired": HeldBackWords(
        N_("Removed: they practice no more"), N_("An admin who lists them again, when they practice again.")
    ),
    "check": HeldBackWords(
        N_("Held back until somebody has looked into it"), N_("An admin who has looked, and lists them again.")
    ),
    "deactivated": HeldBackWords(N_("The NPI is not in use"), N_("A newer file of NPPES that lists the NPI again.")),
    "deceased": HeldBackWords(
        N_("They have died"), N_("A newer list of the board that does not say so, or an admin who lists them again.")
    ),
    "place": HeldBackWords(
        N_("Listed, but in no place that can be found"),
        N_("A source with a place of practice, or an admin who states one: no search for a place finds them now."),
    ),
}
