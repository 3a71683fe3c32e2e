"""Names as they are compared."""

from directory.resolve.given_names import Agreement
from directory.resolve.names import compare_names, parse_name


def test_an_initial_y_is_kept_and_is_no_spanish_and():
    """Y. Barlow is perhaps Yolanda Barlow, and surely not Ruth Barlow."""
    initial = parse_name("Y. Barlow")
    assert initial.words == ("y", "barlow")
    assert compare_names(initial, parse_name("Yolanda Barlow")).given is Agreement.INITIAL
    assert compare_names(initial, parse_name("Ruth Barlow")).given is Agreement.DIFFERENT


def test_two_family_names_are_one_with_and_without_y_between_them():
    assert compare_names(parse_name("Jose Ortega y Gasset"), parse_name("Jose Ortega Gasset")).family is Agreement.SAME
