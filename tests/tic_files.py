"""Made-up in-network files (Transparency in Coverage), in any of the layouts that insurers write."""

import json
from dataclasses import dataclass, field

CODES = ("97810", "97811", "97813", "97814", "20560", "20561")


def price(amount, **values):
    """A negotiated price in the office."""
    return {
        "negotiated_type": "negotiated",
        "negotiated_rate": amount,
        "expiration_date": "9999-12-31",
        "service_code": ["11"],
        "billing_class": "professional",
    } | values


def service(code, *rates, **values):
    """A service with (groups, prices) pairs."""
    return {
        "negotiation_arrangement": "ffs",
        "name": f"SERVICE {code}",
        "billing_code_type": "CPT",
        "billing_code_type_version": "2026",
        "billing_code": code,
        "description": f"Service {code}",
    } | {
        "negotiated_rates": [{"provider_references": groups, "negotiated_prices": prices} for groups, prices in rates],
        **values,
    }


def group(number, *npis, **values):
    """A provider group: these NPIs under one tax number each."""
    return {
        "provider_group_id": number,
        "provider_groups": [{"npi": list(npis), "tin": {"type": "ein", "value": "12-3456789"}}],
    } | values


def network(groups, services, **head):
    """A whole file."""
    first = {
        "reporting_entity_name": "Acme Health",
        "reporting_entity_type": "health insurance issuer",
        "last_updated_on": "2026-10-01",
        "version": "2.0.0",
    }
    return first | head | {"provider_references": groups, "in_network": services}


def contents(*structures, **head):
    """A table of contents of (plans, locations) pairs."""
    return {
        "reporting_entity_name": "Acme Health",
        "reporting_entity_type": "health insurance issuer",
        "last_updated_on": "2026-10-01",
        "version": "2.0.0",
        **head,
        "reporting_structure": [
            {
                "reporting_plans": plans,
                "in_network_files": [{"description": "in-network", "location": location} for location in locations],
            }
            for plans, locations in structures
        ],
    }


def plan(name, sponsor="", number="1111111111", issuer="Acme Issuer"):
    """A plan as a table of contents names it."""
    return {
        "plan_name": name,
        "issuer_name": issuer,
        "plan_id_type": "ein" if sponsor else "hios",
        "plan_id": number,
        "plan_market_type": "group" if sponsor else "individual",
    } | ({"plan_sponsor_name": sponsor} if sponsor else {})


@dataclass
class TextFile:
    """A file as an importer opens it, in blocks of so many bytes."""

    data: bytes
    block: int = 1 << 22
    name: str = "in-network.json"
    path: str = "in-network.json"
    reads: list = field(default_factory=list)

    def row(self, number):
        """The number of a row."""
        return number

    def blocks(self, ahead=True):
        """The text, block by block."""
        self.reads.append(self.block)
        for start in range(0, len(self.data), self.block):
            yield self.data[start : start + self.block]


def text(content, **how):
    """The bytes of a file."""
    return json.dumps(content, **how).encode()
