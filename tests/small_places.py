"""A few places for tests of how places are understood, and what is said of those that are not."""

import pytest

from directory.core.gazetteer import City, Gazetteer, Zip
from directory.search.place import UnknownPlace
from directory.search.places import resolve_place

SMALL = Gazetteer(
    [
        Zip("09001", "APO", "AE", None, None),
        Zip("96898", "Wake Island", "HI", None, None),
        Zip("20001", "Washington", "DC", 38.9, -77.0),
        Zip("98101", "Seattle", "WA", 47.6, -122.3),
        Zip("98001", "Auburn", "WA", 47.3, -122.3),
    ],
    [
        City("Washington", "DC", 38.9, -77.0, 600_000),
        City("Springfield", "MO", 37.2, -93.3, 200_000),
        City("Springfield", "MA", 42.1, -72.6, 150_000),
        City("Springfield", "IL", 39.8, -89.6, 110_000),
        City("Springfield", "OR", 44.0, -123.0, 60_000),
        City("Springfield", "OH", 39.9, -83.8, 58_000),
        City("Springfield", "ME", 45.4, -68.1, 300),
        City("Springdale", "AR", 36.2, -94.1, 80_000),
    ],
)


def unknown(text, gazetteer):
    """The error that a place which cannot be understood ends in."""
    with pytest.raises(UnknownPlace) as caught:
        resolve_place(text, gazetteer)
    return caught.value
