"""FHIR beside the API: the same questions of both, over a made-up directory; then a hostile set, with its memory.

    python3 tests/bench/fhir_beside_api.py [--practitioners 100000] [--questions 60]

Requests go to the application in this process. What counts is processor time: waiting for a busy machine is nobody's
fault.
"""

import argparse
import random
import resource
import time
from urllib.parse import quote

import measuring
from made_directory import LAST, settings

from directory import create_app
from directory.store.listings.reader import Current

MILES = 10
ROUNDS = 4
HOSTILE = (
    "PractitionerRole?location.partof.organization.partof.name=a",
    "PractitionerRole?service.service-category=dent",
    "Organization?_has:PractitionerRole:network:practitioner.name=zz",
    "Organization?_has:PractitionerRole:network:location.address-state=CA&_count=200",
    "Practitioner?_has:PractitionerRole:practitioner:_has:Location:partof:name=a",
    "Location?_has:PractitionerRole:location:network.partof.name=a&_count=200",
    "InsurancePlan?_has:InsurancePlan:network:name=a",
    "PractitionerRole?role=nobody",
    "HealthcareService?name:contains=zzzzzz",
    "Practitioner?name:contains=q&given:contains=x&_count=200",
    "Practitioner?_lastUpdated=ne1999&_count=200",
    "PractitionerRole?_count=200&_include=PractitionerRole:practitioner&_include=PractitionerRole:location"
    "&_include=PractitionerRole:network&_include=PractitionerRole:service&_include:iterate=Organization:partof"
    "&_revinclude=Provenance:target",
    "Location?address-state=CA&_count=200&_revinclude=PractitionerRole:location"
    "&_revinclude=HealthcareService:location&_include:iterate=PractitionerRole:network",
    "Organization?type=payer&_count=200&_revinclude=OrganizationAffiliation:primary-organization"
    "&_revinclude=InsurancePlan:owned-by&_revinclude:iterate=PractitionerRole:network",
    "Organization?type=ntwk&_count=200&_revinclude=PractitionerRole:network",
    "Practitioner?_count=1000000000",
    "Practitioner?_count=1e9",
    "Practitioner?name=%ff%fe%80",
    "Practitioner?%ff=%ff",
    "Location?address=" + quote("ł" * 400),
    "Location?near=0|0|99999|km",
    "Practitioner?name=" + ",".join("abcdefghijklmnopqrstuvwxyz"),
    "Practitioner?_summary=count",
    "PractitionerRole/" + "a" * 900,
    "Practitioner/%00",
)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=60)
    asked = parser.parse_args()
    kept = settings(asked.practitioners)
    client = create_app(kept).test_client()
    directory = Current(kept.directory_db).get()
    chance = random.Random(7)
    listings = [directory.listings([chance.randrange(len(directory))])[0] for _ in range(asked.questions)]
    _beside(client, listings, chance)
    _hostile(client)


def _beside(client, listings, chance) -> None:
    places = [(each.locations[0].latitude, each.locations[0].longitude) for each in listings]
    names = [chance.choice(LAST) for _ in listings]
    people = [each.id for each in listings if each.kind != "clinic"]
    comes = "_include=PractitionerRole:practitioner&_include=PractitionerRole:location"
    pairs = {
        "who is near": (
            [f"/api/v1/search?near={lat},{lon}&within={MILES}" for lat, lon in places],
            [f"/fhir/PractitionerRole?location.near={lat}|{lon}|{MILES}|mi&{comes}" for lat, lon in places],
        ),
        "who is called so": (
            [f"/api/v1/search?name={name}" for name in names],
            [f"/fhir/Practitioner?family={name}" for name in names],
        ),
        "one by the id": (
            [f"/api/v1/practitioners/{each}" for each in people],
            [f"/fhir/Practitioner/{each}" for each in people],
        ),
    }
    print(measuring.HEADER)
    for what, sides in pairs.items():
        for side, addresses in zip(("API", "FHIR"), sides, strict=True):
            client.get(addresses[0])
            work = {side: lambda address: _status(client, address)}
            print(measuring.row(f"{what}, {side}", measuring.in_turn(work, addresses, clock=time.process_time)[side]))


def _status(client, address: str) -> int:
    status = client.get(address).status_code
    assert status < 500, (status, address)
    return status


def _hostile(client) -> None:
    worst, statuses = 0.0, {}
    before = _memory()
    for round_ in range(ROUNDS):
        for address in HOSTILE:
            began = time.process_time()
            status = _status(client, f"/fhir/{address}")
            took = time.process_time() - began
            statuses[status] = statuses.get(status, 0) + 1
            worst = max(worst, took)
            if round_ == 0:
                print(f"{1000 * took:8.0f} ms {status} {address[:110]}")
        if round_ == 0:
            before = _memory()
    print(f"\n{ROUNDS * len(HOSTILE):,} hostile requests, {statuses}; the slowest {worst:.2f} s of processor time; "
          f"memory {before:.0f} MB after the first of each, {_memory():.0f} MB after all")  # fmt: skip


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
