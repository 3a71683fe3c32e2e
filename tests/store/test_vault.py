"""What is sealed opens at its own place with its own key, and nowhere else; a key is made once and never again."""

import secrets
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_at_once import PATIENCE, made_key, processes

from directory.store.vault import NoKey, Vault, add_key, hash_token, load_keys

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
    assert Vault([KEYS[1], KEYS[0]]).verify(b"row", signature, "audit")
    assert not Vault(KEYS).verify(b"roe", signature, "audit")
    assert not Vault(KEYS).verify(b"row", signature, "backup")
    assert not Vault(KEYS[1:]).verify(b"row", signature, "audit")
    assert not Vault(KEYS).verify(b"row", b"", "audit")


class TestKnownAnswers:
    """What was sealed and signed once is read for ever: computed from RFC 5869 and RFC 5116 with another program."""

    KEY = bytes(range(32))
    SEALED = "330882e7000102030405060708090a0b6c3886494152f664f465c7e2e268391848a1e199044c"
    SIGNATURE = "330882e778b1868fa7d4b984d2ecb83730d575d27051fee629423f496049974adc9f69e4"

    def test_a_sealed_text_opens(self):
        assert Vault([self.KEY]).open(bytes.fromhex(self.SEALED), "referrals", "content", "abc", 7) == b"letter"

    def test_the_same_text_is_sealed_in_the_same_way(self, monkeypatch):
        monkeypatch.setattr(secrets, "token_bytes", lambda count: bytes(range(count)))
        assert Vault([self.KEY]).seal(b"letter", "referrals", "content", "abc", 7).hex() == self.SEALED

    def test_a_signature_holds(self):
        vault = Vault([KEYS[0], self.KEY])
        assert vault.verify(b"row", bytes.fromhex(self.SIGNATURE), "audit")
        assert not vault.verify(b"row", bytes.fromhex(self.SIGNATURE), "backup")

    def test_the_same_text_is_signed_in_the_same_way(self):
        assert Vault([self.KEY]).sign(b"row", "audit").hex() == self.SIGNATURE

    def test_a_key_file_is_read(self, tmp_path):
        file = tmp_path / "office.key"
        file.write_text(f"# a comment\n{self.KEY.hex()}\n{self.KEY.hex().upper()}  {'00' * 32}\n\n")
        file.chmod(0o600)
        assert load_keys(file, None, make=False) == [self.KEY, self.KEY, bytes(32)]

    def test_a_token_is_found_by_the_hash_that_was_kept(self):
        assert hash_token("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_key_is_made_once_for_this_user_only_with_a_loud_line(tmp_path, caplog):
    file = tmp_path / "new folder" / "office.key"
    made = load_keys(file, None, make=True)
    assert load_keys(file, None, make=True) == made and len(made[0]) == 32
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
    old = load_keys(file, None, make=True)
    add_key(file)
    assert load_keys(file, None, make=False)[1:] == old
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_missing_damaged_or_open_key_file_is_refused_in_words_that_help(tmp_path):
    file = tmp_path / "office.key"
    with pytest.raises(NoKey, match="missing"):
        load_keys(file, None, make=False)
    for text in ("", "# only a comment", "abc", "00" * 31, "é" * 64, secrets.token_hex(32) + " x"):
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        with pytest.raises(NoKey, match="damaged"):
            load_keys(file, None, make=True)
    file.chmod(0o644)
    with pytest.raises(NoKey, match="chmod 600"):
        load_keys(file, None, make=True)


def test_keys_given_by_the_environment_need_no_file(tmp_path):
    assert load_keys(tmp_path / "none", f"{'0' * 64} {'1' * 64}", make=False) == [bytes(32), b"\x11" * 32]
    with pytest.raises(NoKey, match="DIRECTORY_KEY"):
        load_keys(tmp_path / "none", "x", make=True)
