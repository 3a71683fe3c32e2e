"""Where in a ZIP its people are: between the middle of its land and the town of its name. Part of make_places.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, radians
from typing import TYPE_CHECKING

from place_packages import TERRITORIES, Point, Zip, miles

if TYPE_CHECKING:
    from make_places import Referee

FAR_TOWN = 50  # miles: a town so far away is another of the name
WIDE_MILES = 8  # where ZIPs lie this far apart, an address is where its town is
CITY_SPACING, AWAY_MILES = 4, 20  # where ZIPs lie so near each other, one so far from its three-digit area is elsewhere
SQUARE, MILES_OF_A_DEGREE = 0.25, 69


class Neighbors:
    """The centers of ZCTAs by squares of a degree, to tell how far apart ZIPs lie somewhere."""

    def __init__(self, zips: Iterable[Zip]):
        self.squares = defaultdict(set)
        for row in zips:
            if row.delivered:
                self.squares[self.square(row.point)].add(row.point)

    @staticmethod
    def square(point: Point) -> tuple[int, int]:
        """The square of a quarter of a degree that a point lies in."""
        return int(point[0] // SQUARE), int(point[1] // SQUARE)

    def spacing(self, point: Point) -> float:
        """The mean distance in miles from a point to the three nearest centers elsewhere."""
        north, east = self.square(point)
        for reach in (1, 3, 9, 40):  # squares: the first ring in which three are surely the nearest
            around = range(-reach, reach + 1)
            near = (self.squares.get((north + y, east + x), ()) for y in around for x in around)
            away = sorted(miles(point, other) for others in near for other in others if other != point)[:3]
            if len(away) == 3 and away[2] <= reach * SQUARE * MILES_OF_A_DEGREE * cos(radians(point[0])):
                break
        return sum(away) / len(away) if away else WIDE_MILES


def toward_towns(zips: list[Zip], referee: "Referee") -> Iterator[Zip]:
    """The ZIPs with their points moved from the middle of the land toward the town of their name.

    Where ZIPs lie far apart nearly all addresses are in the town; in a city the ZIP tells more than the city does.
    Found by trying with real addresses (docs/search.md).
    """
    neighbors = Neighbors(zips)
    for row in zips:
        row = back_in_area(row, referee, neighbors)
        town = referee.town(row) if row.point else None
        away = miles(row.point, town) if town else 0
        if not 0 < away <= FAR_TOWN:
            yield row
            continue
        spacing = neighbors.spacing(row.point)
        share = min(1, spacing / WIDE_MILES) * min(1, spacing / away)
        referee.counts["moved a mile or more toward its town"] += share * away >= 1
        here, there = row.point, town
        yield row._replace(point=tuple(a + share * (b - a) for a, b in zip(here, there, strict=True)))


def back_in_area(row: Zip, referee: "Referee", neighbors: Neighbors) -> Zip:
    """A ZIP without a ZCTA that lies amid a city of another three-digit area, at the nearest ZCTA of its own: GeoNames
    has Toluca Lake (91610) at the harbor of Los Angeles.
    """
    area = [other.point for other in referee.areas[row.code[:3], row.state] if other.delivered]
    if row.delivered or not row.point or not area or row.state in TERRITORIES:
        return row
    nearest = min(area, key=lambda point: miles(point, row.point))
    if miles(nearest, row.point) <= AWAY_MILES or neighbors.spacing(row.point) > CITY_SPACING:
        return row
    referee.counts["amid another three-digit area, moved to its own"] += 1
    return row._replace(point=nearest, source="census")
