"""How close a geocoding service's point is to the door, told from the service's own words for it."""

from collections.abc import Collection, Mapping

from geopy.location import Location

Rules = tuple[tuple[Mapping[str, Collection[object] | None], str], ...]
ANY = None  # in place of values: any value at all, so long as there is one

# An answer is worth what the first line says all of whose values it has. One that fits none is coarser than a street.
# A key names a value within others: "attributes.Addr_type".
CENSUS: Rules = (
    # "calculated along an address range" (Geocoding_Services_API.html, "Geocoding Definition")
    ({"tigerLine.tigerLineId": ANY}, "street"),
)
# A house number on a way is interpolated, from OpenStreetMap or TIGER, and ranks are 30 for house numbers and points of
# interest, 26 and 27 for streets: https://nominatim.org/release-docs/latest/library/Result-Handling/ and
# https://nominatim.org/release-docs/latest/customize/Ranking/
NOMINATIM: Rules = (
    ({"class": {"place"}, "type": {"house"}, "osm_type": {"way"}}, "street"),
    ({"place_rank": {30}}, "rooftop"),
    ({"place_rank": {26, 27}}, "street"),
)
# The same data under other names; without a house number it is a shop or a monument of that name.
PHOTON: Rules = (
    ({"properties.type": {"house"}, "properties.osm_key": {"place"}, "properties.osm_type": {"W"}}, "street"),
    ({"properties.type": {"house"}, "properties.housenumber": ANY}, "rooftop"),
    ({"properties.type": {"street"}}, "street"),
)
# https://github.com/pelias/documentation/blob/master/result_quality.md; interpolated ones have the accuracy "point" too
PELIAS: Rules = (
    ({"properties.layer": {"address"}, "properties.match_type": {"exact"}}, "rooftop"),
    ({"properties.layer": {"address", "street"}}, "street"),
)
# https://developers.arcgis.com/rest/geocode/api-reference/geocoding-service-output.htm (Addr_type)
ARCGIS_STREETS = {"StreetAddress", "StreetAddressExt", "StreetInt", "StreetMidBlock", "StreetBetween", "StreetName"}
ARCGIS: Rules = (
    ({"attributes.Addr_type": {"Subaddress", "PointAddress"}}, "rooftop"),
    ({"attributes.Addr_type": ARCGIS_STREETS}, "street"),
)
# https://developers.google.com/maps/documentation/geocoding/requests-geocoding (location_type)
GOOGLE: Rules = (
    ({"geometry.location_type": {"ROOFTOP"}}, "rooftop"),
    ({"geometry.location_type": {"RANGE_INTERPOLATED"}}, "street"),
    ({"geometry.location_type": {"GEOMETRIC_CENTER"}, "types": {"route", "intersection"}}, "street"),
)
PRECISION: Rules = (*CENSUS, *NOMINATIM, *PHOTON, *PELIAS, *ARCGIS, *GOOGLE)


def precision_of(location: Location) -> str | None:
    """ "rooftop", "street", or None for anything coarser or not understood."""
    for wanted, precision in PRECISION:
        if all(_has_one_of(location.raw, path, values) for path, values in wanted.items()):
            return precision
    return None


def _has_one_of(raw: object, path: str, values: Collection[object] | None) -> bool:
    for key in path.split("."):
        raw = raw.get(key) if isinstance(raw, dict) else None
    if raw is None or values is None:
        return raw is not None
    given = raw if isinstance(raw, list) else [raw]
    return any(isinstance(value, str | int) and value in values for value in given)
