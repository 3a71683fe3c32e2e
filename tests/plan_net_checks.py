"""What the kit that certifies Plan-Net servers (Inferno, 1.1.0) checks, from its tests as data.

A test is {id, kind, properties}; a group of them is about one profile. `fetch` gives the JSON below /fhir.
"""

import json
import os
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from conftest import ROOT

FACTS = Path(os.environ.get("PLAN_NET_FACTS") or ROOT.parent / "shared" / "specs" / "facts")
FILE = FACTS / "plan_net_1.1.0_inferno_facts.json"
WHERE = re.compile(r"extension\.where\(url='([^']+)'\)")
GROUPS = json.loads(FILE.read_text()) if FILE.is_file() else {}


def at(node, path):
    """Every value at a path such as address.city."""
    if where := WHERE.match(path):
        return [each["valueReference"] for each in node.get("extension", ()) if each["url"] == where[1]]
    if isinstance(node, list):
        return [value for each in node for value in at(each, path)]
    name, _, rest = path.partition(".")
    if not isinstance(node, dict) or name not in node:
        return []
    value = node[name]
    if rest:
        return at(value, rest)
    return value if isinstance(value, list) else [value]


def searchable(value):
    """The texts that a value can be searched by."""
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, str):
        return [value]
    if "reference" in value:
        return [value["reference"]]
    if "coding" in value:
        return [coding["code"] for coding in value["coding"]]
    parts = [value.get(name) for name in ("family", "city", "state", "postalCode", "value", "code", "text")]
    return [text for text in (*parts, *value.get("given", ()), *value.get("line", ())) if isinstance(text, str)]


def is_at(texts, name):
    """Whether one of some references is to a resource."""
    return any(text == name or text.endswith(f"/{name}") for text in texts)


class Checks:
    """The checks over one server."""

    def __init__(self, fetch):
        self.fetch, self.pools = fetch, {}
        self.parameters = {}
        for group in GROUPS.values():
            self.parameters.setdefault(group["resource"], {}).update(group["params"])

    def found(self, kind, **asked):
        """All resources of a search, included ones too."""
        address, resources = f"{kind}?{urlencode(asked)}", []
        while address:
            bundle = self.fetch(address)
            assert bundle["type"] == "searchset"
            resources += [each["resource"] for each in bundle.get("entry", ())]
            following = [link["url"] for link in bundle["link"] if link["relation"] == "next"]
            address = following[0].partition("/fhir/")[2] if following else ""
        return resources

    def pool(self, kind):
        """All resources of a type."""
        if kind not in self.pools:
            self.pools[kind] = self.found(kind)
        return self.pools[kind]

    def group(self, name):
        """Those of a group: networks are organizations of their own kind."""
        pool = self.pool(GROUPS[name]["resource"])
        if name not in ("network", "organization"):
            return pool
        return [each for each in pool if ("ntwk" in self.texts(each, "type")) == (name == "network")]

    def texts(self, resource, parameter):
        """What a resource can be searched by with a parameter."""
        paths = {"_id": ["id"], "_lastUpdated": ["meta.lastUpdated"]}.get(parameter)
        paths = paths or self.parameters[resource["resourceType"]][parameter]["paths"]
        return [text for path in paths for value in at(resource, path) for text in searchable(value)]

    def first(self, pool, *parameters):
        """The first resource that has a value for each, and the values."""
        for each in pool:
            values = [self.texts(each, name)[:1] for name in parameters]
            if all(values):
                return each, [value[0] for value in values]
        pytest.fail(f"nothing has {parameters}")

    def fits(self, resource, parameter, wanted):
        """Whether a search may find a resource."""
        texts = self.texts(resource, parameter)
        is_text = self.parameters[resource["resourceType"]].get(parameter, {}).get("type") in TEXTS
        return any(
            text == wanted or (is_text and text.casefold().startswith(wanted.casefold())) for text in texts
        ) or is_at(texts, wanted)

    def search_no_params_test(self, name, told):
        assert self.group(name)

    def read_test(self, name, told):
        first = self.group(name)[0]
        assert self.fetch(f"{first['resourceType']}/{first['id']}") == first

    def search_test(self, name, told):
        (parameter,) = told["search_param_names"]
        resource, (value,) = self.first(self.group(name), parameter)
        found = self.found(resource["resourceType"], **{parameter: value})
        assert resource in found and all(self.fits(each, parameter, value) for each in found)

    def combination_search_test(self, name, told):
        kind, names = GROUPS[name]["resource"], told["search_param_names"]
        resource, values = self.first(self.group(name), *names)
        asked = dict(zip(names, values, strict=True))
        found = self.found(kind, **asked, **({"_include": told["include_param"]} if "include_param" in told else {}))
        own = [each for each in found if each["resourceType"] == kind]
        assert resource in own and all(self.fits(each, *pair) for each in own for pair in asked.items())

    def include_search_test(self, name, told):
        kind, other = GROUPS[name]["resource"], told["additional_resource_type"]
        resource, (value,) = self.first(self.group(name), told["inc_param_sp"])
        found = self.found(kind, _id=resource["id"], _include=told["include_param"])
        more = [each for each in found if each != resource]
        assert [each for each in more if is_at([value], f"{other}/{each['id']}")] and resource in found
        texts = self.texts(resource, told["inc_param_sp"])
        assert all(is_at(texts, f"{each['resourceType']}/{each['id']}") for each in more)

    def revinclude_search_test(self, name, told):
        kind, other = GROUPS[name]["resource"], told["additional_resource_type"]
        mine = {f"{kind}/{each['id']}" for each in self.group(name)}
        texts = ((each, self.texts(each, told["rev_param_sp"])) for each in self.pool(other))
        referred = next((text for each, all_of in texts for text in all_of if text in mine), None)
        assert referred, "nothing refers to these"
        found = self.found(kind, _id=referred.partition("/")[2], _revinclude=told["revinclude_param"])
        more = [each for each in found if each["resourceType"] == other and f"{other}/{each['id']}" != referred]
        assert more and all(is_at(self.texts(each, told["rev_param_sp"]), referred) for each in more)

    def forward_chain_search_test(self, name, told):
        kind, other = GROUPS[name]["resource"], told["additional_resource_type"]
        base, inner = told["chain_param_base"], told["chain_param"]
        for resource in self.group(name):
            for reference in self.texts(resource, base):
                values = self.texts(self.fetch(reference), inner)
                if values:
                    found = self.found(kind, **{f"{base}.{inner}": values[0]})
                    allowed = [f"{other}/{each['id']}" for each in self.found(other, **{inner: values[0]})]
                    assert resource in found
                    assert all(any(is_at(self.texts(each, base), one) for one in allowed) for each in found)
                    return
        pytest.fail(f"nothing has {base}.{inner}")

    def reverse_chain_search_test(self, name, told):
        kind, other = GROUPS[name]["resource"], told["additional_resource_type"]
        target, inner = told["reverse_chain_target"], told["reverse_chain_param"]
        mine = {f"{kind}/{each['id']}" for each in self.group(name)}
        fit = [each for each in self.pool(other) if mine & set(self.texts(each, target)) and self.texts(each, inner)]
        assert fit, f"nothing has {target} and {inner}"
        value = self.texts(fit[0], inner)[0]
        found = self.found(kind, **{f"_has:{other}:{target}:{inner}": value})
        allowed = {text for each in self.found(other, **{inner: value}) for text in self.texts(each, target)}
        names = {f"{kind}/{each['id']}" for each in found}
        assert names == {text for text in allowed if text.startswith(f"{kind}/")} != set()

    def must_support_test(self, name, told):
        missing = self.unfilled(name)
        for known, why in UNFILLED.get(name, {}).items():
            assert missing.pop(known, None), f"{known} is there now"
            if not missing:
                pytest.skip(f"{name}: {known}: {why}")
        assert not missing

    def unfilled(self, name):
        """What the guide wants to be supported and nothing here has."""
        wanted, pool = GROUPS[name]["must_supports"], self.group(name)
        text = json.dumps(pool)
        missing = {
            each["path"]: True
            for each in wanted["elements"]
            if "fixed_value" not in each and not any(at(resource, each["path"]) for resource in pool)
        }
        missing |= {each["url"]: True for each in wanted["extensions"] if each["url"] and each["url"] not in text}
        for part in (each["id"] for each in wanted["extensions"] if not each["url"]):
            if f'"url": "{part.rpartition(":")[2]}"' not in text:
                missing[part] = True
        slices = [each["discriminator"]["system"] for each in wanted["slices"]]
        return missing | {system: True for system in slices if f'"system": "{system}"' not in text}

    def reference_resolution_test(self, name, told):
        for each in GROUPS[name]["must_supports"]["elements"]:
            values = [value for resource in self.group(name) for value in at(resource, each["path"])]
            for value in values:
                if isinstance(value, dict) and "reference" in value:
                    made = self.fetch(value["reference"])
                    assert f"{made['resourceType']}/{made['id']}" == value["reference"]


TEXTS = ("string", "HumanName", "Address")
UNFILLED = {  # what no directory of ours can have, and why
    "network": {"telecom": "the profile itself allows a network none (telecom 0..0)"},
    "practitioner": {
        "http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/communication-proficiency": (
            "sources state languages, and none states how well they are spoken"
        )
    },
}
