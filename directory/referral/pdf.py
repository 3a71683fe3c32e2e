"""The letter as a PDF: typst sets templates/letters/letter.typ, tagged for screen readers (PDF/UA-1), every font embedded."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock

import manimgx_fonts
import manimgx_fonts_cjk
import typst

from directory.referral.letter import Letter
from directory.referral.sheet import Words, sheet

FOLDER = Path(__file__).parents[2] / "templates" / "letters"
FONTS = [Path(package.__file__).parent for package in (manimgx_fonts, manimgx_fonts_cjk)]
STANDARD = "ua-1"  # with it a character that no font has is an error; without, it would be missing from the page and nobody told
ONE_CHARACTER = b'#set document(title: "x")\n#set text(font: "Noto Sans")\n#sys.inputs.data'
LOCK = Lock()  # the compiler sets one letter at a time


class CannotPrint(ValueError):
    """characters: those that no font here has."""

    def __init__(self, characters: str):
        super().__init__(characters)
        self.characters = characters


def pdf(letter: Letter, words: Words) -> bytes:
    """The letter and its reply slip, US Letter. Raises CannotPrint."""
    data = json.dumps(asdict(sheet(letter, words)), ensure_ascii=False)
    try:
        return _set(FOLDER / "letter.typ", data)
    except typst.TypstError:
        if missing := unprintable(data):
            raise CannotPrint(missing) from None
        raise


def unprintable(text: str) -> str:
    """The characters of a text that no font here has, each once, in order. Slow: a hundred characters take a second."""
    return "".join(char for char in dict.fromkeys(text) if not (char.isascii() and char.isprintable()) and not _prints(char))


@cache
def _prints(char: str) -> bool:
    try:
        return bool(_set(ONE_CHARACTER, char))
    except typst.TypstError:
        return False


def _set(template: Path | bytes, data: str) -> bytes:
    with LOCK:
        return _compiler().compile(template, format="pdf", pdf_standards=[STANDARD], sys_inputs={"data": data})


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=FONTS)  # the same letter on every machine
    return typst.Compiler(root=FOLDER, font_paths=fonts)
