"""The guard of a publish: an edition that lacks much of the one before is a mistake until an admin says otherwise.

What is counted is in counts.py. Of the made-up sample nothing can be lost; and where it comes back, everything real is.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from directory.core.addresses import STATES
from directory.core.i18n import N_, Message
from directory.core.sources import BY_NAME
from directory.publish.counts import Counts
from directory.store.imports import published

MAX_LOST = 0.2  # of the listings, or of what is known of those of one state or source, in one publish
FEW = 2  # which a state or a source may lose besides: of three, two come and go
COUNTED = (("licences", "state"), ("licences", "source"), ("plans", "state"), ("plans", "source"))
NAMED = 2  # losses of a kind, in words
ONE_LISTING = N_("the directory from %(before)s listing to %(after)s")
WHOLE = {
    "listings": N_("the directory from %(before)s listings to %(after)s"),
    "orderers": N_("the list of who may order and refer from %(before)s NPIs to %(after)s"),
}
PARTS = {
    ("licences", "state"): N_("the license standing of %(lost)s of %(before)s in %(of)s"),
    ("licences", "source"): N_("the license standing of %(lost)s of %(before)s that %(of)s gives"),
    ("plans", "state"): N_("the plans of %(lost)s of %(before)s in %(of)s"),
    ("plans", "source"): N_("the plans of %(lost)s of %(before)s that %(of)s gives"),
}


class Loss(NamedTuple):
    """What an edition would lack: `after` listings where there were `before`.

    what: "listings", or "orderers" (NPIs of the list of who may order and refer), or "licences" (those with a licence
    of known standing), or "plans" (those that take plans). by:
    "state", "source" or "payer", and "" where all listings count; of: which one; source: whose word a payer's plans
    are.
    """

    what: str
    by: str
    of: str
    before: int
    after: int
    source: str = ""

    def in_words(self) -> Message:
        """What would be taken."""
        before, after = f"{self.before:,}", f"{self.after:,}"
        if self.what in ("listings", "orderers"):
            alone = self.what == "listings" and self.before == 1
            return Message(ONE_LISTING if alone else WHOLE[self.what], before=before, after=after)
        lost = f"{self.before - self.after:,}"
        if self.by == "payer":
            said = N_("the %(payer)s plans of %(lost)s of %(before)s listings (%(source)s)")
            return Message(said, payer=self.of, lost=lost, before=before, source=self.source)
        of = Message(STATES.get(self.of, self.of)) if self.by == "state" else _title(self.of)
        return Message(PARTS[self.what, self.by], lost=lost, before=before, of=of)


def _title(source: str) -> Message:
    if source not in BY_NAME:
        return Message(source)
    return Message("%(title)s (%(source)s)", title=Message(BY_NAME[source].title), source=source)


class TooManyLost(Exception):
    """The new directory would lack so much of the old one that somebody should look first.

    losses: what; snapshots: the numbers of those imported that are not published.
    """

    def __init__(self, losses: Sequence[Loss], snapshots: Sequence[int]):
        self.losses, self.snapshots = losses, snapshots
        super().__init__(self.line("the directory stays as it was", "publish --force"))

    def line(self, stays: str, force: str) -> str:
        """What would be lost, what stays as it is, and both ways on. force: the command that publishes all the same."""
        return f"This would take {_in_words(self.losses)}, so {stays}. {self._way_back()}python3 run.py {force}"

    def rollback(self) -> str:
        """The command that takes out what is not published, "" where all is."""
        return f"rollback {' '.join(map(str, self.snapshots))}" if self.snapshots else ""

    def _way_back(self) -> str:
        if not self.snapshots:
            return "If that is right: "
        one_of_them = " (or one of them)" if len(self.snapshots) > 1 else ""
        return (
            f"{published.in_words(self.snapshots)}. If that is wrong, take it out: python3 run.py "
            f"{self.rollback()}{one_of_them}. If it is right: "
        )


def _in_words(losses: Sequence[Loss]) -> str:
    """The greatest losses of each kind."""
    named: list[Loss] = []
    for what in dict.fromkeys(loss.what for loss in losses):
        named += [loss for loss in losses if loss.what == what][:NAMED]
    more = len(losses) - len(named)
    words = [loss.in_words() for loss in named] + ([f"{more:,} more like these"] if more else [])
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0]


def refuse_great_loss(
    old: dict[str, Any], new: dict[str, Any], snapshots: Sequence[int], share: float = MAX_LOST
) -> None:
    """Raises TooManyLost where an edition lacks too much of the one that stands.

    old, new: what they say of themselves; {} where none stands. What an older version of this program did not count is
    not missed. snapshots: those that are not published yet; share: how much is too much, where that is less.
    """
    if not old or old.get("made_up"):
        return
    if new["made_up"]:
        new = {"listings": 0}
    losses = [*_listings_lost(old.get("listings", 0), new["listings"], share)]
    losses += _orderers_lost(old.get("orderers"), new.get("orderers"), share)
    losses += sorted(
        _known_lost(old.get("counts", {}), new.get("counts", {}), share), key=lambda each: each.after - each.before
    )
    if losses:
        raise TooManyLost(losses, snapshots)


def _listings_lost(before: int, after: int, share: float) -> Iterator[Loss]:
    """More than a share of them; one alone is never much, unless it was the last."""
    if after < before * (1 - share) and (before - after > 1 or not after):
        yield Loss("listings", "", "", before, after)


def _orderers_lost(old: dict[str, Any] | None, new: dict[str, Any] | None, share: float) -> Iterator[Loss]:
    """Of a list that lost many of its NPIs, each would be told that they may not order; of one that is gone, nobody."""
    if old and new and _is_much(old["count"], new["count"], share):
        yield Loss("orderers", "", "", old["count"], new["count"])


def _known_lost(old: Counts, new: Counts, share: float) -> Iterator[Loss]:
    """More than a share and FEW of what is known by one state, source or payer."""
    # An insurer's name may be told later, or change: what new names have is not lost.
    by_payer = old.get("plans", {}).get("payer", {})
    for source, payers in by_payer.items():
        now = new.get("plans", {}).get("payer", {}).get(source, {})
        renamed = sum(count for payer, count in now.items() if payer not in payers)
        for payer, before in payers.items():
            after = now.get(payer, 0)
            if _is_much(before, after + renamed, share):
                yield Loss("plans", "payer", payer, before, after, source)
    for what, by in COUNTED:
        now = new.get(what, {}).get(by, {})
        for of, before in old.get(what, {}).get(by, {}).items():
            if _is_much(before, now.get(of, 0), share):
                yield Loss(what, by, of, before, now.get(of, 0))


def _is_much(before: int, after: int, share: float) -> bool:
    return before - after > before * share + FEW
