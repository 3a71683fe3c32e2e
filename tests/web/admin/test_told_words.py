"""What the importer and the worker say, at the desk: in the reader's language, and of no use to nobody but a typist."""

import ast
import re
from pathlib import Path

import pytest

from directory.cli.errors import in_words
from directory.core.i18n import Message, kept_message, kept_text, read_message, read_text
from directory.core.sources import SOURCES
from directory.importer.record import LONGEST_REFUSAL, FileRefused, Problem, RowNumber
from directory.publish.guard import Loss
from directory.store.office import jobs
from directory.web.admin import source_cards
from directory.web.shell.language import message_in_words, translated
from directory.worker.process import without_folders

ROOT = Path(__file__).parents[3]
ROOMS = ("importer", "worker")
SAYING = {"FileRefused", "Interrupted", "NoRoom", "NothingNew", "OtherKind", "TryAgain", "Unreachable"}
OF_COMMANDS = re.compile(r"(^|\s)--?[a-z]|run\.py|\.toml|data/reference|\brollback\b|from disk|\[(portal|types|values)")
LOSSES = [
    *(Loss("listings", "", "", before, 2) for before in (1, 1200)),
    Loss("orderers", "", "", 1200, 2),
    Loss("plans", "payer", "Acme Health", 1200, 2, "qhp"),
    *(Loss(what, "state", "TX", 1200, 2) for what in ("plans", "licences")),
    *(Loss(what, "source", "nppes", 1200, 2) for what in ("plans", "licences")),
]


@pytest.fixture
def spanish(own_app):
    """A request in Spanish."""
    with own_app.test_request_context("/?lang=es"):
        yield


def _calls():
    """Each call in these rooms, with its file."""
    for room in ROOMS:
        for path in sorted((ROOT / "directory" / room).rglob("*.py")):
            for each in ast.walk(ast.parse(path.read_text())):
                if isinstance(each, ast.Call):
                    yield path, each


def _said(call):
    """The expression that a call says, None of one that says nothing."""
    name = ast.unparse(call.func)
    if name in SAYING and call.args:
        return call.args[0]
    return call.args[3] if name == "Problem" and len(call.args) > 3 else None


def test_nothing_is_said_that_is_put_together_where_no_translator_sees_it():
    said = [(path, _said(call)) for path, call in _calls()]
    texts = [(path, each) for path, each in said if each is not None]
    put_together = [f"{path.name}:{each.lineno}" for path, each in texts if any(map(_is_put_together, _of(path, each)))]
    assert len(texts) > 150 and not put_together


def _of(path, said):
    """What is said, or what a name that stands for it is given in its file."""
    if not isinstance(said, ast.Name):
        return [said]
    given = [each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.Assign)]
    return [each.value for each in given if said.id in map(ast.unparse, each.targets)]


def _is_put_together(said):
    """Whether a text is made of words and values, or of two texts, and so in no catalogue."""
    if isinstance(said, ast.IfExp):
        return _is_put_together(said.body) or _is_put_together(said.orelse)
    words = [part for part in getattr(said, "values", ()) if isinstance(part, ast.Constant)]
    is_formatted = isinstance(said, ast.JoinedStr) and any(re.search("[a-z]{2}", str(part.value)) for part in words)
    return is_formatted or (isinstance(said, ast.BinOp) and not isinstance(said.op, ast.Mod))


def test_no_word_for_the_desk_is_a_command_and_each_has_the_values_of_what_a_typist_reads():
    values = re.compile(r"%\((\w+)\)s")
    for path, call in _calls():
        typed = next((each.value for each in call.keywords if each.arg == "command"), None)
        shown = call.args[0] if call.args else None
        if isinstance(shown, ast.Constant) and (typed is not None or ast.unparse(call.func) in SAYING):
            assert not OF_COMMANDS.search(shown.value), path
        if isinstance(typed, ast.Constant) and isinstance(shown, ast.Constant):
            assert set(values.findall(shown.value)) <= set(values.findall(typed.value)), path


def test_a_refusal_comes_back_from_the_database_with_its_values_and_is_told_in_the_readers_language(spanish):
    refusal = FileRefused("this file is larger than any of its kind. Download it again.", "/data/jobs/7/x.csv")
    kept = kept_text(str(refusal))
    assert str(refusal) == "/data/jobs/7/x.csv: this file is larger than any of its kind. Download it again."
    assert message_in_words(read_text(kept)).startswith("/data/jobs/7/x.csv: este archivo es mayor")


def test_a_refusal_within_another_is_told_to_its_end(spanish):
    reason = Message("%(reason)s (%(value)s)", reason=Message("not a telephone number"), value="12")
    refusal = FileRefused(
        "none of its rows can be read. Row %(row)s, %(field)s: %(reason)s.",
        "x.csv",
        row=7,
        field="phone",
        reason=reason,
    )
    told = message_in_words(read_text(kept_text(str(refusal))))
    assert told.startswith("x.csv: ") and "Fila 7, phone: no es un número de teléfono (12)." in told


def test_who_types_commands_reads_of_options_and_who_sits_at_the_desk_of_its_fields(own_app):
    refusal = FileRefused("Leave “Plans” empty.", "x.json", command="Leave --plans out.")
    with own_app.test_request_context("/?lang=en"):
        assert message_in_words(str(refusal)) == "x.json: Leave “Plans” empty."
    assert f"{refusal}" == "x.json: Leave --plans out."


def test_a_reason_without_values_is_kept_as_its_text_and_an_older_rows_is_told_too(spanish):
    problem = Problem(3, "phone", "12", "not a telephone number")
    assert kept_message(problem.reason) == "not a telephone number"
    assert translated(read_message("not a telephone number")) == "no es un número de teléfono"
    assert translated(read_message("12 values, where the header has 14")) == "12 values, where the header has 14"


def test_a_problem_says_which_file_or_row_of_ones_own_it_is_about(spanish):
    problem = Problem(RowNumber(3, "id A-7"), "phone", "12", "not a telephone number")
    assert translated(read_message(kept_message(problem.reason))) == "no es un número de teléfono (id A-7)"


@pytest.mark.parametrize("typed", ["weekly", "Clinic", "", "50 % more", '{"text": "Clinic"', '{"text": 1}', "%(a)s"])
def test_what_somebody_typed_stays_as_it_is(spanish, typed):
    assert message_in_words(read_text(kept_text(typed))) == typed


def test_what_a_file_says_is_no_text_of_ours_and_breaks_no_line(spanish):
    refusal = FileRefused("Found: %(names)s. 100 %% of it.", "x\n.zip", names="%(evil)s\x1b[2J")
    assert str(refusal) == "x?.zip: Found: %(evil)s?[2J. 100 % of it."


def test_a_long_refusal_is_cut_in_what_it_quotes_and_so_still_told_in_the_readers_language(spanish):
    refusal = FileRefused("there is no file of this source in it.", "x" * 2000)
    assert len(str(refusal)) <= LONGEST_REFUSAL
    assert "no contiene ningún archivo de esta fuente" in message_in_words(str(refusal))


def test_the_folder_of_a_file_is_nothing_to_whoever_gave_it(spanish, settings):
    refusal = FileRefused("the file is empty. Download it again.", settings.data / "jobs" / "7" / "x.csv")
    told = without_folders(in_words(refusal), settings)
    assert message_in_words(told).startswith("x.csv: el archivo está vacío")


@pytest.mark.parametrize("loss", LOSSES)
def test_each_loss_is_told_in_the_readers_language(spanish, loss):
    assert message_in_words(loss.in_words()) != str(loss.in_words())


def test_a_job_that_ended_too_often_is_told_as_the_desk_says_it(spanish):
    assert "run" not in message_in_words(jobs.ENDED_TOO_OFTEN)


def test_who_publishes_each_source_is_told_in_the_readers_language():
    publishers = {source.publisher for source in SOURCES if source.publisher}
    assert publishers <= set(source_cards.PUBLISHERS)
