"""The letter as a PDF: typst sets templates/letters/letter.typ, tagged for screen readers (PDF/UA-1), every font embedded."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock

import manimgx_fonts
import manimgx_fonts_cjk
import segno
import typst

from directory.referral.letter import Letter
from directory.referral.sheet import Words, sheet

FOLDER = Path(__file__).parents[2] / "templates" / "letters"
FONTS = [Path(package.__file__).parent for package in (manimgx_fonts, manimgx_fonts_cjk)]
STANDARD = "ua-1"  # with it a character that no font has is an error; without, it would be missing from the page and nobody told
ONLY_TEXT = b'#set document(title: "x")\n#set text(font: "Noto Sans")\n#sys.inputs.data'
MOST_NAMED = 10  # characters that cannot be printed
LOCK = Lock()  # the compiler sets one letter at a time


class CannotPrint(ValueError):
    """characters: those that no font here has."""

    def __init__(self, characters: str):
        super().__init__(characters)
        self.characters = characters


def pdf(letter: Letter, words: Words) -> bytes:
    """The letter and its reply slip, US Letter. Raises CannotPrint."""
    qr = segno.make(letter.reply_link, micro=False).svg_inline(border=0) if letter.reply_link else ""
    data = json.dumps(asdict(sheet(letter, words)) | {"qr": qr}, ensure_ascii=False)
    try:
        return _set(FOLDER / "letter.typ", data)
    except typst.TypstError:
        if missing := unprintable(data):
            raise CannotPrint(missing) from None
        raise


def unprintable(text: str) -> str:
    """The characters of a text that no font here has, in order, each once, MOST_NAMED at most."""
    chars = [char for char in dict.fromkeys(text) if not char.isspace() and not (char.isascii() and char.isprintable())]
    return "".join(islice(_missing(chars), MOST_NAMED))


def _missing(chars: list[str]) -> Iterator[str]:
    """Tried together; where that fails, one half and then the other: few of many are found by few trials."""
    if _prints(" ".join(chars)):
        return
    if len(chars) == 1:
        yield chars[0]
        return
    half = len(chars) // 2
    yield from _missing(chars[:half])
    yield from _missing(chars[half:])


def _prints(text: str) -> bool:
    try:
        return bool(_set(ONLY_TEXT, text))
    except typst.TypstError:
        return False


def _set(template: Path | bytes, data: str) -> bytes:
    with LOCK:
        return _compiler().compile(template, format="pdf", pdf_standards=[STANDARD], sys_inputs={"data": data})


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=FONTS)  # the same letter on every machine
    return typst.Compiler(root=FOLDER, font_paths=fonts)
