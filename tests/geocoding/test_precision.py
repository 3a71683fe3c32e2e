"""How precise an answer is, in each service's own words."""

import pytest
from geocoder_server import HERE
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st

from directory.geocoding.precision import precision_of


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ({"class": "place", "type": "house", "osm_type": "way", "place_rank": 30}, "street"),
        ({"class": "place", "type": "house", "osm_type": "node", "place_rank": 30}, "rooftop"),
        ({"class": "amenity", "type": "clinic", "osm_type": "node", "place_rank": 30}, "rooftop"),
        ({"class": "highway", "type": "residential", "osm_type": "way", "place_rank": 26}, "street"),
        ({"class": "place", "type": "postcode", "osm_type": "relation", "place_rank": 21}, None),
        ({"class": "boundary", "type": "administrative", "place_rank": 16}, None),
        ({"properties": {"type": "house", "osm_key": "place", "osm_type": "W", "housenumber": "4"}}, "street"),
        ({"properties": {"type": "house", "osm_key": "shop", "osm_type": "W", "housenumber": "4"}}, "rooftop"),
        ({"properties": {"type": "house", "osm_key": "historic", "osm_type": "N"}}, None),
        ({"properties": {"type": "street", "osm_key": "highway", "osm_type": "W"}}, "street"),
        ({"properties": {"type": "city", "osm_key": "place", "osm_type": "R"}}, None),
        ({"properties": {"layer": "address", "match_type": "exact", "accuracy": "point"}}, "rooftop"),
        ({"properties": {"layer": "address", "match_type": "interpolated", "accuracy": "point"}}, "street"),
        ({"properties": {"layer": "street", "match_type": "fallback", "accuracy": "centroid"}}, "street"),
        ({"properties": {"layer": "locality", "match_type": "fallback", "accuracy": "centroid"}}, None),
        ({"attributes": {"Addr_type": "Subaddress"}}, "rooftop"),
        ({"attributes": {"Addr_type": "StreetAddress"}}, "street"),
        ({"attributes": {"Addr_type": "StreetName"}}, "street"),
        ({"attributes": {"Addr_type": "Postal"}}, None),
        ({"attributes": {}}, None),
        ({"geometry": {"location_type": "ROOFTOP"}, "types": ["premise"]}, "rooftop"),
        ({"geometry": {"location_type": "RANGE_INTERPOLATED"}}, "street"),
        ({"geometry": {"location_type": "GEOMETRIC_CENTER"}, "types": ["route"]}, "street"),
        ({"geometry": {"location_type": "GEOMETRIC_CENTER"}, "types": ["park"]}, None),
        ({"geometry": {"location_type": "APPROXIMATE"}, "types": ["postal_code"]}, None),
        ({"tigerLine": {"tigerLineId": "1", "side": "L"}}, "street"),
        ({}, None),
        ([], None),
        ("text", None),
    ],
)
def test_precision_is_what_the_service_says(raw, precision):
    assert precision_of(Location("x", HERE, raw)) == precision


@pytest.mark.parametrize(
    ("addr_type", "precision"),
    [
        *dict.fromkeys(("PointAddress", "Subaddress"), "rooftop").items(),
        *dict.fromkeys(
            ("StreetAddress", "StreetAddressExt", "StreetInt", "StreetMidBlock", "StreetBetween", "StreetName"),
            "street",
        ).items(),
        *dict.fromkeys(("POI", "Locality", "PostalExt", "DistanceMarker"), None).items(),
    ],
)
def test_each_kind_of_address_of_arcgis_is_as_precise_as_its_reference_says(addr_type, precision):
    assert precision_of(Location("x", HERE, {"attributes": {"Addr_type": addr_type}})) == precision


def test_no_value_alone_makes_precise_what_takes_two():
    """A house that is no door of its own, an address that is not said to be exact, a center of what is no street."""
    for raw, precision in (
        ({"class": "place", "type": "house", "osm_type": "node"}, None),
        ({"class": "place", "type": "isolated_dwelling", "osm_type": "way", "place_rank": 30}, "rooftop"),
        ({"class": "building", "type": "house", "osm_type": "way", "place_rank": 30}, "rooftop"),
        ({"place_rank": 27}, "street"),
        ({"place_rank": 25}, None),
        ({"place_rank": 28}, None),
        ({"properties": {"type": "house"}}, None),
        ({"properties": {"type": "other", "osm_key": "place", "osm_type": "W", "housenumber": "4"}}, None),
        ({"properties": {"type": "house", "osm_key": "place", "osm_type": "N", "housenumber": "4"}}, "rooftop"),
        ({"properties": {"layer": "venue", "match_type": "exact"}}, None),
        ({"properties": {"layer": "address"}}, "street"),
        ({"geometry": {"location_type": "GEOMETRIC_CENTER"}, "types": ["intersection"]}, "street"),
        ({"geometry": {"location_type": "GEOMETRIC_CENTER"}}, None),
        ({"geometry": {"location_type": "APPROXIMATE"}, "types": ["route"]}, None),
        ({"tigerLine": {"side": "L"}}, None),
    ):
        assert precision_of(Location("x", HERE, raw)) == precision, raw


KEYS = [
    "class",
    "type",
    "osm_type",
    "place_rank",
    "properties",
    "layer",
    "match_type",
    "attributes",
    "Addr_type",
    "geometry",
    "types",
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.sampled_from(["house", "place", 30, "ROOFTOP"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)


@given(ANYTHING.filter(lambda raw: raw is not None))
def test_precision_can_be_told_of_anything(raw):
    assert precision_of(Location("x", HERE, raw)) in {"rooftop", "street", None}
