"""A search as text: what each parameter may be, and all that is wrong at once."""

import pytest

from directory.search.query import MAX_MILES, MAX_PAGE, ORDERS, PARAMETERS, BadQuery, parse_query

FILTERS = {  # the parameters and values that addresses, the API and the command line have
    "kind": ["licensed_acupuncturist", "medical_acupuncturist", "other_clinician", "clinic"],
    "insurance": None,
    "terms": ["listed", "priced"],
    "accepting": ["yes"],
    "language": None,
    "gender": ["female", "male"],
    "visits": ["telehealth", "home"],
    "access": ["wheelchair"],
    "confirmed": ["90"],
    "license": ["active", "any"],
    "name": None,
}


@pytest.fixture
def asked(gazetteer, sample_directory):
    return lambda **parameters: parse_query({"near": "97214"} | parameters, gazetteer, sample_directory)


@pytest.fixture
def errors(asked):
    def refused(**parameters):
        with pytest.raises(BadQuery) as caught:
            asked(**parameters)
        return caught.value.errors

    return refused


def test_parameters_have_the_names_that_addresses_have():
    assert ("near", "within", *FILTERS, "sort", "page") == PARAMETERS and ORDERS == ("distance", "confirmed", "price")


@pytest.mark.parametrize(("parameter", "values"), FILTERS.items())
def test_a_filter_has_the_values_that_addresses_have(asked, errors, parameter, values):
    beside = {"insurance": "Acme Health"} if parameter == "terms" else {}
    for value in values or ():
        each, meant = asked(**{parameter: value} | beside).filters[-1]
        assert (each.parameter, meant) == (parameter, value)
    if values:
        assert errors(**{parameter: "x"} | beside) == {parameter: f"{parameter} may be {', '.join(values)}."}


def test_what_is_not_asked_for_has_its_usual_value(asked):
    query = asked(within=" ", page="", sort=None, kind="  ")
    assert (query.miles, query.page, query.filters, query.sort) == (25, 1, (), "distance")
    assert query.place.label == "ZIP 97214"


@pytest.mark.parametrize("text", ["0.1", "25", " 25 ", "1e2", "500"])
def test_a_radius_is_a_number_of_miles(asked, text):
    assert asked(within=text).miles == float(text) <= MAX_MILES == 500


@pytest.mark.parametrize("text", ["0", "-1", "500.1", "nan", "inf", "ten", "5 miles"])
def test_a_radius_that_is_none_is_refused(errors, text):
    message = "within may be a number of miles, more than 0 and at most 500."
    assert errors(within=text) == {"within": message}


@pytest.mark.parametrize("text", ["1", "2", "10000"])
def test_a_page_is_a_whole_number(asked, text):
    assert asked(page=text).page == int(text) <= MAX_PAGE == 10_000


@pytest.mark.parametrize("text", ["0", "10001", "-1", "1.5", "x", "٣", "9" * 30])
def test_a_page_that_is_none_is_refused(errors, text):
    assert errors(page=text) == {"page": "page may be a whole number from 1 to 10000."}


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_is_one_of_three(asked, errors, order):
    assert asked(sort=order, insurance="Aetna").sort == order
    assert errors(sort=f"{order}x") == {"sort": "sort may be distance, confirmed, price."}


@pytest.mark.parametrize(("name", "text"), [("sort", "price"), ("terms", "priced"), ("terms", "listed")])
def test_what_is_of_an_insurance_needs_one(asked, errors, name, text):
    assert errors(**{name: text}) == {name: f"{name}={text} needs an insurance."}
    assert asked(**{name: text, "insurance": "Aetna"})


def test_filters_come_in_their_own_order(asked):
    assert [each.parameter for each, _ in asked(name="kim", license="any", kind="clinic").filters] == [
        "kind",
        "license",
        "name",
    ]


def test_every_error_is_told_at_once_with_the_places_that_may_be_meant(errors, gazetteer, sample_directory):
    wrong = {"near": "San Francisco, OR", "within": "x", "page": "x", "sort": "x", "kind": "x", "name": "!"}
    with pytest.raises(BadQuery) as caught:
        parse_query(wrong, gazetteer, sample_directory)
    assert set(caught.value.errors) == set(wrong) and "San Francisco, CA" in caught.value.suggestions
    assert str(caught.value) == " ".join(caught.value.errors.values())
    assert list(errors(near=" ")) == ["near"]
