"""Where editions are sent to, what readers get of them, and how many stay."""

import shutil
import sqlite3
from contextlib import closing
from importlib.util import find_spec

import pytest
from bucket_server import needs_bucket, serving_bucket
from followed_editions import publish_part, send

from directory import create_app
from directory.publish.sent import sending
from directory.publish.sent.current import NotTaken
from directory.publish.sent.shelves import ShelfFolder, shelf_at
from directory.publish.sent.taking import Reader
from directory.settings import Settings
from directory.store.listings.about import about_at
from directory.store.listings.followed import read_followed

PUBLIC = (
    "/",
    "/search?near=97214&within=100",
    "/search?near=97214&insurance=Acme",
    "/status",
    "/status.json",
    "/coverage/states",
    "/changes.json",
    "/api/v1/status",
    "/api/v1/sources",
    "/api/v1/search?near=97214",
    "/api/npi/?version=2.1&state=OR&city=Portland",
    "/fhir/Practitioner?_count=5",
    "/hsds/services",
    "/embed/search?near=97214",
)


@pytest.fixture
def of_the_desk(world, sample_data):
    """A directory in whose words about itself stand somebody held back and the name of a file."""
    path = world.folder / "of the desk.db"
    desk_only = {
        "held_back": [{"ref": "sample Zzyzx", "name": "Zzyzx", "why": "dead"}],
        "insurer_lists": {"made_of": "", "lists": [{"file": "Zzyzx.json"}]},
        "quality": {"problems": [{"file": "Zzyzx.csv"}]},
        "snapshots": [1],
    }
    publish_part(sample_data, path, 1, **desk_only)
    return path


def test_readers_get_nothing_that_only_the_desk_shows(world, of_the_desk):
    assert b"Zzyzx" in of_the_desk.read_bytes()
    send(of_the_desk, ShelfFolder(world.files), world.key, "2026.11.29")
    world.reader().look()
    assert b"Zzyzx" not in (world.folder / "reader" / "directory.db").read_bytes()
    assert not {"held_back", "insurer_lists", "snapshots"} & about_at(world.folder / "reader" / "directory.db").keys()
    with closing(sqlite3.connect(world.folder / "reader" / "directory.db")) as taken:
        for table in ("build_columns", "plan_links", "price_links", "shown"):  # what the next publish copies by
            assert taken.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_every_public_page_of_a_reader_is_the_publishers(world, of_the_desk):
    send(of_the_desk, ShelfFolder(world.files), world.key, "2026.11.29")
    world.reader().look()
    (world.folder / "publisher").mkdir()
    shutil.copy(of_the_desk, world.folder / "publisher" / "directory.db")
    ours, theirs = (create_app(Settings(world.folder / name)).test_client() for name in ("publisher", "reader"))
    for address in PUBLIC:
        one, other = ours.get(address), theirs.get(address)
        assert (one.status_code, one.data) == (other.status_code, other.data) and one.status_code == 200, address


def test_who_publishes_over_a_readers_copy_makes_each_listing_anew(world, of_the_desk, sample_data, data, run):
    send(of_the_desk, ShelfFolder(world.files), world.key, "2026.11.29")
    world.reader().look()
    data.mkdir()
    shutil.copy(sample_data.imports_db, data / "imports.db")
    shutil.copy(world.folder / "reader" / "directory.db", data / "directory.db")
    assert run("publish")[0] == 0 and about_at(data / "directory.db")["program"]


def test_what_is_there_already_is_not_packed_again_and_is_once_it_was_published_again(world, monkeypatch, sample_data):
    packing, again = [], world.folder / "again.db"
    real = sending.write_readers_copy
    monkeypatch.setattr(sending, "write_readers_copy", lambda *how: packing.append(how) or real(*how))
    assert world.send(0) is None and packing == []
    publish_part(sample_data, again, 1)
    publish_part(sample_data, world.folder / "later.db", 1, published_at="2026-12-24T00:00:00+00:00")
    for standing in (again, world.folder / "later.db"):  # nobody's listing differs, the day does
        assert send(standing, ShelfFolder(world.files), world.key, "2026.11.29")
    assert len(packing) == 2


def test_a_damaged_directory_is_not_sent(world, of_the_desk):
    with of_the_desk.open("r+b") as file:
        file.truncate(of_the_desk.stat().st_size // 2)
    with pytest.raises(NotTaken, match="not sent"):
        send(of_the_desk, ShelfFolder(world.files), world.key, "2026.11.29")
    assert world.reader().look() is None


@pytest.mark.parametrize("keep", [1, 3])
def test_as_many_editions_stay_as_is_said(world, tmp_path, sample_data, keep):
    reader = world.reader(keep=keep)
    for share in (2, 3, 4, 5):
        publish_part(sample_data, tmp_path / f"{share}.db", share)
        send(tmp_path / f"{share}.db", ShelfFolder(world.files), world.key, "2026.11.29", keep)
        assert reader.look()
    assert len(list((world.folder / "reader" / "editions").iterdir())) == keep
    assert len(list(world.files.glob("directory-*"))) == keep


def test_older_editions_go_from_a_web_server_that_takes_delete_and_else_it_is_said(world, tmp_path):
    token, told = tmp_path / "token", []
    token.write_text("open sesame\n")
    place = shelf_at(world.address, str(token))
    assert send(world.editions[1], place, world.key, "2026.11.29", 1, told.append)
    assert len(list(world.files.glob("directory-*"))) == 1 and told == []
    world.changes["DELETE"] = None
    assert send(world.editions[0], place, world.key, "2026.11.29", 1, told.append)
    assert len(list(world.files.glob("directory-*"))) == 2 and "could not be removed" in told[0]


def test_two_editions_are_kept_by_the_reader_and_at_the_place(world):
    for number in (1, 0, 1):
        world.send(number)
        world.reader().look()
    assert len(list((world.folder / "reader" / "editions").iterdir())) == 2
    assert len(list(world.files.glob("directory-*"))) == 2


def test_a_web_server_takes_editions_by_put_from_who_may(world, tmp_path):
    token = tmp_path / "token"
    token.write_text("open sesame\n")
    with pytest.raises(NotTaken, match="401"):
        send(world.editions[1], shelf_at(world.address), world.key, "2026.11.29")
    assert send(world.editions[1], shelf_at(world.address, str(token)), world.key, "2026.11.29")
    assert world.reader().look()


@needs_bucket
@pytest.mark.skipif(not find_spec("obstore"), reason="obstore is an extra (requirements-s3.txt)")
def test_a_bucket_of_s3s_kind_is_sent_to_and_followed_by_two(world, monkeypatch):
    with serving_bucket(monkeypatch, "made-up-bucket"):
        place = shelf_at("s3://made-up-bucket/editions")
        one, two = (Reader(world.folder / name, place, [world.key.public_key()]) for name in ("one", "two"))
        with pytest.raises(NotTaken, match="no current"):
            one.look()
        for number in (0, 1, 0):
            assert send(world.editions[number], place, world.key, "2026.11.29") == one.look() == two.look()
        assert one.look() is None and world.shown("one") == world.shown("two") == world.first
        assert send(world.editions[1], place, world.key, "2026.11.29", keep=1) == one.look()
        assert place.get(f"directory-{read_followed(world.folder / 'two').sha256}.db.zst") is None
    with pytest.raises(NotTaken, match="cannot be used"):
        one.look()


def test_the_commands_send_and_follow_and_say_what_is_missing(world, data, run, monkeypatch):
    data.mkdir()
    assert "no directory here to send" in run("publish", "--only-send", "--to", world.folder / "shelf")[2]
    shutil.copy(world.editions[1], data / "directory.db")
    assert run("publish", "--only-send")[0] == 2
    code, _, told = run("publish", "--only-send", "--to", world.folder / "shelf")
    key = told.split("--key ")[1].strip()
    assert code == 0 and (data.with_name(f"{data.name}.publisher.key").stat().st_mode & 0o777) == 0o600
    monkeypatch.setenv("DIRECTORY_DATA", str(world.folder / "third"))
    assert "Which key" in run("follow", world.folder / "shelf", "--once")[2]
    assert "64 hexadecimal" in run("follow", world.folder / "shelf", "--once", "--key", "abc")[2]
    assert "Took the edition" in run("follow", world.folder / "shelf", "--once", "--key", key)[2]
    monkeypatch.setenv("FOLLOW_KEY", key)
    assert "Nothing new" in run("follow", world.folder / "shelf", "--once")[2]
    assert about_at(world.folder / "third" / "directory.db")["version"] == about_at(world.editions[1])["version"]
    (world.folder / "shelf" / "current.json").write_text("{}")
    assert run("follow", world.folder / "shelf", "--once")[0] == 2
    assert "current.json is none" in run("doctor")[1]
