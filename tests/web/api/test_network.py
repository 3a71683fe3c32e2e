"""Is this practitioner in this plan's list? The answer, by whose word, and in which lists before. All made up."""

import nppes_files as files
import pytest
from msgspec.structs import replace

from directory import create_app
from directory.core.practitioner import Location, PlanTaken, Statement
from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.listings.reader import Current

ANA, KEN, BEA, EXCLUDED, LIN, NOBODY = (files.npi(810_000 + place) for place in range(6))
NAMES = {ANA: "Ana Lopez", KEN: "Ken Sato", BEA: "Bea Stone", EXCLUDED: "Petra Vogel", LIN: "Lin Park"}
GOLD, SILVER = PlanTaken("Elm Health", "Elm Gold", "in", "12345OR0000001"), PlanTaken("Elm Health", "Elm Silver", "in")
BRONZE, SOME_PLAN = PlanTaken("Elm Health", "Elm Bronze", "in"), PlanTaken("Elm Health", None, "in")
NOT_IN_OAK = PlanTaken("Oak Mutual", "Oak One", "out")
LISTS = {  # the insurer's, by their days
    "2026-09-01": {KEN: (GOLD, BRONZE), EXCLUDED: (GOLD,)},
    "2026-10-01": {ANA: (GOLD,), KEN: (GOLD,), EXCLUDED: (GOLD,)},
    "2026-11-01": {ANA: (GOLD, SILVER), BEA: (SOME_PLAN,), EXCLUDED: (GOLD,)},
}


def person(npi, **values):
    place = Location("12 SE Elm St", "Portland", "OR", "97214", "+15035550123")
    return Statement(id=npi, npi=npi, kind="licensed_acupuncturist", name=NAMES[npi], locations=(place,), **values)


def named(npi, plans, name=None, part="elm"):
    """Somebody as an insurer's list has them."""
    kept = f"{part}-{npi}"
    return kept, Statement(id=kept, npi=npi, kind="licensed_acupuncturist", name=name or NAMES[npi], insurance=plans)


def taken(imports, source, day, statements, whole=True, parts=()):
    """Takes a file into imports.db."""
    number = imports.new_snapshot(source, "", False, whole, f"{source} {day}", f"{source} {day} {parts}")
    imports.write(number, statements)
    imports.finish(number, day, whole, parts, {})
    return number


@pytest.fixture(scope="module")
def world(tmp_path_factory, gazetteer):
    """A data folder with NPPES, lists of three months, an excluded person, one who has opted out, and a table."""
    settings = Settings(tmp_path_factory.mktemp("lists"))
    with Imports(settings.imports_db) as imports, imports.transaction():
        taken(imports, "nppes", "2026-08-01", [(npi, person(npi)) for npi in NAMES])
        taken(imports, "leie", "2026-09-10", [("e1", Statement(id="e1", npi=EXCLUDED, excluded_on="2026-09-02"))])
        for day, people in LISTS.items():
            taken(imports, "plan-net", day, [named(*each) for each in people.items()], parts={"elm"})
        taken(imports, "plan-net", "2026-10-15", [named(LIN, (NOT_IN_OAK,), part="oak")], parts={"oak"})
        taken(imports, "plan-net", "2026-11-03", [named(LIN, (GOLD,), part="ash")], parts={"ash"})
        of_another_name = named(ANA, (PlanTaken("Fir Plans", "Fir", "in"),), "Zebulon Quux", "fir")
        taken(imports, "plan-net", "2026-10-20", [of_another_name], parts={"fir"})
        yew = [(f"yew-{own}", PlanTaken("Yew Plans", f"Yew {own}", "in")) for own in ("One", "Two")]
        known_twice = [(own, replace(named(BEA, (plan,), part="yew")[1], id=own)) for own, plan in yew]
        taken(imports, "plan-net", "2026-10-21", known_twice, parts={"yew"})
        said = PlanTaken("Elm Health", "Elm Silver", "unknown")
        taken(imports, "csv", "2026-11-05", [(f"t-{KEN}", person(KEN, insurance=(said,)))], whole=False)
        out = Statement(id=LIN, npi=LIN, medicare_opt_out_starts_on="2026-01-01", medicare_opt_out_ends_on="2099-01-01")
        taken(imports, "opt-out", "2026-11-01", [(LIN, out)])
        publish(imports, settings.directory_db, gazetteer)
    return settings


@pytest.fixture(scope="module")
def site(world):
    """The site over it."""
    return create_app(world)


@pytest.fixture(scope="module")
def ask(site):
    """What the API answers."""

    def answer(npi, plan, status=200):
        response = site.test_client().get("/api/v1/network", query_string={"npi": npi, "plan": plan})
        assert response.status_code == status, response.text
        return response.json

    return answer


def days(answer):
    """{day of a list: whether it named them}."""
    return {each["as_of"]: each["named"] for each in answer["history"]}


def test_whom_the_insurers_own_list_names_is_listed_as_of_its_day(ask):
    answer = ask(ANA, "elm gold")
    assert (answer["answer"], answer["level"], answer["source"], answer["said_by"], answer["as_of"]) == (
        *("listed", "plan", "plan-net", "payer", "2026-11-01"),
    )
    assert days(answer) == {"2026-11-01": True, "2026-10-01": True, "2026-09-01": False}
    assert list(days(answer)) == sorted(days(answer), reverse=True)
    assert answer["says"] == (
        "Ana Lopez: named in Elm Health's own list for Elm Gold, as of 2026-11-01 (a payer’s own directory)."
    )


def test_a_list_that_names_somebody_no_longer_says_no_no(ask):
    answer = ask(KEN, "Elm Gold")
    assert (answer["answer"], answer["statements"], answer["as_of"]) == ("not_stated", [], None)
    assert days(answer) == {"2026-11-01": False, "2026-10-01": True, "2026-09-01": True}
    assert "That is not a no" in answer["says"]


def test_a_list_from_before_a_plan_says_nothing_of_it(ask):
    assert days(ask(ANA, "Elm Silver")) == {"2026-11-01": True}
    assert days(ask(KEN, "Elm Silver")) == {"2026-11-01": False}
    assert ask(ANA, "Elm Silver")["level"] == "network", "the list gives no number of the plan"


def test_the_word_of_others_than_the_insurer_is_told_as_theirs(ask):
    answer = ask(KEN, "Elm Silver")
    assert (answer["answer"], answer["source"], answer["said_by"]) == ("said", "csv", "admin")
    assert "not by Elm Health's own list" in answer["says"]


def test_a_company_named_without_a_plan_is_no_answer_about_a_plan(ask):
    answer = ask(BEA, "Elm Gold")
    assert (answer["answer"], answer["level"]) == ("company_only", "company")
    of_company = ask(BEA, "Elm Health")
    assert (of_company["answer"], of_company["level"], days(of_company)["2026-11-01"]) == ("listed", "company", True)


def test_a_list_that_says_they_are_out_says_so(ask):
    answer = ask(LIN, "Oak One")
    assert (answer["answer"], answer["as_of"], days(answer)) == ("out", "2026-10-15", {"2026-10-15": False})


def test_who_has_opted_out_is_out_of_medicare(ask):
    answer = ask(LIN, "Medicare")
    assert (answer["answer"], answer["source"], answer["statements"][0]["ends_on"]) == ("out", "opt-out", "2099-01-01")
    assert ask(ANA, "Medicare")["answer"] == "not_stated"


def test_a_plan_that_nobody_names_is_said_to_be_unknown_and_never_a_no(ask):
    answer = ask(ANA, "Zzyzx Premier")
    assert (answer["answer"], answer["plan"]["networks"], answer["history"]) == ("not_stated", [], [])
    assert "No list here names “Zzyzx Premier”" in answer["says"]


def test_a_slip_of_the_pen_is_understood_and_said_to_be_a_guess(ask):
    answer = ask(ANA, "Elm Golld")
    assert (answer["answer"], answer["plan"]["name"], answer["plan"]["is_guess"]) == ("listed", "Elm Gold", True)
    assert ask(ANA, "elm gold")["plan"]["is_guess"] is False


def test_names_that_may_be_meant_are_offered(ask):
    assert [ask(ANA, typed)["plan"]["offered"] for typed in ("Gold", "elm hlth gold")] == [["Elm Gold"], ["Elm Health"]]


def test_somebody_whom_a_list_knows_by_two_ids_is_in_it_by_both(ask):
    assert [ask(BEA, plan)["answer"] for plan in ("Yew One", "Yew Two")] == ["listed", "listed"]
    assert [days(ask(BEA, plan)) for plan in ("Yew One", "Yew Two")] == [{"2026-10-21": True}] * 2


def test_a_plan_that_only_lists_of_before_name_is_known(ask):
    answer = ask(KEN, "elm bronze")
    assert (answer["answer"], answer["plan"]["name"]) == ("not_stated", "Elm Bronze")
    assert days(answer) == {"2026-09-01": True}
    assert days(ask(ANA, "Elm Bronze")) == {"2026-09-01": False}


def test_whom_one_list_of_an_insurer_names_another_one_of_its_lists_does_not_deny(ask):
    assert "2026-11-03" not in days(ask(ANA, "elm gold")) and "2026-11-03" not in days(ask(KEN, "Elm Health"))
    assert days(ask(LIN, "elm gold")) == {"2026-11-03": True}


def test_a_list_that_knows_the_npi_by_another_name_is_told_in_no_way(ask):
    answer = ask(ANA, "Fir Plans")
    assert answer["statements"] == [] and answer["history"] == []


def test_whom_no_page_shows_the_history_does_not_keep(ask, world, site):
    ask(EXCLUDED, "Elm Gold", 404)
    ask(NOBODY, "Elm Gold", 404)
    ask("2000000011", "Elm Gold", 404)
    with site.app_context():
        connection = site.extensions["site"].current.get().connection
        (count,) = connection.execute("SELECT count(*) FROM named WHERE id = ?", [EXCLUDED]).fetchone()
    assert count == 0


@pytest.mark.parametrize(("npi", "plan", "wrong"), [("1", "Elm", "npi"), ("", "Elm", "npi"), (ANA, " ", "plan")])
def test_what_is_missing_or_wrong_is_named(ask, npi, plan, wrong):
    assert [each["parameter"] for each in ask(npi, plan, 400)["errors"]] == [wrong]


def test_the_history_is_the_same_when_unchanged_listings_are_copied(world, gazetteer, site, tmp_path):
    def history(path):
        directory = Current(path).get()
        rows = directory.connection.execute("SELECT * FROM named ORDER BY id, list, first_day").fetchall()
        return rows, directory.connection.execute("SELECT * FROM network_files").fetchall()

    before = history(world.directory_db)
    with Imports(world.imports_db) as imports, imports.transaction():
        publish(imports, world.directory_db, gazetteer, trial=tmp_path / "again.db")
    assert history(tmp_path / "again.db") == before and len(before[0]) > 4
