"""Directories that nobody should publish: each is told or refused, and nothing of it is sent to patients."""

import json

import plan_net_files as made
import pytest
from plan_net_reading import changed, statements_in

from directory.importer import normalise
from directory.importer.record import FileRefused


def places(number):
    return [made.location(f"l{at}", address=_at(at)) for at in range(number)]


def _at(number):
    return {"line": [f"{number + 1} ELM ST"], "city": "PORTLAND", "state": "OR", "postalCode": "97214"}


def test_of_more_places_than_anybody_practices_in_the_first_are_taken_and_it_is_told(statements_of):
    """A page of 100,000 places opens for nobody, and each of them would be found as near."""
    many = normalise.MOST_PLACES + 1
    does = made.role(location=[made.to(f"Location/l{at}") for at in range(many)])
    (statement,), (problem,), _ = statements_of(changed(PractitionerRole=does, Location=places(many)))
    assert len(statement.locations) == normalise.MOST_PLACES
    assert (problem.field, problem.value) == ("locations", f"{many:,}")


def test_as_many_places_as_a_large_group_has_are_all_taken(statements_of):
    does = made.role(location=[made.to(f"Location/l{at}") for at in range(normalise.MOST_PLACES)])
    (statement,), problems, _ = statements_of(changed(PractitionerRole=does, Location=places(normalise.MOST_PLACES)))
    assert len(statement.locations) == normalise.MOST_PLACES and problems == []


def test_organizations_within_each_other_end(statements_of):
    above = [made.network(part_of="Organization/n2"), made.network("n2", "Other", part_of="Organization/n1")]
    (statement,), _, _ = statements_of(changed(Organization=above, InsurancePlan=None))
    assert [each.payer for each in statement.insurance] == ["Acme Choice Network"]


def test_the_tags_of_a_web_page_are_in_no_name(statements_of):
    name = [{"family": "<script>go()</script>Lopez", "given": ["<b>Ana</b>"]}]
    payer = [made.organisation(name="<img src=x onerror=go()>Acme Health"), made.network()]
    (statement,), _, _ = statements_of(changed(Practitioner=made.practitioner(name=name), Organization=payer))
    assert statement.name == "Ana Lopez" and {each.payer for each in statement.insurance} == {"Acme Health"}


@pytest.mark.parametrize("period", [{"start": "2027-01-01", "end": "2020-01-01"}, {"start": "soon", "end": 12}])
def test_a_role_whose_period_is_the_wrong_way_round_or_none_is_told(statements_of, period):
    _, problems, _ = statements_of(changed(PractitionerRole=made.role(period=period)))
    assert problems


def test_a_text_longer_than_any_record_is_not_called_a_cut_off_file(tmp_path):
    """Whoever is told "cut off, download it again" downloads it for ever."""
    long = made.practitioner(text={"status": "generated", "div": "x" * (1 << 25)})
    (tmp_path / "all.json").write_text(json.dumps(made.bundle(long, *made.everything()[1:])))
    with pytest.raises(FileRefused, match="longer than any record"):
        statements_in(tmp_path)
