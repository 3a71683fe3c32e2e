"""The single facts that roles, services and places state: the website, new patients, telehealth, access."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.core import email_addresses, websites
from directory.importer.record import RawLocation
from directory.importer.sources.plan_net.resources import (
    LocationResource,
    OrganisationResource,
    RoleResource,
    ServiceResource,
)


class RoleInPlaces(NamedTuple):
    """A role with its services, the places where patients are seen in it, and its organization, if that is a practice.

    phone: of the role, else of a service; "" where the places' own count.
    """

    role: RoleResource
    services: list[ServiceResource]
    places: list[LocationResource]
    practice: OrganisationResource | None
    phone: str

    def location(self, place: LocationResource) -> RawLocation:
        """Where patients are seen in the role, with its telephone number, fax and office hours before the place's own.

        Of several places nobody says which of them the role's hours are of, and where its fax stands.
        """
        hours, fax = (self.role.hours, self.role.fax) if len(self.places) == 1 else ("", "")
        own = place.location
        return own._replace(phone=self.phone or own.phone, hours=hours or own.hours, fax=fax or own.fax)

    def ended_phones(self) -> list[str]:
        """The telephone numbers of the role and its places that are in use no more."""
        return [*self.role.ended_phones, *(phone for place in self.places for phone in place.ended_phones)]


def single_facts(
    roles: list[RoleInPlaces], own_websites: Iterable[str], insurers: set[str]
) -> dict[str, str | bool | None]:
    """Facts by the names of core.facts. roles: those in force; insurers: hosts of websites that are no practice's."""
    services = [service for each in roles for service in each.services]
    places = [place for each in roles for place in each.places]
    nearest = [
        *own_websites,
        *(address for each in roles for address in each.role.websites),
        *(address for each in roles if each.practice for address in each.practice.websites),
        *(address for service in services for address in service.websites),
        *(address for place in places for address in place.websites),
    ]
    accessible = bool(places) and all(place.accessible for place in places)
    return {
        "website": next((address for address in nearest if not _is_insurers(address, insurers)), ""),
        "email": _email(roles, insurers),
        "telehealth": True if any(service.virtual for service in services) else None,
        "accepting_new_patients": _accepting(  # the nearest to the practitioner first
            [each.role.accepting for each in roles],
            [service.accepting for service in services],
            [place.accepting for place in places],
        ),
        "wheelchair_access": accessible or None,
    }


def _email(roles: list[RoleInPlaces], insurers: set[str]) -> str:
    """The e-mail address of the roles, else of their places: one that can be read, and none of an insurer's. A person's
    own (Practitioner.telecom) is not taken: it may be where they live in the network, not where patients write.
    """
    stated = [
        *(address for each in roles for address in each.role.emails),
        *(address for each in roles for place in each.places for address in place.emails),
    ]
    of_practice = [each for each in stated if not _is_insurers(each.rpartition("@")[2], insurers)]
    return min(of_practice, key=_is_unreadable, default="")


def _is_unreadable(email: str) -> bool:
    try:
        return not email_addresses.of_practice(email)
    except ValueError:
        return True


def _is_insurers(address: str, insurers: set[str]) -> bool:
    """Whether a website is on an insurer's host, one below it, or one above it (find.payer.com, member.payer.com)."""
    host = websites.host(address)
    return bool(host) and any(
        host == other or host.endswith(f".{other}") or other.endswith(f".{host}") for other in insurers
    )


def _accepting(*levels: list[bool | None]) -> bool | None:
    """Whether one of the answers of the first level that has any is yes; None where no level has any."""
    for level in levels:
        answers = [answer for answer in level if answer is not None]
        if answers:
            return any(answers)
    return None
