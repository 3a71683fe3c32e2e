"""What is known of an insurer's files while they are fetched and imported, and what became of them."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from directory.importer.formats.download import Downloaded
from directory.importer.formats.web_request import Unreachable, without_query
from directory.importer.record import FileRefused
from directory.importer.report import Report
from directory.importer.sources.qhp.registry import Insurer


class Missing(NamedTuple):
    """A file that could not be had, or is of no use, and why."""

    address: str
    reason: str


@dataclass
class InsurerFiles:
    """What an insurer's indexes name.

    versions: of what could be had, by address; missing: what could not, or is of no use; whole: nothing is missing in
    which practitioners could be; unreachable: some of it may be had later.
    """

    addresses: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    whole: bool = True
    unreachable: bool = False

    def add_missing(self, address: str, refusal: FileRefused) -> None:
        """Notes that a file cannot be had."""
        self.unreachable = self.unreachable or isinstance(refusal, Unreachable)
        self.whole = self.whole and isinstance(refusal, OtherKind)
        place = without_query(address)
        self.missing.append(Missing(place, refusal.said if refusal.where == place else str(refusal)))


class OtherKind(FileRefused):
    """A file lists neither practitioners nor plans."""


class InsurerReport(NamedTuple):
    """What became of an insurer. status: "imported", "unchanged" or "not had"; report: of its snapshot, if any."""

    insurer: Insurer
    status: str
    missing: list[Missing]
    report: Report | None = None

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        known: dict[str, Any] = {"insurer": self.insurer.title, "issuers": sorted(self.insurer.issuers)}
        known |= {"states": self.insurer.states, "indexes": self.insurer.addresses, "status": self.status}
        known |= {"missing": [each._asdict() for each in self.missing]}
        return known | (self.report.as_json() if self.report else {})


class FetchedInsurer(NamedTuple):
    """An insurer whose files are here. had: those that can be read, by their addresses."""

    insurer: Insurer
    files: InsurerFiles
    had: dict[str, Downloaded]

    def as_json(self) -> dict[str, Any]:
        """For `of_json`: a job that is published later reads the very same files."""
        had = {address: (str(file.path), file.version) for address, file in self.had.items()}
        return {"insurer": self.insurer._asdict(), "files": asdict(self.files), "had": had}

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> "FetchedInsurer":
        """What `as_json` gave."""
        about, files = told["insurer"], InsurerFiles(**told["files"])
        files.missing = [Missing(*each) for each in files.missing]
        insurer = Insurer(about["issuers"], tuple(about["states"]), tuple(about["addresses"]))
        return cls(insurer, files, {at: Downloaded(Path(path), version) for at, (path, version) in told["had"].items()})
