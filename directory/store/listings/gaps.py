"""What a directory cannot answer yet, and the command that would change it."""

from typing import NamedTuple

import numpy as np

from directory.core.addresses import STATES
from directory.core.dates import ordinal
from directory.core.facts import ANSWERS
from directory.core.licences import STANDINGS
from directory.core.taxonomy import KINDS
from directory.store.listings.reader import Directory
from directory.store.reference.files import licence_layouts

WORTH_TELLING = 0.1  # of the listings that a question can be asked of
RUN = "python3 run.py "
DIRECTORIES = f"{RUN}import qhp --registry PUF.xlsx --state XX, or import plan-net index.json"
INSURERS = f"{DIRECTORIES}, or import tic index.json --plans NAME; sources says where they are"
GEOCODE = "GEOCODER=census and the next import ask the Census Bureau where each address is, for nothing"
POINTS = "Only the ZIP code's place is known, not the street's,"
HALF = 0.5  # of the listings: where more stand at a ZIP code, the geocoder is offered
ACUPUNCTURIST = tuple(KINDS).index("licensed_acupuncturist")


class Gap(NamedTuple):
    """Something that is not known of `lacking` of `listings`, and the command that brings it."""

    what: str
    lacking: int
    listings: int
    command: str

    def in_words(self) -> str:
        """One line."""
        return f"{self.what} for {self.lacking / self.listings:.0%} of {self.listings:,}: {self.command}"


def gaps(directory: Directory) -> list[Gap]:
    """What is not known of many, what patients ask first first; of a made-up directory nothing."""
    if directory.about["made_up"] or not len(directory):
        return []
    columns = directory.columns
    acupuncturists = columns["kind"] == ACUPUNCTURIST
    unstated = columns["standing"] == STANDINGS.index("unknown")
    found = [
        _gap("No insurance is known", _without_words(directory, "payer"), INSURERS),
        _gap("No board has confirmed a license", unstated[acupuncturists], _board_lists(directory)),
        _gap(
            "A license has run out since its board's list was read",
            _run_out(directory)[acupuncturists],
            f"read a newer list: {_board_lists(directory)}",
        ),
        _gap(
            "Nobody states whether new patients are accepted",
            columns["accepting_new_patients"] == ANSWERS.index(None),
            DIRECTORIES,
        ),
    ]
    told = [gap for gap in found if gap.lacking and gap.lacking >= WORTH_TELLING * gap.listings]
    points = _points(directory)
    return [*told, points] if points.lacking > HALF * points.listings else told


def _board_lists(directory: Directory) -> str:
    """The command for the list of the state where most have no board's word: first of those that a portal gives."""
    states = directory.about["quality"]["states"]
    lacking = {state: counts["listings"] - counts["board"] for state, counts in states.items() if state in STATES}
    most = sorted((state for state in lacking if lacking[state]), key=lambda state: (-lacking[state], state))
    fetched = next((state for state in most if state in _on_portals()), "")
    commands = [f"{RUN}fetch licences --state {fetched}"] if fetched else []
    if most and most[0] != fetched:
        commands.append(f"{RUN}import licences FILE --state {most[0]}")
    return f"{', or '.join(commands) or f'{RUN}import licences FILE --state XX'}; sources lists the states"


def _on_portals() -> set[str]:
    return {layout.state for layout in licence_layouts() if layout.portal}


def _points(directory: Directory) -> Gap:
    """Of how many no place has a point as exact as its street, as counted when the directory was published."""
    kinds = directory.about["quality"]["kinds"].values()
    return Gap(POINTS, sum(each["listings"] - each["street"] for each in kinds), len(directory), GEOCODE)


def _gap(what: str, lacking: np.ndarray, command: str) -> Gap:
    return Gap(what, int(lacking.sum()), len(lacking), command)


def _without_words(directory: Directory, column: str) -> np.ndarray:
    """A mask of those who have no word in a column of many."""
    starts = directory.columns[f"{column}_starts"]
    mask: np.ndarray = (np.diff(starts) == 0)[directory.columns[column]]
    return mask


def _run_out(directory: Directory) -> np.ndarray:
    """A mask of those whose licences lapsed by their date alone."""
    unlapsed_until, active_until = directory.columns["unlapsed_until"], directory.columns["active_until"]
    day = ordinal(directory.day)
    mask: np.ndarray = (unlapsed_until > 0) & (unlapsed_until < day) & (active_until < day)
    return mask
