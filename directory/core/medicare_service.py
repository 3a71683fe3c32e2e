"""What somebody billed Medicare for."""

from msgspec import Struct


class MedicareService(Struct, frozen=True):
    """What somebody billed Medicare for in a year: a CPT code at a place, "office" or "facility".

    patients: how many, 11 at least; charge, allowed: the averages of what was asked for and what Medicare approved, in
    dollars, for one unit.
    """

    code: str
    place: str
    year: int
    patients: int
    charge: float
    allowed: float
