"""A made-up directory in which something stands for each part of Plan-Net that this program can fill."""

from directory.core.practitioner import Licence, Location, PlanTaken, Statement
from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports.database import Imports

ANA, KEN, HERON, CRANE = "2000000002", "2000000010", "2000000028", "2000000036"
GOLD = PlanTaken("Acme Health", "Acme Gold HMO", "in", "12345OR0000001", ends_on="2027-12-31")
SILVER = PlanTaken("Acme Health", "Acme Silver HMO", "in", "12345OR0000002", ends_on="2027-12-31")
CASH = PlanTaken("Beta Mutual", "Beta Choice PPO", "unknown")
ALL_WEEK = "Mon-Fri 9 am - 5:30 pm, Sat, Sun 24 hours"
ELM = Location("12 Elm St Ste 5", "Portland", "OR", "97214", "+15035550123", hours=ALL_WEEK, ends_on="2027-06-30")
HOUSE = Location("12 Elm St", "Portland", "OR", "97214", "+15035550123", hours=ALL_WEEK, ends_on="2027-06-30")
OAK = Location("7 Oak Ave", "Bend", "OR", "97701", "+15415550124", hours="Mon 9 am - noon by appointment")
VARIES = Location("9 Ash Way", "Salem", "OR", "97301", "+15035550125", hours="evenings by appointment")


def licence(number):
    return Licence("OR", number, "active", "2027-12-31")


def people():
    """What a payer's directory states of two people and two clinics, as one source after the other."""
    common = {
        "accepting_new_patients": True,
        "wheelchair_access": True,
        "telehealth": True,
        "confirmed_on": "2026-06-01",
    }
    ana = Statement(
        id=ANA, npi=ANA, kind="licensed_acupuncturist", name="Ana María López", credentials=("L.Ac.",), gender="female",
        languages=("Spanish", "Mandarin"), locations=(ELM, OAK), licences=(licence("AC-9001"),),
        insurance=(GOLD, SILVER, CASH), website="https://ana.example.com", other_names=("Ana Blauvelt",), **common,
    )  # fmt: skip
    ken = Statement(
        id=KEN, npi=KEN, kind="medical_acupuncturist", name="Ken Ito", credentials=("MD",), gender="male",
        locations=(VARIES,), licences=(licence("AC-9002"),), insurance=(CASH,),
    )  # fmt: skip
    heron = Statement(
        id=HERON, npi=HERON, kind="clinic", name="Heron Clinic", other_names=("Heron Points",), locations=(ELM, HOUSE),
        licences=(licence("AC-9003"),), insurance=(GOLD,), website="https://heron.example.com", **common,
    )  # fmt: skip
    crane = Statement(
        id=CRANE, npi=CRANE, kind="clinic", name="Crane Clinic", locations=(ELM, OAK), insurance=(SILVER,),
    )  # fmt: skip
    return [ana, ken, heron, crane]


FEES = {"first_visit_fee": 120.0, "later_visit_fee": 80.0, "home_visits": True}
INSURERS = """
["Acme Health"]
source = "https://acme.example.com/contact"
as_of = "2026-11-01"
also = ["Acme"]
description = "A made-up insurance company."
part_of = "Acme Holding"
contact = "Member services"
phone = "+15035550190"
email = "members@acme.example.com"
website = "https://acme.example.com"
address = "1 Main St"
city = "Portland"
state = "OR"
postal_code = "97201"
fhir = "https://fhir.acme.example.com/r4"
plans_also = { "Acme Gold HMO" = ["Gold"] }

["Acme Holding"]
source = "https://acme.example.com/contact"
as_of = "2026-11-01"
address = "2 Main St"
city = "Portland"
state = "OR"
postal_code = "97201"
fhir = "https://fhir.acme.example.com/all"
"""


def make_directory(folder, gazetteer):
    """Publishes it into a folder."""
    settings = Settings(folder)
    folder.mkdir(exist_ok=True)
    (folder / "insurers.toml").write_text(INSURERS)
    stated = people()
    sources = {
        "sample": stated,
        "nppes": [
            Statement(id=each, npi=each, parent_organization="Wading Birds Inc.", updated_on="2026-10-01")
            for each in (HERON, CRANE)
        ],
        "csv": [Statement(id=each.id, npi=each.npi, **FEES) for each in stated],
        "nppes-endpoints": [
            Statement(id=each, npi=each, direct_address=f"{name}@direct.example.com")
            for each, name in ((ANA, "heron"), (HERON, "heron"))
        ],
    }
    with Imports(settings.imports_db) as imports, imports.transaction():
        for source, all_of in sources.items():
            snapshot = imports.new_snapshot(source, "", True, True, f"{source}.txt", source)
            imports.write(snapshot, [(each.id, each) for each in all_of])
            imports.finish(snapshot, "2026-11-01", True, [], {"rows_read": len(all_of)})
        publish(imports, settings.directory_db, gazetteer)
    return settings
