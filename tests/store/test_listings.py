"""directory.db for any SQLite tool, and the listings that are read from it."""

import sqlite3
from contextlib import closing


def test_any_sqlite_tool_can_read_who_practices_where_with_which_license_and_takes_what(sample_data, sample_directory):
    listings = sample_directory.listings(list(range(len(sample_directory))))
    with closing(sqlite3.connect(sample_data.directory_db)) as opened:
        for view, field in (("locations", "locations"), ("licences", "licences"), ("taken", "insurance")):
            cursor = opened.execute(f"SELECT * FROM {view}")
            names = [column[0] for column in cursor.description]
            told = sorted(
                str((listing.id, *(getattr(entry, name) for name in names[1:])))
                for listing in listings
                for entry in getattr(listing, field)
            )
            assert sorted(map(str, cursor)) == told and told


def test_a_listing_is_the_same_alone_and_among_others(sample_directory):
    listings = sample_directory.listings([3, 0, 5])
    assert listings == [sample_directory.listing(each.id) for each in listings]
    assert sample_directory.listing("nobody") is None


def test_listings_that_take_the_same_share_a_list_of_plans(sample_data, sample_directory):
    listings = sample_directory.listings(list(range(len(sample_directory))))
    with closing(sqlite3.connect(sample_data.directory_db)) as opened:
        (lists,) = opened.execute("SELECT count(*) FROM plan_lists").fetchone()
    assert (
        lists
        == len({str(listing.insurance) for listing in listings if listing.insurance})
        < sum(bool(listing.insurance) for listing in listings)
    )
