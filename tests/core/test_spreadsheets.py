"""What strangers typed is no formula in a table that a spreadsheet opens."""

import pytest

from directory.core.spreadsheets import escape_formula
from directory.publish.release import _cell


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(text):
    assert escape_formula(text) == f"'{text}" == _cell(text)


def test_telephone_numbers_and_degrees_stay_as_programs_read_them():
    assert (_cell("+13035550101"), _cell(-104.98), _cell(None), _cell(("a", "b"))) == (
        "+13035550101",
        "-104.98",
        "",
        "a; b",
    )
