"""The letter as a PDF: typst sets templates/letters/letter.typ, tagged for screen readers (PDF/UA-1), with fonts."""

import json
import re
from dataclasses import asdict
from functools import cache
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, cast

import segno

from directory.referral.letter import Letter, Patient, Recipient, Referrer
from directory.referral.sheet import LetterWords
from directory.referral.sheet_layout import letter_sheet

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parents[2] / "templates" / "letters"
STANDARD: Literal["ua-1"] = "ua-1"  # makes a character that no font has an error; else it would silently be left out
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')  # in typst's diagnostic, for each
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")  # how typst writes a character without a shape
MAX_NAMED = 10  # characters that cannot be printed
FIRST_CELL = re.compile(rb"/S/TD(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U\d+x0y\d+\)\])")
ANY_DAY = "2026-01-01"
COMPILING = Lock()  # the compiler sets one letter at a time


class CannotPrint(ValueError):
    """characters: those that no font here has; "" where the compiler fails on how they are put together."""

    def __init__(self, characters: str):
        super().__init__(characters)
        self.characters = characters


def pdf(letter: Letter, words: LetterWords) -> bytes:
    """The letter and its reply slip, US Letter. Raises CannotPrint."""
    import typst  # not on a machine that only reads

    qr = segno.make(letter.reply_link, micro=False).svg_inline(border=0) if letter.reply_link else ""
    sheet = letter_sheet(letter, words)
    data = json.dumps(asdict(sheet) | {"qr": qr, "logo": list(sheet.logo)}, ensure_ascii=False)
    try:
        with COMPILING:
            made = _compiler().compile(
                FOLDER / "letter.typ", format="pdf", pdf_standards=[STANDARD], sys_inputs={"data": data}
            )
    except typst.TypstError as error:
        if missing := _missing(error.diagnostic):
            raise CannotPrint(missing) from None
        raise
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a fault of the compiler is not an Exception
            raise CannotPrint("") from None
        raise
    return FIRST_CELL.sub(_row_header, cast(bytes, made))  # the format decides the type


def _row_header(cell: re.Match[bytes]) -> bytes:
    """A tagged cell that begins a row, as the row's header: in as many bytes, since the file counts them.

    Typst has row headers behind a switch that its Python package does not offer; tags stand uncompressed in a file.
    """
    before, headers = cell.group(1), cell.group(2)
    return b"/S/TH" + before + b"/Scope/Row".ljust(len(headers))


def make_ready() -> None:
    """Finds the fonts, which takes longer than a letter. For a process that is copied afterwards: once a letter was set
    the compiler has threads, and a copy of it would wait for them for ever.
    """
    _compiler()


def set_one(words: LetterWords) -> None:
    """Sets a letter of nobody, which starts the compiler: for a process that is not copied any more, so that whoever
    writes the first letter there does not wait for that.
    """
    nobody = Recipient("", None, "–", "", "clinic", "", "", "", "", "", ())
    pdf(Letter(ANY_DAY, Patient("–", ANY_DAY), Referrer("–"), (nobody,)), words)


def _missing(diagnostic: str) -> str:
    """The characters that the compiler could not show, in their order, each once, MAX_NAMED at most."""
    texts = (ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), match[1]) for match in UNSHOWN.finditer(diagnostic))
    return "".join(islice(dict.fromkeys(chain.from_iterable(texts)), MAX_NAMED))


@cache
def _compiler() -> "typst.Compiler":
    import manimgx_fonts
    import manimgx_fonts_cjk
    import typst

    found = [Path(package.__file__).parent for package in (manimgx_fonts, manimgx_fonts_cjk)]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=found
    )  # the same letter on every machine
    return typst.Compiler(root=FOLDER, font_paths=fonts)
