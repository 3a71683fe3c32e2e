"""Payers: public programs and insurance companies, with all the names that people give them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from directory.core.i18n import LocalizedText
from directory.core.names import folded, unspaced


def _spellings(names: list[str]) -> frozenset[str]:
    return frozenset(unspaced(name) for name in names)


class ProgramName(NamedTuple):
    """A public program, or a way to pay, that can always be chosen. core.programs says under the same key what it pays.

    kinds_that_bill: the kinds of practitioner that the program pays by themselves; all where it is empty.
    """

    key: str
    name: LocalizedText
    spellings: frozenset[str]
    kinds_that_bill: tuple[str, ...] = ()


class Company(NamedTuple):
    """A company, or a group of them, that goes by many names.

    spellings: the names that mean all of it. aliases: what the names of its payers hold, brands' too. brands: the names
    that mean one brand of it and no other, by their spellings. strangers: the names of others that hold one of its
    names ("United of Omaha").
    """

    name: str
    aliases: tuple[str, ...]
    spellings: frozenset[str]
    brands: dict[str, str]
    strangers: tuple[str, ...]

    def names(self, payer: str) -> bool:
        """Whether a payer's name holds one of the company's."""
        return any(holds(payer, alias) for alias in self.aliases) and not any(
            holds(payer, name) for name in self.strangers
        )


def holds(payer: str, name: str) -> bool:
    """Whether a payer's name holds another name, as whole words: "Anthem Blue Cross" holds "blue cross"."""
    return f" {folded(name)} " in f" {folded(payer)} "


class Payers(NamedTuple):
    """All programs and companies. names: the programs' names by their English text."""

    programs: tuple[ProgramName, ...]
    companies: tuple[Company, ...]
    names: dict[str, LocalizedText]

    @classmethod
    def of(cls, tables: dict[str, Any]) -> "Payers":
        """From the tables of payers.toml. Raises KeyError or TypeError where one is not as it should be."""
        programs = tuple(cls._program(**table) for table in tables["program"])
        companies = tuple(cls._company(**table) for table in tables["company"])
        return cls(programs, companies, {program.name: program.name for program in programs})

    @staticmethod
    def _program(key: str, name: dict[str, str], also: list[str], kinds_that_bill: Sequence[str] = ()) -> ProgramName:
        return ProgramName(key, LocalizedText(name), _spellings([*name.values(), *also]), tuple(kinds_that_bill))

    @staticmethod
    def _company(
        name: str,
        also: list[str],
        brands: Sequence[str] = (),
        brands_also: Mapping[str, str] = MappingProxyType({}),
        strangers: Sequence[str] = (),
    ) -> Company:
        called = {brand: brand for brand in brands} | dict(brands_also)
        return Company(
            name,
            tuple(map(folded, (name, *also, *brands))),
            _spellings([name, *also]),
            {unspaced(spelling): brand for spelling, brand in called.items()},
            tuple(strangers),
        )

    def named(self, payer: str) -> str:
        """A payer's name: the same, and in several languages where it is a program's."""
        return self.names.get(payer, payer)

    def program(self, key: str) -> ProgramName | None:
        """The program of this key."""
        return next((program for program in self.programs if program.key == key), None)

    def company(self, typed: str) -> Company | None:
        """The company that goes by this name."""
        spelling = unspaced(typed)
        return next((company for company in self.companies if spelling in company.spellings), None)

    def knows(self, typed: str) -> bool:
        """Whether a company goes by this name."""
        return self.company(typed) is not None
