"""Marketplace insurers' directories: whose plans, who is taken in, and files that are broken.

Everybody here is made up.
"""

import csv
import json
import tracemalloc
from contextlib import contextmanager
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nppes_files as files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from records import spread_out
from server import answering

from directory.importer.formats import json_entries, json_stream
from directory.importer.formats.archive import Opened
from directory.importer.formats.file_set import FileSet
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources.qhp import index as insurer_index
from directory.importer.sources.qhp import source
from directory.importer.sources.qhp.kept import KeptEntries
from directory.importer.sources.qhp.plans import NamedPlan

ANA, KEN = files.npi(1), files.npi(2)
THIS_YEAR = date.today().year


def provider(npi=ANA, **values):
    """An individual in New York with one plan, in two tiers."""
    plans = [
        {"plan_id_type": "HIOS-PLAN-ID", "plan_id": "12345NY9876543", "network_tier": tier, "years": [THIS_YEAR]}
        for tier in ("A", "B")
    ]
    place = {"address": "12 Elm St", "city": "New York", "state": "NY", "zip": "10003", "phone": "212-555-0123"}
    name = {"first": "Ken", "last": "Sato"} if npi == KEN else {"first": "Ana", "last": "Lopez"}
    return {
        "npi": npi,
        "type": "INDIVIDUAL",
        "name": name,
        "addresses": [place],
        "specialty": ["Acupuncture"],
        "accepting": "accepting",
        "languages": ["English", "Spanish"],
        "gender": "Female",
        "plans": plans,
        "last_updated_on": "2026-01-05",
    } | values


@pytest.fixture
def statements_of(tmp_path):
    """What a file gives: (statements, problems, tally); text or bytes are written as they are."""

    def read_file(content, npis=(), name="providers.json"):
        path = tmp_path / name
        data = content if isinstance(content, (str, bytes)) else json.dumps(content)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        context = ReadContext(npis=set(npis), whole=False)
        items = list(source.statements(FileSet([path, *insurer_index.beside(path)], source.is_source_file), context))
        problems, statements = [item for item in items if isinstance(item, Problem)], []
        for raw in items:
            if isinstance(raw, RawStatement):
                statement, more = normalise(raw)
                statements.append(statement and spread_out(statement))
                problems += more
        return statements, problems, context.tally

    return read_file


def test_who_is_listed_elsewhere_gets_the_plan_once_and_the_insurers_word(statements_of):
    (statement,), problems, _ = statements_of([provider(specialty=["Internal Medicine"])], [ANA])
    assert (statement.kind, statement.npi, statement.id) == ("", ANA, f"12345-{ANA}")
    assert [vars(each) for each in statement.insurance] == [
        {
            "payer": "HIOS issuer 12345",
            "plan": "12345NY9876543",
            "network_status": "in",
            "plan_id": "12345NY9876543",
            "tier": "A, B",
            "starts_on": f"{THIS_YEAR}-01-01",
            "ends_on": f"{THIS_YEAR}-12-31",
        }
    ]
    assert (statement.accepting_new_patients, statement.languages, statement.confirmed_on) == (
        True,
        ["Spanish"],
        "2026-01-05",
    )
    assert (statement.locations[0].phone, statement.gender, problems) == ("+12125550123", "female", [])


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({}, "licensed_acupuncturist"),
        ({"specialty": "Acupuncturist"}, "licensed_acupuncturist"),
        ({"specialty": ["Chiropractic", "ACUPUNCTURE"]}, "other_clinician"),
        ({"specialty": ["Medical Acupuncture"]}, "medical_acupuncturist"),
        ({"name": {"first": "Ana", "last": "Lopez", "suffix": "MD"}}, "medical_acupuncturist"),
        ({"type": "FACILITY", "facility_name": "Elm Clinic", "facility_type": ["Acupuncture Clinic"]}, "clinic"),
    ],
)
def test_who_is_listed_nowhere_is_taken_in_for_acupuncture_only(statements_of, values, kind):
    statements, _, tally = statements_of([provider(**values), provider(KEN, specialty=["Dermatology"])])
    assert [statement.kind for statement in statements] == [kind]
    assert (tally.rows_read, tally.other_taxonomy) == (2, 1)


def test_an_npi_is_read_with_dashes_or_spaces_between_its_digits(statements_of):
    statements, problems, _ = statements_of([provider(f"{ANA[:4]}-{ANA[4:7]}-{ANA[7:]}"), provider(f" NPI {KEN} ")])
    assert [statement.npi for statement in statements] == [ANA, KEN] and not problems


def plan(years=None, tier="PREFERRED", number="12345NY9876543"):
    """A plan of an entry."""
    return {"plan_id_type": "HIOS-PLAN-ID", "plan_id": number, "network_tier": tier} | (
        {} if years is None else {"years": years}
    )


def periods(statement):
    """From when until when each plan is taken."""
    return [
        (each.plan_id, getattr(each, "starts_on", None), getattr(each, "ends_on", None)) for each in statement.insurance
    ]


class TestYears:
    """A plan is taken in the years that the insurer names, as of the day of the file."""

    @pytest.mark.parametrize(
        ("years", "first", "last"),
        [
            ([2026], "2026-01-01", "2026-12-31"),
            ([2027, 2025, 2026], "2025-01-01", "2027-12-31"),
            ([2023, 2024, 2026], "2026-01-01", "2026-12-31"),  # not in the year between
            ([2024, 2027, 2028], "2027-01-01", "2028-12-31"),  # next year's plans are out in November
            (["2026"], "2026-01-01", "2026-12-31"),
            ([2026.0], "2026-01-01", "2026-12-31"),
            (2026, "2026-01-01", "2026-12-31"),
            ("2026", "2026-01-01", "2026-12-31"),
            (["PY2026"], "2026-01-01", "2026-12-31"),
            ("2025, 2026", "2025-01-01", "2026-12-31"),
            (["2026-2028"], "2026-01-01", "2028-12-31"),
            ([], None, None),
            (None, None, None),
        ],
    )
    def test_the_years_around_the_files_day_count(self, statements_of, years, first, last):
        (statement,), problems, _ = statements_of([provider(plans=[plan(years)], last_updated_on="2026-11-01")])
        assert (periods(statement), problems) == ([("12345NY9876543", first, last)], [])

    def test_a_plan_of_past_years_is_left_out_and_told_once_for_all(self, statements_of):
        past, here = plan([2024, 2025]), plan([2026], number="12345NY0000001")
        entries = [provider(plans=[past, here]), provider(KEN, plans=[past])]
        (ana, ken), (problem,), _ = statements_of([each | {"last_updated_on": "2026-11-01"} for each in entries])
        assert ([each.plan_id for each in ana.insurance], ken.insurance) == (["12345NY0000001"], [])
        assert (problem.field, problem.value, problem.refused) == ("years", "12345NY9876543", False)
        assert problem.reason == "a plan of past years only: not shown, as are 1 more, of 2 practitioners in all"

    def test_the_plans_of_an_old_file_keep_their_days_and_are_told(self, statements_of):
        (statement,), (problem,), _ = statements_of(
            [provider(plans=[plan([2024])], last_updated_on="2024-02-01")], name="providers-2024-02-01.json"
        )
        assert periods(statement) == [("12345NY9876543", "2024-01-01", "2024-12-31")]
        assert problem.reason == "a plan of past years only: not shown"

    @pytest.mark.parametrize("year", ["soon", 26, 9999, 0, True, {}, "20260", 2026.5, None])
    def test_what_is_no_year_is_told_and_ends_nothing(self, statements_of, year):
        (statement,), (problem,), _ = statements_of([provider(plans=[plan([year])], last_updated_on="2026-11-01")])
        assert (periods(statement), problem.field) == ([("12345NY9876543", None, None)], "years")


def test_past_years_in_words_are_over_too(statements_of):
    (statement,), (problem,), _ = statements_of([provider(plans=[plan("2023-2024")], last_updated_on="2026-11-01")])
    assert (statement.insurance, problem.field) == ([], "years")


def test_commas_and_marks_between_entries_cost_nothing(statements_of):
    text = ",\n\ufeff".join(json.dumps(provider(npi)) for npi in (ANA, KEN)) + ",\n"
    statements, problems, _ = statements_of(text)
    assert ([each.npi for each in statements], problems) == ([ANA, KEN], [])


class TestTiers:
    """Who is in a network is told by the tier only where it says so in words."""

    @pytest.mark.parametrize(
        "tier",
        [
            *("OUT-OF-NETWORK", "Out of Network", "out_of_network", "NON-NETWORK", "OutOfNetwork", "OON", "out"),
            *("Not in network", "NON-PARTICIPATING", "TIER 3 (OUT-OF-NETWORK)", "Non-Par"),
        ],
    )
    def test_a_tier_out_of_the_network_is_out(self, statements_of, tier):
        (statement,), _, _ = statements_of([provider(plans=[plan(tier=tier)])])
        assert [(each.network_status, each.tier) for each in statement.insurance] == [("out", tier)]

    @pytest.mark.parametrize(
        "tier",
        ["PREFERRED", "NON-PREFERRED", "TIER-2", "IN-AND-OUT-OF-NETWORK", "Outpatient", "", "STANDARD", "Open Network"],
    )
    def test_any_other_tier_is_in(self, statements_of, tier):
        (statement,), _, _ = statements_of([provider(plans=[plan(tier=tier)])])
        assert [each.network_status for each in statement.insurance] == ["in"]

    def test_of_two_tiers_the_one_in_the_network_counts_while_it_lasts(self, statements_of):
        inside, outside = plan([2026]), plan([2025, 2026], "OUT-OF-NETWORK")
        (statement,), _, _ = statements_of([provider(plans=[outside, inside], last_updated_on="2026-11-01")])
        assert [(each.network_status, each.tier) for each in statement.insurance] == [("in", "PREFERRED")]
        (statement,), _, _ = statements_of(
            [provider(plans=[plan([2025]), plan([2026], "OUT-OF-NETWORK")], last_updated_on="2026-11-01")]
        )
        assert [(each.network_status, each.tier) for each in statement.insurance] == [("out", "OUT-OF-NETWORK")]

    def test_two_entries_of_one_plan_that_follow_each_other_are_one_period(self, statements_of):
        entries = [provider(plans=[plan([year], tier)]) for year, tier in ((2026, "A"), (2027, "B"))]
        (statement,), _, _ = statements_of([each | {"last_updated_on": "2026-11-01"} for each in entries])
        assert periods(statement) == [("12345NY9876543", "2026-01-01", "2027-12-31")]
        assert statement.insurance[0].tier == "A"


@pytest.mark.parametrize(
    "spelled",
    [["SPANISH"], ["Spanish"], ["English, Spanish"], ["español", "es"], "spa", ["en-US", "es-MX", "Spanish (fluent)"]],
)
def test_a_language_is_one_however_the_insurer_spells_it(statements_of, spelled):
    (statement,), problems, _ = statements_of([provider(languages=spelled)])
    assert (statement.languages, problems) == (["Spanish"], [])


OLDER = {"address": "12 Elm St", "city": "New York", "state": "NY", "zip": "10003"}


@pytest.mark.parametrize(
    "where",
    [
        {"address": OLDER, "phone": "2125550123"},
        {"address": [OLDER], "phone": "2125550123"},
        {"address": OLDER | {"phone": "212-555-0123"}, "phone": "2125550199"},
        OLDER | {"phone": "2125550123"},
        {"addresses": [], "address": OLDER, "phone": "2125550123"},
    ],
)
def test_the_older_layout_with_one_address_is_read(statements_of, where):
    entry = {field: value for field, value in provider().items() if field != "addresses"}
    (statement,), problems, _ = statements_of([entry | where])
    (place,) = statement.locations
    assert (place.address, place.city, place.postal_code, place.phone, problems) == (
        "12 Elm St",
        "New York",
        "10003",
        "+12125550123",
        [],
    )


@pytest.mark.parametrize("places", [None, [], [{}], [{"address": "12 Elm St", "zip": "10003"}]])
def test_whom_no_search_by_place_finds_is_told_of(run, tmp_path, places):
    path = tmp_path / "providers.json"
    path.write_text(json.dumps([provider(addresses=places), provider(KEN)]))
    code, out, err = run("import", "qhp", path, "--json")
    assert (code, json.loads(out)["problems"], json.loads(out)["listings"]) == (0, 1, 2)
    assert "row 1, city: no American city and state: no search by place finds this listing" in err


def test_plans_get_their_names_from_the_file_beside(statements_of, tmp_path):
    (tmp_path / "plans.json").write_text(
        json.dumps([{"plan_id": "12345NY9876543", "marketing_name": " Elm  Gold "}, 3, {"plan_id": 4}])
    )
    assert statements_of([provider()])[0][0].insurance[0].plan == "Elm Gold"
    (tmp_path / "plans.json").write_text("[{")
    (statement,), (problem,), _ = statements_of([provider()])
    assert statement.insurance[0].plan == "12345NY9876543" and "plans keep their numbers" in problem.reason
    assert (problem.row, problem.field, problem.refused) == (1, "plans.json", False)


@pytest.mark.parametrize("name", [7, None, "", " ", ["Elm Gold"], {"en": "Elm Gold"}])
def test_a_plan_whose_name_is_no_text_keeps_its_number_and_the_others_get_theirs(statements_of, tmp_path, name):
    other = {"plan_id": "12345NY0000001", "marketing_name": "Elm Silver"}
    (tmp_path / "plans.json").write_text(json.dumps([{"plan_id": "12345NY9876543", "marketing_name": name}, other]))
    (listing,), problems, _ = statements_of(
        [provider(plans=[{"plan_id": "12345NY9876543"}, {"plan_id": "12345NY0000001"}])]
    )
    assert ([each.plan for each in listing.insurance], problems) == (["12345NY9876543", "Elm Silver"], [])


def test_entries_of_one_practitioner_are_joined(statements_of):
    other = provider(plans=[{"plan_id": "12345NY0000001"}], languages=["Korean"], last_updated_on="2026-02-01")
    (statement,), _, _ = statements_of([provider(), other])
    assert [each.plan for each in statement.insurance] == ["12345NY9876543", "12345NY0000001"]
    assert (statement.languages, statement.confirmed_on, len(statement.locations)) == (
        ["Spanish", "Korean"],
        "2026-02-01",
        1,
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"plans": 7}, "plans"),
        ({"plans": [7]}, "plans"),
        ({"plans": [{"plan_id": "x"}]}, "plan_id"),
        ({"addresses": "here"}, "addresses"),
        ({"languages": [1]}, "languages"),
        ({"accepting": {}}, "accepting"),
        ({"last_updated_on": "soon"}, "confirmed_on"),
        ({"gender": []}, "gender"),
    ],
)
def test_a_wrong_type_is_a_problem_of_that_provider_only(statements_of, values, field):
    statements, (problem,), _ = statements_of([provider(**values), provider(KEN)])
    assert ((problem.row if field != "confirmed_on" else 1), problem.field, problem.refused) == (1, field, False)
    assert [statement.npi for statement in statements] == [ANA, KEN]


def test_what_is_no_provider_is_refused_and_the_rest_is_read(statements_of):
    statements, problems, tally = statements_of([7, provider(None), [[]], provider()])
    assert [(problem.row, problem.refused) for problem in problems] == [(1, True), (2, True), (3, True)]
    assert (len(statements), tally.rows_read) == (1, 4)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("<!DOCTYPE html><p>Not found", "web page"),
        ('{"provider_urls": []}', "Give providers.json"),
        ([{"plan_id": "1", "marketing_name": "x"}], "Give providers.json"),
        ("[" * 200_000, "nested too deeply"),
        ('[{"a":' * 200_000, "nested too deeply"),
        ('[{"npi":' + "9" * 9000 + "}]", "too long"),
        ("[1", "cut off"),
        ("[1,", "cut off"),
        ("[", "cut off"),
        (json.dumps([provider()])[:-40], "cut off"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(statements_of, content, words):
    with pytest.raises(FileRefused, match=words) as refused:
        statements_of(content)
    assert "\n" not in str(refused.value)


def test_invalid_utf_8_and_halves_of_characters_are_replaced_and_reported_once(statements_of):
    data = (
        json.dumps([provider(languages=["AA", "\ud800"]), provider(KEN, languages=["AA"])])
        .encode()
        .replace(b"AA", b"\xff\xfe")
    )
    statements, problems, _ = statements_of(data)
    assert [problem.field for problem in problems] == ["encoding"]
    assert json.dumps([statement.languages for statement in statements], ensure_ascii=False).encode()


def test_values_are_the_same_wherever_the_file_is_cut_into_blocks(tmp_path, monkeypatch):
    path, content = tmp_path / "providers.json", [provider(), 12345, "é", [], {}, 1.5, None, True]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    monkeypatch.setattr("directory.importer.formats.archive.BLOCK_SIZE", 3)
    with Opened(path, source.is_source_file) as opened:
        assert [value for _, value in json_entries.values(opened)] == content


TEXTS = some.sampled_from(("Ana", "}, {", '},\n{"npi": "', '\\"}, {\\"npi\\": ', "\\", '"', "é", "\ud800", ""))
SCALARS = TEXTS | some.integers(-(2**63), 2**64 - 1) | some.none() | some.booleans() | some.floats(allow_nan=False)
INNER = some.fixed_dictionaries({"npi": SCALARS}) | some.dictionaries(TEXTS, SCALARS, max_size=2)
ENTRIES = (
    some.fixed_dictionaries({"npi": SCALARS, "plans": some.lists(INNER, max_size=4)})
    | SCALARS
    | some.lists(INNER, max_size=2)
)


@settings(max_examples=100)
@given(some.lists(ENTRIES, max_size=12), some.sampled_from((None, 0, 1)), some.integers(1, 900))
def test_values_are_those_that_the_standard_library_reads(tmp_path_factory, content, indent, block):
    path = tmp_path_factory.mktemp("values") / "providers.json"
    path.write_text(json.dumps(content, indent=indent), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched, Opened(path, source.is_source_file) as opened:
        patched.setattr("directory.importer.formats.archive.BLOCK_SIZE", block)
        assert [value for _, value in json_entries.values(opened)] == content


def test_a_value_without_an_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("directory.importer.formats.archive.BLOCK_SIZE", 1000)
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 5000)
    path = tmp_path / "providers.json"
    path.write_text('["' + "a" * 1_000_000)
    with Opened(path, source.is_source_file) as opened:
        with pytest.raises(FileRefused):
            list(json_entries.values(opened))
        assert opened.done < 10_000


def test_names_of_files():
    assert [
        source.is_source_file(name)
        for name in ("providers.json", "Providers_1.JSON", "plans.json", "index.json", "._a.json", "a.csv")
    ] == [True] * 4 + [False] * 2
    assert (
        source.is_full("providers.json"),
        source.is_full("cms-data-index.json, providers.json"),
        source.day_in_name("providers-2026-01-05.json"),
    ) == (False, True, "2026-01-05")


def test_an_insurers_plan_is_shown_with_its_source_beside_anothers(run, tmp_path):
    row = files.row(
        ("171100000X", "", "", "Y"),
        npi=ANA,
        last_name="LOPEZ",
        first_name="ANA",
        city="NEW YORK",
        state="NY",
        postal_code="10003",
    )
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))
    for issuer in ("12345", "54321"):
        path = tmp_path / f"providers {issuer}.json"
        path.write_text(json.dumps([provider(plans=[{"plan_id": f"{issuer}NY9876543"}])]))
        assert run("import", "qhp", path)[0] == 0
    (result,) = json.loads(run("search", "--near", "10003", "--json")[1])["results"]
    assert [
        (each["payer"], each["source"]) for each in sorted(result["insurance"], key=lambda each: each["payer"])
    ] == [("HIOS issuer 12345", "qhp"), ("HIOS issuer 54321", "qhp")]
    assert (result["id"], result["sources"], result["verified_on"]) == (ANA, ["nppes", "qhp"], "2026-01-05")


def test_a_file_speaks_as_of_its_newest_entry_whomever_that_is_about(run, tmp_path):
    others = [
        provider("2000000119", specialty=["Dermatology"], last_updated_on=day)
        for day in ("2026-03-01", "2026-02-30", "2999-01-01", None, [], "soon")
    ]
    path = tmp_path / "providers.json"
    path.write_text(json.dumps([provider(), *others, 7]))
    run("import", "qhp", path)
    assert json.loads(run("imports", "--json")[1])[0]["as_of"] == "2026-03-01"


def test_a_day_that_has_not_come_yet_confirms_nothing(statements_of):
    (statement,), (problem,), _ = statements_of([provider(last_updated_on="2098-01-01")])
    assert (statement.confirmed_on, problem.field, problem.reason) == (
        None,
        "confirmed_on",
        "a day that has not come yet",
    )


@contextmanager
def serving(folder):
    """The address of a folder on a web server of this machine."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0),
        type(
            "Quiet",
            (SimpleHTTPRequestHandler,),
            {
                "__init__": lambda self, *args: SimpleHTTPRequestHandler.__init__(self, *args, directory=str(folder)),
                "log_message": lambda *_: None,
            },
        ),
    )
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}"


class TestWholeLists:
    """An index and the files that it names: all that an insurer says."""

    @pytest.fixture
    def insurer(self, run, tmp_path):
        """NPPES with Ana and Ken imported; writes the insurer's files into a folder and gives its index."""
        rows = [
            files.row(npi=npi, last_name=last, first_name=first, city="NEW YORK", state="NY", postal_code="10003")
            for npi, last, first in ((ANA, "LOPEZ", "ANA"), (KEN, "SATO", "KEN"))
        ]
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))

        def writes(
            *lists,
            folder="insurer",
            plans=({"plan_id": "12345NY9876543", "marketing_name": "Elm Gold"},),
            base="https://elm.example/qhp",
        ):
            home = tmp_path / folder
            home.mkdir(exist_ok=True)
            names = [f"providers_{place}.json" for place in range(len(lists))]
            for name, entries in zip(names, lists, strict=True):
                (home / name).write_text(json.dumps(entries))
            (home / "names of plans.json").write_text(json.dumps(plans))
            (home / "drugs.json").write_text(json.dumps([{"rxnorm_id": "1", "drug_name": "x"}]))
            (home / "index.json").write_text(
                json.dumps(
                    {
                        "provider_urls": [f"{base}/{name}" for name in names],
                        "plan_urls": [f"{base}/names%20of%20plans.json"],
                        "formulary_urls": [f"{base}/drugs.json"],
                    }
                )
            )
            return home / "index.json"

        return writes

    def taken(self, run):
        """{first name: plans} of everybody in New York."""
        results = json.loads(run("search", "--near", "10003", "--json")[1])["results"]
        return {result["name"].split()[0]: sorted(each["plan"] for each in result["insurance"]) for result in results}

    def test_the_files_beside_an_index_are_read_as_one(self, run, insurer):
        report = json.loads(run("import", "qhp", insurer([provider()], [provider(KEN)]), "--json")[1])
        assert (report["rows_read"], report["listings"], report["problems"], report["snapshot"]) == (2, 2, 0, 2)
        assert self.taken(run) == {"Ana": ["Elm Gold"], "Ken": ["Elm Gold"]}
        (result, _) = json.loads(run("search", "--near", "10003", "--insurance", "12345NY9876543", "--json")[1])[
            "results"
        ]
        assert (result["insurance"][0]["plan_id"], result["insurance"][0]["tier"]) == ("12345NY9876543", "A, B")

    def test_a_folder_is_read_too_and_drugs_are_passed_over(self, run, insurer):
        assert (
            json.loads(run("import", "qhp", insurer([provider()], [provider(KEN)]).parent, "--json")[1])["rows_read"]
            == 2
        )

    def test_whom_the_insurer_drops_is_gone_with_its_next_whole_list_only(self, run, insurer):
        other = insurer([provider(plans=[{"plan_id": "54321NY0000001"}])], folder="other")
        run("import", "qhp", other, "--as-of", "2026-01-01")
        run("import", "qhp", insurer([provider(), provider(KEN)]), "--as-of", "2026-01-05")
        one = insurer([provider(plans=[{"plan_id": "12345NY0000002"}])], folder="new")
        run("import", "qhp", one.parent / "providers_0.json", "--as-of", "2026-02-05")
        assert self.taken(run) == {"Ana": ["12345NY0000002", "54321NY0000001"], "Ken": ["Elm Gold"]}
        run("import", "qhp", one, "--as-of", "2026-03-05")
        assert self.taken(run) == {"Ana": ["12345NY0000002", "54321NY0000001"], "Ken": []}

    def test_an_issuer_that_names_nobody_here_any_more_is_heard_too(self, run, insurer):
        run("import", "qhp", insurer([provider()]), "--as-of", "2026-01-05")
        nobody = provider("2000000119", specialty=["Dermatology"])
        run("import", "qhp", insurer([nobody], folder="new"), "--as-of", "2026-02-05")
        assert self.taken(run)["Ana"] == []

    def test_the_order_of_imports_does_not_matter(self, run, insurer):
        run("import", "qhp", insurer([provider()], folder="new"), "--as-of", "2026-02-05")
        run("import", "qhp", insurer([provider(), provider(KEN)]), "--as-of", "2026-01-05")
        assert self.taken(run) == {"Ana": ["Elm Gold"], "Ken": []}

    def test_what_is_wrong_says_in_which_of_the_files(self, run, insurer):
        wrong = provider(files.npi(3), last_updated_on="soon", addresses=[{"city": "Atlantis", "state": "NY"}])
        index = insurer([provider(plans=[{"plan_id": "x"}])], [7, wrong])
        _, out, err = run("import", "qhp", index, "--full", "--json")
        report = json.loads(out)
        with open(report["report"], encoding="utf-8-sig", newline="") as file:
            told = {(row["row"], row["field"]): row["reason"].rpartition(" (in ")[2] for row in csv.DictReader(file)}
        assert told == {
            ("1", "plan id"): "providers_0.json)",
            ("1", "provider"): "providers_1.json)",
            ("2", "confirmed on"): "providers_1.json)",
            ("2", "address"): "providers_1.json)",
        }
        assert "row 2, confirmed on: not a date (in providers_1.json) (soon)" in err

    def test_a_file_that_is_named_and_not_there_is_one_clear_line(self, run, insurer):
        index = insurer([provider()], [provider(KEN)])
        (index.parent / "providers_1.json").unlink()
        code, _, err = run("import", "qhp", index)
        assert (code, err.count("\n")) == (2, 1) and "https://elm.example/qhp/providers_1.json" in err

    def test_an_index_on_the_web_has_its_files_fetched(self, run, insurer, tmp_path, data):
        with serving(tmp_path / "insurer") as base:
            insurer([provider()], [provider(KEN)], base=base)
            code, _, err = run("import", "qhp", f"{base}/index.json", "--payer", "Elm Mutual")
        assert code == 0 and "index.json names" in err and self.taken(run) == {"Ana": ["Elm Gold"], "Ken": ["Elm Gold"]}
        assert not [path for path in (data / "downloads").rglob("*") if path.is_file()]

    def test_an_index_on_the_web_cannot_name_files_of_this_machine(self, run, insurer, tmp_path):
        secret = tmp_path / "secret.json"
        secret.write_text(json.dumps([provider()]))
        with serving(tmp_path / "insurer") as base:
            index = insurer([provider()])
            index.write_text(json.dumps({"provider_urls": [str(secret)], "plan_urls": [secret.as_uri()]}))
            code, _, err = run("import", "qhp", f"{base}/index.json")
        assert code == 2 and "there is no such file" in err.splitlines()[-1]

    def test_the_insurer_may_be_named_and_the_file_is_read_again_for_it(self, run, insurer):
        index = insurer([provider()])
        run("import", "qhp", index)
        assert "is skipped" in run("import", "qhp", index)[1]
        run("import", "qhp", index, "--payer", "Elm Mutual")
        (result,) = [
            each for each in json.loads(run("search", "--near", "10003", "--json")[1])["results"] if each["npi"] == ANA
        ]
        assert [each["payer"] for each in result["insurance"]] == ["Elm Mutual"]


@pytest.mark.parametrize(
    "content",
    ["[]", "{}", "{", '{"provider_urls": 5, "plan_urls": [7, {}]}', "[" * 5000, "\ufeff", '{"provider_urls": null}'],
)
def test_what_is_no_index_names_no_files(tmp_path, content):
    path = tmp_path / "index.json"
    path.write_text(content)
    assert (insurer_index.addresses(path), insurer_index.beside(path)) == ([], [])


@pytest.mark.parametrize(
    "address", ["https://elm.example/..", "https://elm.example/", "x/../../secret.json", "%2e%2e%2fsecret.json", ""]
)
def test_an_index_reaches_nothing_outside_its_folder(tmp_path, address):
    (tmp_path / "secret.json").write_text("[]")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "index.json").write_text(json.dumps({"provider_urls": [address]}))
    with pytest.raises(FileRefused, match="not beside it"):
        insurer_index.beside(tmp_path / "in" / "index.json")


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["plan_id", "first", "last", "suffix", "city", "state", "zip", "phone", "address"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=80)
@given(
    some.dictionaries(some.sampled_from([*provider(), "facility_name", "facility_type"]), ANYTHING),
    some.binary(max_size=60),
)
def test_anything_gives_statements_problems_or_a_refusal(tmp_path_factory, values, junk):
    path = tmp_path_factory.getbasetemp() / "fuzzed providers.json"
    whole = json.dumps([provider() | values, provider(**{"npi": KEN} | values)]).encode()
    for data in (whole, junk, b"[" + junk, whole[: len(junk) * 7], whole[:50] + junk + whole[50:]):
        path.write_bytes(data)
        try:
            for item in source.statements(FileSet([path], source.is_source_file), ReadContext(npis={ANA})):
                assert isinstance(item, Problem) or normalise(item)
                assert repr(item).encode()
        except FileRefused as error:
            assert str(error)


@pytest.mark.real_data
def test_the_example_of_cms(real):
    path, context = real / "qhp" / "providers.json", ReadContext(npis={"1234567893"}, whole=False)
    items = source.statements(FileSet([path, *insurer_index.beside(path)], source.is_source_file), context)
    statement, past = items
    assert (past.field, past.value) == ("years", "12345XX9876543") and "as are 1 more" in past.reason
    assert (context.tally.rows_read, context.tally.other_taxonomy) == (3, 2)
    assert [each.plan for each in statement.insurance][:1] == ["Vandelay Insurance Gold Health Plan"] and len(
        statement.insurance
    ) == 2
    for other in ("plans.json", "cms-data-index.json"):
        with pytest.raises(FileRefused, match=r"Give providers\.json"):
            list(source.statements(FileSet([real / "qhp" / other], source.is_source_file), ReadContext()))


def test_what_entries_state_waits_on_the_disk_however_many_plans_they_name():
    kept = KeptEntries()
    tracemalloc.start()
    for person in range(4000):
        plans = tuple(NamedPlan(f"12345OR{person * 45 + each:07}", "PREFERRED", (THIS_YEAR,)) for each in range(45))
        kept.add(RawStatement(person, key=f"12345-{person}", npi=str(person)), plans)
        del plans
    in_memory, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert in_memory < 2_000_000  # as objects they would be fifty times as much
    assert [(raw.row, len(plans)) for raw, plans in kept.joined()] == [(person, 45) for person in range(4000)]
