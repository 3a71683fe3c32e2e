"""Pairs of statements that wait for an admin's decision, and why."""

from typing import NamedTuple

SEVERAL = "it fits more than one practitioner"
CONFLICT = "another statement that fits as well is of somebody else"
OTHER_NAME = "the same NPI with a wholly different name"
OTHER_NAME_AND_BAD = "the same NPI with another name or generation, and a bad standing"
OTHER_PERSON = "the same NPI with another given name, and another license number or sex"
OTHER_GENERATION = "the same NPI with another generation"
OTHER_PERSONS_NAME = "the same NPI with another given name, by which another NPI is known"
OTHER_NPI = "the license number and the full name of another NPI, under one that no register knows"
JOINED = "they were joined without a question"
TOO_MANY = "too many to compare each with each, so whoever is among them twice may be listed twice"

OF_THE_NAME = frozenset((OTHER_NAME, OTHER_GENERATION, OTHER_NAME_AND_BAD, OTHER_PERSON, OTHER_PERSONS_NAME, OTHER_NPI))


class Doubt(NamedTuple):
    """Two statements of which nobody can tell yet whether they are about the same practitioner.

    One has no NPI, or its name is in doubt. shared: the telephone number or else the address that both have.
    """

    one: str
    other: str
    reason: str
    shared: str = ""
