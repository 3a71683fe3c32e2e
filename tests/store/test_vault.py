"""What is sealed opens at its own place with its own key, and nowhere else; a key is made once and never again."""

import secrets
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_at_once import PATIENCE, made_key, processes

from directory.store.vault import NoKey, Vault, add_key, keys_of

KEYS = [bytes([n]) * 32 for n in range(3)]
PLACE = st.lists(st.one_of(st.text(), st.integers()), min_size=1, max_size=3)


@given(content=st.binary(), place=PLACE)
def test_what_is_sealed_opens_again_at_its_place(content, place):
    assert Vault(KEYS).open(Vault(KEYS).seal(content, *place), *place) == content


@given(place=PLACE, other=PLACE)
def test_at_another_place_it_does_not_open(place, other):
    sealed = Vault(KEYS).seal(b"letter", *place)
    if place != other:
        with pytest.raises(NoKey):
            Vault(KEYS).open(sealed, *other)


@given(position=st.integers(0, 37), flip=st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(position, flip):
    sealed = bytearray(Vault(KEYS).seal(b"letter", "x"))
    sealed[position] ^= flip
    with pytest.raises(NoKey):
        Vault(KEYS).open(bytes(sealed), "x")


@pytest.mark.parametrize("length", range(38))
def test_one_cut_short_is_noticed(length):
    with pytest.raises(NoKey):
        Vault(KEYS).open(Vault(KEYS).seal(b"letter", "x")[:length], "x")


def test_the_same_letter_is_never_sealed_the_same_way_twice_and_shows_nothing():
    first, second = (Vault(KEYS).seal(b"Canary Jones", "x") for _ in range(2))
    assert first != second and b"Canary" not in first


def test_with_another_key_it_does_not_open_and_after_a_rotation_it_does():
    sealed = Vault(KEYS[:1]).seal(b"letter", "x")
    with pytest.raises(NoKey, match="not the one"):
        Vault(KEYS[1:]).open(sealed, "x")
    assert Vault([KEYS[1], KEYS[0]]).open(sealed, "x") == b"letter"


def test_a_signature_holds_for_its_content_purpose_and_key_only():
    signature = Vault(KEYS[:1]).sign(b"row", "audit")
    assert Vault([KEYS[1], KEYS[0]]).signed(b"row", signature, "audit")
    assert not Vault(KEYS).signed(b"roe", signature, "audit")
    assert not Vault(KEYS).signed(b"row", signature, "backup")
    assert not Vault(KEYS[1:]).signed(b"row", signature, "audit")
    assert not Vault(KEYS).signed(b"row", b"", "audit")


def test_a_key_is_made_once_for_this_user_only_with_a_loud_line(tmp_path, caplog):
    file = tmp_path / "new folder" / "office.key"
    made = keys_of(file, None, make=True)
    assert keys_of(file, None, make=True) == made and len(made[0]) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [record.levelname for record in caplog.records] == ["WARNING"] and str(file) in caplog.text
    assert made[0].hex() not in caplog.text
    assert [path.name for path in file.parent.iterdir()] == ["office.key"]


def test_many_processes_that_begin_at_once_have_one_key(tmp_path):
    with processes().Pool(8) as pool:
        made = pool.map_async(made_key, [tmp_path / "office.key"] * 8, chunksize=1).get(PATIENCE)
    assert len({tuple(keys) for keys in made}) == 1


def test_a_new_key_comes_first_and_the_old_one_stays(tmp_path):
    file = tmp_path / "office.key"
    old = keys_of(file, None, make=True)
    add_key(file)
    assert keys_of(file, None, make=False)[1:] == old
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_missing_damaged_or_open_key_file_is_refused_in_words_that_help(tmp_path):
    file = tmp_path / "office.key"
    with pytest.raises(NoKey, match="missing"):
        keys_of(file, None, make=False)
    for text in ("", "# only a comment", "abc", "00" * 31, "é" * 64, secrets.token_hex(32) + " x"):
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        with pytest.raises(NoKey, match="damaged"):
            keys_of(file, None, make=True)
    file.chmod(0o644)
    with pytest.raises(NoKey, match="chmod 600"):
        keys_of(file, None, make=True)


def test_keys_given_by_the_environment_need_no_file(tmp_path):
    assert keys_of(tmp_path / "none", f"{'0' * 64} {'1' * 64}", make=False) == [bytes(32), b"\x11" * 32]
    with pytest.raises(NoKey, match="DIRECTORY_KEY"):
        keys_of(tmp_path / "none", "x", make=True)
