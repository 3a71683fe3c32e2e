"""A photograph that a practice states: made anew of its pixels, shown with words, and gone when its word goes."""

import io
import re
import struct
import zlib

import numpy as np
import pytest
from owners import NPI, kept, shown
from PIL import Image, PngImagePlugin

from directory.store.imports.database import Imports
from directory.store.listings.reader import Current
from directory.store.office import jobs
from directory.web.claims.photographs import made_anew
from directory.web.shell import pictures

SECRET = b"39.7392 N, 104.9903 W <script>alert(1)</script>"


def file_of(image, kind="JPEG", **how):
    made = io.BytesIO()
    image.save(made, kind, **how)
    return made.getvalue()


def plain(size=(800, 600), color=(200, 30, 30), mode="RGB"):
    return Image.new(mode, size, color)


def with_place():
    """A JPEG whose EXIF tells where it was taken, and that it was held on its side."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, SECRET.decode()
    exif.get_ifd(0x8825)[2] = (39.0, 44.0, 21.0)
    return file_of(plain(), exif=exif, comment=SECRET)


def with_text():
    """A PNG with a text, a profile of colors that is none, and a program behind its end."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET.decode(), zip=True)
    return file_of(plain(), "PNG", pnginfo=words, icc_profile=SECRET) + b"PK\x03\x04" + SECRET


def moving(kind):
    return file_of(plain(), kind, save_all=True, append_images=[plain(color=(0, 0, 255))], duration=100)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width, height, packed=b"", text=b""):
    """A PNG that says it is so large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + text + chunk(b"IDAT", zlib.compress(packed)) + chunk(b"IEND", b"")


def noise():
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, (700, 900, 3), np.uint8))


TAKEN = {
    "EXIF with a place": with_place,
    "PNG with text and a tail": with_text,
    "WebP": lambda: file_of(plain(), "WEBP", exif=b"Exif\0\0" + SECRET),
    "moving WebP": lambda: moving("WEBP"),
    "moving PNG": lambda: moving("PNG"),
    "CMYK": lambda: file_of(plain(color=(0, 200, 200, 0), mode="CMYK")),
    "gray": lambda: file_of(plain(color=100, mode="L")),
    "palette": lambda: file_of(plain().quantize(8), "PNG"),
    "one bit": lambda: file_of(plain(color=1, mode="1"), "PNG"),
    "noise": lambda: file_of(noise(), quality=95),
    "a line": lambda: file_of(plain((4000, 1)), "PNG"),
}
REFUSED = {
    "nothing": lambda: b"\0",
    "text": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "HTML": lambda: b"<html><script>alert(1)</script>",
    "another kind": lambda: file_of(plain(), "GIF"),
    "TIFF": lambda: file_of(plain(), "TIFF"),
    "cut off": lambda: file_of(noise())[:20_000],
    "PNG cut off": lambda: file_of(noise(), "PNG")[:20_000],
    "WebP cut off": lambda: file_of(noise(), "WEBP")[:2_000],
    "GIF that calls itself a JPEG": lambda: b"\xff\xd8\xff" + file_of(plain(), "GIF"),
    "a bomb of pixels": lambda: png_of(12_000, 12_000),
    "a greater bomb": lambda: png_of(60_000, 60_000),
    "no pixels": lambda: png_of(0, 0),
    "a bomb of text": lambda: png_of(10, 10, text=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000), 9))),
    "scans without end": lambda: file_of(plain(), progressive=True)[:-2] + b"\xff\xda\0\x08\1\1\0\0?\0" * 200,
    "too many bytes": lambda: file_of(plain()) + bytes(pictures.LARGEST_UPLOAD),
}


class TestMakingItAnew:
    @pytest.mark.parametrize("made", TAKEN.values(), ids=TAKEN)
    def test_nothing_of_a_file_is_kept_but_its_picture(self, made):
        sent = made()
        shown = made_anew(sent)
        image = Image.open(io.BytesIO(shown))
        image.load()
        assert (
            image.format,
            image.mode,
            image.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"},
        ) == (
            "JPEG",
            "RGB",
            set(),
        )
        assert len(shown) <= 60_000 and max(image.size) <= 480 and not image.getexif()
        assert b"Exif" not in shown and b"script" not in shown and shown.endswith(b"\xff\xd9")

    def test_it_stands_as_the_camera_was_held(self):
        assert Image.open(io.BytesIO(made_anew(with_place()))).size == (360, 480)

    def test_of_a_moving_picture_it_is_the_first(self):
        red, _green, blue = Image.open(io.BytesIO(made_anew(moving("WEBP")))).getpixel((5, 5))
        assert red > 150 > blue

    def test_what_is_seen_through_is_white(self):
        through = file_of(plain(color=(0, 0, 0, 0), mode="RGBA"), "PNG")
        assert min(Image.open(io.BytesIO(made_anew(through))).getpixel((5, 5))) > 250

    @pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED)
    @pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
    def test_what_is_no_photograph_or_costs_too_much_is_refused_in_words(self, made):
        with pytest.raises(ValueError, match=r"Send a picture|no picture that can be read"):
            made_anew(made())


def send(client, sent=None, **changed):
    """Sends the form of Ana's listing with a photograph; the answer."""
    fields = kept(client) | changed
    if sent:
        fields["photograph"] = (io.BytesIO(sent), "../../ana <b>.jpg")
    return client.plain.post(f"/account/listings/{NPI}", data=fields, content_type="multipart/form-data")


WORDS = "The door, with “two” steps"


def of_imports(settings):
    with Imports(settings.imports_db) as imports:
        return imports.connection.execute("SELECT count(*) FROM photographs").fetchone()[0]


def of_directory(settings):
    directory = Current(settings.directory_db).get()
    return directory.connection.execute("SELECT count(*) FROM photographs").fetchone()[0]


class TestShowingIt:
    @pytest.fixture
    def address(self, client, owner, work):
        """Ana's photograph is shown; its address."""
        assert send(client, with_place(), photograph_words=WORDS).status_code == 303
        work()
        return re.search(r'<img src="([^"]+)" alt="([^"]*)"', client.plain.get(f"/practitioners/{NPI}").text)[1]

    def test_everybody_sees_it_with_its_words_at_an_address_that_may_be_kept(self, client, address, settings):
        page = client.another_browser().plain.get(f"/practitioners/{NPI}").text
        assert f'<img src="{address}" alt="The door, with “two” steps">' in page and "the practice itself" in page
        for browser in (client, client.another_browser()):
            answer = browser.plain.get(address)
            assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
            assert answer.headers["Cache-Control"] == "public, max-age=86400"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "Set-Cookie" not in answer.headers and b"Exif" not in answer.data
        assert client.plain.get(address.replace(NPI, "t9")).status_code == 404
        assert client.plain.get(re.sub(r"\w{32}", "0" * 32, address)).status_code == 404

    def test_the_page_that_shows_it_is_well_made(self, client, address):
        client.get(f"/practitioners/{NPI}")
        assert "is-photograph-right" in client.get(f"/account/listings/{NPI}").fields

    def test_it_stays_when_the_rest_is_confirmed_and_is_replaced_by_another(self, client, address, work, settings):
        before = shown(settings).photograph
        send(client)
        work()
        assert shown(settings).photograph == before and shown(settings).photograph_words == WORDS
        send(client, file_of(plain(color=(0, 200, 0))))
        work()
        assert shown(settings).photograph != before and client.plain.get(address).status_code == 404
        assert (of_imports(settings), of_directory(settings)) == (1, 1)

    def test_the_practice_takes_it_away(self, client, address, work, settings):
        send(client, **{"is-photograph": "not ours"})
        work()
        assert (shown(settings).photograph, shown(settings).photograph_words) == (None, None)
        assert client.plain.get(address).status_code == 404
        assert (of_imports(settings), of_directory(settings)) == (0, 0)

    def test_it_goes_with_the_owners_word(self, client, office, address, work, settings):
        with Imports(settings.imports_db) as imports, imports.transaction():
            imports.connection.execute("UPDATE snapshots SET withdrawn = 1 WHERE source = 'claims'")
        with office.transaction():
            jobs.ask_for_edition(office, "a test")
        work()
        assert (
            client.plain.get(address).status_code == 404
            and "<img" not in client.plain.get(f"/practitioners/{NPI}").text
        )
        assert (of_imports(settings), of_directory(settings)) == (0, 0)

    def test_nobody_sees_it_while_the_listing_is_not_shown_and_it_comes_back_with_it(
        self, client, office, address, work, settings
    ):
        for withdrawn, status in ((1, 404), (0, 200)):
            with Imports(settings.imports_db) as imports, imports.transaction():
                sql = "UPDATE snapshots SET withdrawn = ? WHERE source = 'nppes'"
                imports.connection.execute(sql, [withdrawn])
            with office.transaction():
                jobs.ask_for_edition(office, "a test")
            work()
            assert client.plain.get(address).status_code == status
            assert (of_imports(settings), of_directory(settings)) == (1, 1 - withdrawn)


class TestRefusingIt:
    def test_without_words_it_is_not_taken(self, client, owner, settings):
        answer = send(client, with_place())
        assert answer.status_code == 400 and "people who cannot see it" in answer.text and of_imports(settings) == 0

    @pytest.mark.parametrize("words", ["see https://example.org", "<b>door</b>", "x" * 151])
    def test_its_words_lead_nowhere(self, client, owner, words):
        assert send(client, with_place(), photograph_words=words).status_code == 400

    def test_what_is_no_photograph_is_refused_and_the_rest_stays_typed(self, client, owner, settings):
        answer = send(client, b"<svg/>", photograph_words=WORDS)
        assert answer.status_code == 400 and "no picture that can be read" in answer.text
        assert WORDS in answer.text and of_imports(settings) == 0

    def test_more_than_the_form_can_hold_is_refused_before_it_is_read(self, client, owner, settings):
        sent = bytes(pictures.LARGEST_UPLOAD + pictures.FORM_ROOM)
        assert send(client, sent, photograph_words=WORDS).status_code == 413

    def test_somebody_else_cannot_send_one(self, client, owner, settings):
        fields = kept(client) | {"photograph": (io.BytesIO(with_place()), "a.jpg"), "photograph_words": WORDS}
        answer = client.another_browser().plain.post(f"/account/listings/{NPI}", data=fields)
        assert answer.status_code in (303, 413) and of_imports(settings) == 0
