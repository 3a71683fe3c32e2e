"""What proves that a listing is somebody's: numbers, addresses and domains that others gave, and what each counts.

A code goes to a number or an address that NPPES or a board gave, never to one that the claimant names: who answers
there is the practice. Two weaker proofs together count as much: a code by mail to the domain of the practice's own
website, a document at which an admin looks and that is not kept, a code that a board's or society's editor hands on.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from directory.core import websites
from directory.core.addresses import one_line
from directory.core.phones import shown
from directory.core.practised_in import is_kept_by, practised_in
from directory.core.practitioner import ListedLocation, Location, Practitioner
from directory.store.office.claims import Proof

TRUSTED = frozenset(("nppes", "nppes-locations", "licences", "sample"))  # whose numbers and addresses prove something
PROVING = ("address", "city", "postal_code", "phone")  # what of a place a letter or a call goes to
# By whose word a website's domain is the practice's own.
NAMING_WEBSITES = frozenset(("plan-net", "csv", "nppes-endpoints", "sample"))
# Domains at which anybody can have a mailbox.
OF_EVERYBODY = frozenset(
    """
    gmail.com googlemail.com yahoo.com ymail.com rocketmail.com aol.com aim.com hotmail.com outlook.com live.com
    msn.com icloud.com me.com mac.com proton.me pm.me protonmail.com tuta.com tutanota.com fastmail.com hey.com
    duck.com mail.com email.com usa.com gmx.com gmx.us gmx.net zoho.com zohomail.com yandex.com comcast.net
    xfinity.com att.net bellsouth.net pacbell.net sbcglobal.net swbell.net ameritech.net verizon.net earthlink.net
    cox.net charter.net spectrum.net twc.com roadrunner.com rr.com optonline.net optimum.net frontier.com
    frontiernet.net windstream.net centurylink.net q.com juno.com netzero.net suddenlink.net mchsi.com rcn.com
    qq.com 163.com 126.com sina.com naver.com hanmail.net daum.net
    """.split()  # noqa: SIM905 - a list of seventy names reads better as text
)
ENOUGH = 2  # what proofs have to count together to make an owner
# What each proves. A number or an address that a register has reaches the practice itself. A mailbox may be somebody's
# who once built its website, a document may be lent, and an editor knows a member's address by a list alone.
PROOFS: dict[str, int] = {"call": 2, "letter": 2, "mail": 1, "document": 1, "vouched": 1}


class Way(NamedTuple):
    """A way to prove a claim. key: in the form; proof; reached_at: the number or address; a domain of mail; what the
    editor who vouches is limited to; "" for a document.
    """

    key: str
    proof: Proof
    reached_at: str


def is_enough(proofs: Iterable[str]) -> bool:
    """Whether proofs make an owner: one strong one, or two different weaker ones."""
    return sum(PROOFS.get(each, 0) for each in set(proofs)) >= ENOUGH


def ways(listing: Practitioner, editors: Iterable[str] = (), given: Collection[str] = ()) -> list[Way]:
    """How a claim of this listing can be proved, the quickest first.

    editors: what those who can sign in are limited to; given: the proofs that the claimant has given already.
    """
    weaker = [
        *(Way(f"mail-{number}", "mail", domain) for number, domain in enumerate(_own_domains(listing))),
        Way("document", "document", ""),
        *(
            Way(f"vouched-{limit}", "vouched", limit)
            for limit in editors
            if is_kept_by(limit, practised_in([listing]), listing.societies)
        ),
    ]
    return [way for way in (*_strong_ways(listing), *weaker) if way.proof not in given]


def _own_domains(listing: Practitioner) -> list[str]:
    """The domain of the practice's website, by the word of a source that is not the practice's page here."""
    origin = listing.facts.get("website")
    if not listing.website or not origin or origin.source not in NAMING_WEBSITES:
        return []
    domain = websites.host(listing.website)
    return [domain] if domain and domain not in OF_EVERYBODY else []


def is_mailbox_at(mailbox: str, domain: str) -> bool:
    """Whether an e-mail address is one of this domain itself."""
    return mailbox.rpartition("@")[2].lower() == domain


def _strong_ways(listing: Practitioner) -> list[Way]:
    places = strong_ways_of_places(listing)
    numbers = dict.fromkeys(number for number, _ in places if number)
    addresses = dict.fromkeys(address for _, address in places if address)
    return [
        *(Way(f"call-{number}", "call", phone) for number, phone in enumerate(numbers)),
        *(Way(f"letter-{number}", "letter", address) for number, address in enumerate(addresses)),
    ]


def strong_ways_of_places(listing: Practitioner) -> list[tuple[str, str]]:
    """The number and the address, as people write them, of each place as trusted sources state it; "" for none."""
    places = [place for each in listing.locations for place in _as_trusted(each)]
    return [
        (
            shown(place.phone) if place.phone else "",
            one_line(place.address, place.city, place.state, place.postal_code) if place.address else "",
        )
        for place in places
    ]


def _as_trusted(listed: ListedLocation) -> Iterator[Location]:
    """A place as each trusted source states it, whosever word is shown: an owner's own number proves nothing, and what
    the register gave still does.
    """
    stated = Location(
        listed.address, listed.city, listed.state, listed.postal_code, None if listed.phone_by else listed.phone
    )
    if listed.source in TRUSTED:
        yield stated
    for each in listed.also:
        if each.source in TRUSTED:
            values = {name: getattr(each, name) for name in PROVING if getattr(each, name) is not UNSET}
            yield replace(stated, **values)
