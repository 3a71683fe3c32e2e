"""Those who pay, by all the names that people give them."""

from typing import NamedTuple

from directory.core.i18n import LocalizedText
from directory.core.names import folded


def _spellings(names: list[str]) -> frozenset[str]:
    return frozenset(folded(name).replace(" ", "") for name in names)


class ProgramName(NamedTuple):
    """A public program, or a way to pay, that can always be chosen. What it pays for is in core.programs, under the same key.

    kinds_that_bill: the kinds of practitioner that the program pays by themselves; all where it is empty.
    """

    key: str
    name: LocalizedText
    spellings: frozenset[str]
    kinds_that_bill: tuple[str, ...] = ()


class Company(NamedTuple):
    """A company that goes by many local names."""

    name: str
    aliases: tuple[str, ...]
    spellings: frozenset[str]

    def names(self, payer: str) -> bool:
        """Whether a payer's name holds one of the company's."""
        words = f" {folded(payer)} "
        return any(f" {alias} " in words for alias in self.aliases)


class Payers(NamedTuple):
    """All of them. names: of the programs, each by itself in English."""

    programs: tuple[ProgramName, ...]
    companies: tuple[Company, ...]
    names: dict[str, LocalizedText]

    @classmethod
    def of(cls, tables: dict) -> "Payers":
        """From the tables of payers.toml. Raises KeyError or TypeError where one is not as it should be."""
        programs = [cls._program(**each) for each in tables["program"]]
        companies = [
            Company(
                each["name"],
                tuple(map(folded, (each["name"], *each["also"]))),
                _spellings([each["name"], *each["also"]]),
            )
            for each in tables["company"]
        ]
        return cls(tuple(programs), tuple(companies), {each.name: each.name for each in programs})

    @staticmethod
    def _program(key: str, name: dict[str, str], also: list[str], kinds_that_bill: list[str] = ()) -> ProgramName:
        return ProgramName(key, LocalizedText(name), _spellings([*name.values(), *also]), tuple(kinds_that_bill))

    def named(self, payer: str) -> str:
        """A payer's name: the same, and in several languages where it is a program's."""
        return self.names.get(payer, payer)

    def program(self, key: str) -> ProgramName | None:
        """The program of this key."""
        return next((each for each in self.programs if each.key == key), None)

    def company(self, typed: str) -> Company | None:
        """The company that goes by this name."""
        return next((each for each in self.companies if folded(typed).replace(" ", "") in each.spellings), None)
