"""A practice's logo at the head of its letters: made anew, fit for a fax, refused where it is hostile or unreadable."""

import io
import re
import struct
import zlib

import pypdfium2 as pdfium
import pytest
from docx import Document
from PIL import Image, ImageDraw, PngImagePlugin
from pypdf import PdfReader
from saved_letters import file_of, practice_of, signed_in

from directory.store.office import practices
from directory.web.account.logos import made_for_letters
from directory.web.shell import pictures

SECRET = b"taken at 39.7 N <script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


def logo(ink="black", ground="white", size=(900, 400), mode="RGB"):
    image = Image.new(mode, size, ground)
    width, height = size
    ImageDraw.Draw(image).rectangle((width // 3, height // 4, width * 2 // 3, height * 3 // 4), fill=ink)
    return image


def file_with(image, kind="PNG", **how):
    made = io.BytesIO()
    image.save(made, kind, **how)
    return made.getvalue()


def with_words():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET.decode())
    return file_with(logo(), pnginfo=words) + b"PK\x03\x04" + SECRET


def bomb(width, height):
    """A PNG that says it is so large, and is a few bytes."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")


TAKEN = {
    "with words of its own": with_words,
    "see-through": lambda: file_with(logo((0, 0, 0, 255), (0, 0, 0, 0), mode="RGBA")),
    "JPEG": lambda: file_with(logo("navy"), "JPEG", comment=SECRET),
    "WebP": lambda: file_with(logo("darkgreen"), "WEBP"),
    "letters on a dark ground": lambda: file_with(logo("white", "black")),
    "wide": lambda: file_with(logo(size=(3000, 120))),
}
REFUSED = {
    "a program in an SVG": (lambda: SVG, "no|not taken"),
    "an SVG under another name": (lambda: b"\xef\xbb\xbf<!-- logo -->\n" + SVG, "not taken"),
    "nothing": (lambda: b"", "no picture"),
    "HTML": (lambda: b"<html><script>alert(1)</script>", "no picture"),
    "a PDF": (lambda: b"%PDF-1.7\n%\xff\xff", "no picture"),
    "a GIF": (lambda: file_with(logo(), "GIF"), "no picture"),
    "cut off": (lambda: file_with(logo())[:60], "no picture"),
    "a bomb of pixels": (lambda: bomb(12_000, 12_000), "megapixels"),
    "a greater bomb": (lambda: bomb(60_000, 60_000), "no picture"),
    "too many bytes": (lambda: file_with(logo()) + bytes(pictures.LARGEST_UPLOAD), "5 MB"),
    "white on see-through": (lambda: file_with(logo((255,) * 4, (0, 0, 0, 0), mode="RGBA")), "white paper"),
    "yellow": (lambda: file_with(logo("yellow")), "too light"),
    "tiny": (lambda: file_with(logo(size=(60, 60))), "too small"),
}


class TestMakingItAnew:
    @pytest.mark.parametrize("made", TAKEN.values(), ids=TAKEN)
    def test_its_picture_alone_is_kept_gray_and_no_larger_than_it_is_printed(self, made):
        kept = made_for_letters(made())
        image = Image.open(io.BytesIO(kept))
        assert (image.format, image.mode, image.info) == ("PNG", "L", {}) and b"script" not in kept
        assert image.width <= 480 and image.height <= 210 and image.getextrema()[0] < 128 and len(kept) < 100_000

    def test_its_margins_are_no_part_of_it(self):
        image = Image.open(io.BytesIO(made_for_letters(file_with(logo()))))
        assert image.width / image.height == pytest.approx(301 / 201, rel=0.02)

    @pytest.mark.parametrize(("made", "words"), REFUSED.values(), ids=REFUSED)
    @pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
    def test_what_is_hostile_or_would_not_be_seen_is_refused_in_words(self, made, words):
        with pytest.raises(ValueError, match=words):
            made_for_letters(made())


def send(browser, sent=b"", status=303, **fields):
    """Sends the form of the logo, with the token that every form has."""
    token = browser.get("/practice/").forms[0]["sent"]
    fields = token | fields | ({"logo": (io.BytesIO(sent), "../<b>.png")} if sent else {})
    answer = browser.plain.post("/practice/logo", data=fields, content_type="multipart/form-data")
    assert answer.status_code == status
    return answer


class TestPrintingIt:
    def test_letters_of_the_practice_carry_it_until_it_is_taken_away(self, ruth, letter):
        plain = file_of(ruth, letter, "pdf").data
        assert not images_of(plain) and ruth.plain.get("/practice/logo.png").status_code == 404
        send(ruth, file_with(logo()))
        page = ruth.plain.get("/practice/").text
        assert 'alt="The logo as letters print it"' in page
        assert ruth.plain.get("/practice/logo.png").data.startswith(b"\x89PNG")
        (at,) = images_of(file_of(ruth, letter, "pdf").data)
        left, bottom, right, top = at
        assert right - left <= 1.6 * 72 + 1 and top - bottom <= 0.7 * 72 + 1 and left >= 0.8 * 72 - 1
        document = Document(io.BytesIO(file_of(ruth, letter, "docx").data))
        (shape,) = document.inline_shapes
        assert shape.width.inches <= 1.6 and shape.height.inches <= 0.71
        assert shape._inline.docPr.get("descr") == "Logo of Harbor Family Medicine"
        assert "logo" not in file_of(ruth, letter, "json").text.lower()
        send(ruth, away="yes")
        assert not images_of(file_of(ruth, letter, "pdf").data)

    def test_who_does_not_see_it_is_told_what_it_is(self, ruth, letter):
        send(ruth, file_with(logo()))
        file = PdfReader(io.BytesIO(file_of(ruth, letter, "pdf").data))
        objects = [file.get_object(number) for number in range(1, file.trailer["/Size"])]
        said = [each.get("/Alt") for each in objects if isinstance(each, dict)]
        assert "Logo of Harbor Family Medicine" in said

    def test_on_a_faxs_black_and_white_it_is_still_there(self, ruth, letter):
        send(ruth, file_with(logo("#555")))
        with pdfium.PdfDocument(file_of(ruth, letter, "pdf").data) as document:
            seen = document[0].render(scale=98 / 72, grayscale=True).to_pil().point(lambda value: 255 * (value > 127))
        at = seen.crop((int(0.8 * 98), int(0.55 * 98), int(2.4 * 98), int(1.25 * 98)))
        assert at.histogram()[0] > 0.3 * at.width * at.height

    def test_the_letter_is_still_the_one_that_was_signed(self, ruth, letter):
        before = re.search(r"[0-9a-f]{64}", file_of(ruth, letter).text)[0]
        send(ruth, file_with(logo()))
        assert before in file_of(ruth, letter).text and "no longer the one" not in ruth.get(letter).text


def images_of(made):
    """Where the pictures of a PDF's first page stand, in points: left, bottom, right, top."""
    with pdfium.PdfDocument(made) as document:
        found = document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)
        return [each.get_bounds() for each in found]


class TestWhoMay:
    def test_a_physician_of_the_practice_alone_changes_it_and_staff_see_it(self, client, office, ruth, letter):
        send(ruth, file_with(logo()))
        staff = signed_in(client, office, "sam", "staff", practice_of(office, "ruth"))
        assert staff.plain.get("/practice/logo.png").status_code == 200
        send(staff, file_with(logo()), 403)
        bob = signed_in(client, office, "bob")
        assert bob.plain.get("/practice/logo.png").status_code == 404, "another practice's is none of his"
        with office.transaction():
            practices.cover(office, 3, practice_of(office, "ruth"), office.now())
        send(bob, file_with(logo("white", "black")))
        assert practices.practice_logo(office, practice_of(office, "ruth")) == made_for_letters(file_with(logo()))

    def test_a_refused_one_is_said_at_the_field_and_the_old_one_stays(self, ruth, letter):
        send(ruth, file_with(logo()))
        page = send(ruth, SVG, 400).text
        assert 'id="logo-error"' in page and "An SVG is not taken" in page and 'aria-invalid="true"' in page
        assert len(images_of(file_of(ruth, letter, "pdf").data)) == 1
        assert 'id="logo-error"' in send(ruth, status=400).text

    def test_more_than_the_form_can_hold_is_refused_before_it_is_read(self, ruth):
        send(ruth, bytes(pictures.LARGEST_UPLOAD + pictures.FORM_ROOM), 413)
