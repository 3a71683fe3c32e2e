"""Everything at once: Bulk Publish, $export and the index of Bundles; and what is given away comes back as it was."""

import dataclasses
import json
from collections import Counter
from operator import attrgetter

import pytest
from msgspec.structs import replace

from directory.core import languages
from directory.search.plan_net import bulk
from directory.search.plan_net.parameters import TYPES

KINDS = [kind for kind in TYPES if kind != "Provenance"]


@pytest.fixture(scope="module")
def taken(fhir):
    """{file: its text} of all files of the manifest."""
    output = fhir.plain.get("/fhir/$bulk-publish").json["output"]
    return {each["url"]: fhir.plain.get(path_of(each["url"])).text for each in output}


def path_of(address):
    return "/" + address.split("/", 3)[3]


def resources_of(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def at_its_address(app, monkeypatch):
    """The site with an address of its own (SITE_ADDRESS)."""
    site = app.extensions["site"]
    settings = dataclasses.replace(site.settings, site_address="https://acupuncture.example")
    monkeypatch.setitem(app.extensions, "site", site._replace(settings=settings))


@pytest.mark.parametrize("kind", ["/fhir/$bulk-publish", "/mpf/index.json"])
def test_no_cache_keeps_for_others_a_file_that_names_whatever_host_was_asked(fhir, kind):
    """Without SITE_ADDRESS whoever asks chooses the host that a file names: others would be sent to them for a year."""
    files = fhir.plain.get(kind).json
    first = files["output"][0]["url"] if "output" in files else files["provider_urls"][0]
    answer = fhir.plain.get(path_of(first), headers={"Host": "elsewhere.example"})
    assert "public" not in answer.headers["Cache-Control"]
    assert answer.headers["ETag"] != fhir.plain.get(path_of(first)).headers["ETag"]


def test_with_an_address_of_its_own_the_host_asked_is_in_no_answer(fhir, at_its_address):
    for address in ("/fhir/$bulk-publish", "/mpf/index.json", "/fhir/metadata", "/fhir/Practitioner?_count=1"):
        text = fhir.plain.get(address, headers={"Host": "elsewhere.example"}).text
        assert "https://acupuncture.example/" in text and "elsewhere.example" not in text


def test_the_manifest_is_that_of_bulk_publish(fhir, sample_directory):
    answer = fhir.plain.get("/fhir/$bulk-publish")
    told = answer.json
    assert answer.mimetype == "application/json" and answer.headers["ETag"]
    assert told["requiresAccessToken"] is False and told["transactionTime"] >= sample_directory.about["published_at"]
    assert {each["type"] for each in told["output"]} == {*KINDS} - {"Endpoint"}  # the sample has none
    again = fhir.plain.get("/fhir/$bulk-publish", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.json == told or again.status_code == 304


def test_the_files_hold_what_searches_find_each_once(fhir, taken):
    told = {kind: [] for kind in KINDS}
    for text in taken.values():
        for made in resources_of(text):
            told[made["resourceType"]].append(made)
    for kind in KINDS:
        assert told[kind] == fhir.found(f"{kind}?_count=200")


def test_a_file_may_be_kept_for_ever_and_one_of_another_edition_is_gone(fhir, taken, at_its_address):
    address = path_of(next(iter(taken)))
    assert "immutable" in fhir.plain.get(address).headers["Cache-Control"]
    edition = address.split("/")[3]
    below = address.removeprefix("/fhir/")
    fhir.get(below.replace(edition, "0" * len(edition)), 410)
    fhir.get(f"bulk/{edition}/Practitioner-0-1.ndjson", 404)
    fhir.get(f"bulk/{edition}/Patient-0-1.ndjson", 404)


def test_the_export_operation_leads_to_the_same_files(fhir):
    started = fhir.plain.get("/fhir/$export?_type=Location,Practitioner", headers={"Prefer": "respond-async"})
    assert started.status_code == 202 and not started.data
    told = fhir.plain.get(path_of(started.headers["Content-Location"]))
    whole = fhir.plain.get("/fhir/$bulk-publish").json["output"]
    assert told.status_code == 200 and told.json["error"] == []
    assert told.json["output"] == [each for each in whole if each["type"] in ("Location", "Practitioner")]
    fhir.get("$export?_type=Patient", 400)
    fhir.get("$export?_since=2026-01-01", 400)
    fhir.get("$export?_outputFormat=csv", 400)


def test_no_file_holds_more_than_it_may_and_all_together_hold_everything(sample_directory):
    by_size = []
    for most in (7, 1000):
        files = bulk.bulk_files(sample_directory, {}, most)
        assert len(set(files)) == len(files) == len({each.name for each in files})
        held = Counter()
        for file in files:
            assert bulk.BulkFile.of(file.name) == file
            inside = [each.name for each in bulk.contents(file, sample_directory, {}, most)]
            assert len(inside) <= most
            held.update(inside)
        by_size.append(held)
    assert by_size[0] == by_size[1] and set(by_size[0].values()) == {1}


def test_the_index_names_bundles_of_a_thousand_at_most(fhir, taken):
    addresses = fhir.plain.get("/mpf/index.json").json["provider_urls"]
    bundles = [fhir.plain.get(path_of(each)).json for each in addresses]
    assert all(each["type"] == "collection" and len(each.get("entry", [])) <= 1000 for each in bundles)
    names = [each["fullUrl"] for one in bundles for each in one.get("entry", [])]
    assert len(set(names)) == len(names) == sum(len(resources_of(text)) for text in taken.values())


def test_what_is_given_away_comes_back_the_same(run, tmp_path, taken, sample_directory):
    folder = tmp_path / "taken"
    folder.mkdir()
    for number, text in enumerate(taken.values()):
        (folder / f"{number:03}.ndjson").write_text(text)
    code, _, report = run("import", "plan-net", folder)
    assert code in (0, 1), report
    from directory.settings import Settings
    from directory.store.listings.reader import Current

    back = Current(Settings().directory_db).get()
    theirs = {each.id: each for each in sample_directory.listings(list(range(len(sample_directory))))}
    ours = {each.id: each for each in back.listings(list(range(len(back))))}
    by_end = {
        name.split("-", 1)[-1]: each for name, each in ours.items()
    }  # whoever has no NPI: the payer's id for them
    wrong = [(name, differing(theirs[name], ours.get(name) or by_end.get(name))) for name in theirs]
    assert [each for each in wrong if each[1]][:5] == []


def differing(theirs, ours):
    """The facts that did not come back."""
    if ours is None:
        return "gone"
    if ours.wheelchair_access and not theirs.wheelchair_access:  # told of a place, where all who practise there say so
        return "access that nobody states"
    if not theirs.website:  # that of the clinic in which an import takes them to practice
        ours = replace(ours, website=None)
    return {name: (of(theirs), of(ours)) for name, of in CARRIED.items() if of(theirs) != of(ours)}


# What the guide has a place for. Somebody who has a license for acupuncture is an acupuncturist there, whatever else
# they are; whoever takes a payer's plans, and nobody says which, takes one that is called as the payer.
CARRIED = {
    **{name: attrgetter(name) for name in ("npi", "name", "website", "email")},
    "kind": lambda each: "licensed_acupuncturist" if each.kind == "other_clinician" else each.kind,
    "languages": lambda each: set(languages.spoken(each.languages)) if each.kind != "clinic" else None,
    "gender": lambda each: each.gender,
    "accepting": lambda each: each.accepting_new_patients,
    "telehealth": lambda each: bool(each.telehealth),
    "locations": lambda each: {(at.address, at.city, at.state, at.postal_code, at.phone) for at in each.locations},
    "licences": lambda each: {(held.state, held.number, held.expires_on) for held in each.licences},
    "plans": lambda each: {
        (of.payer, of.plan or of.payer, of.plan_id) for of in each.insurance if of.network_status == "in"
    },
}
