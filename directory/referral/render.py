"""The formats of a letter: all from one Letter, in the words of templates/letters/words.toml."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

from directory.core.i18n import N_
from directory.referral.fhir.bundle import fhir, fhir_transaction
from directory.referral.letter import Letter
from directory.referral.pdf import pdf
from directory.referral.sheet import LetterWords
from directory.referral.text import text

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Renderer(NamedTuple):
    """name: also the file's ending. render: the file of a letter; that of the PDF raises pdf.CannotPrint. needs: the
    package without which none is made (requirements-reader.txt).
    """

    name: str
    label: str
    mimetype: str
    render: Callable[[Letter, LetterWords], bytes]
    needs: str = ""


def _docx(letter: Letter, words: LetterWords) -> bytes:
    from directory.referral.docx import docx  # its package is not on a machine that only reads

    return docx(letter, words)


RENDERERS = (
    Renderer("pdf", N_("PDF to print or fax"), "application/pdf", pdf, "typst"),
    Renderer("docx", N_("Word, to edit"), WORD, _docx, "docx"),
    Renderer("txt", N_("Plain text for the chart"), "text/plain; charset=utf-8", text),
    Renderer("json", N_("FHIR bundle"), "application/fhir+json", fhir),
    Renderer("transaction.json", N_("FHIR transaction, for a server"), "application/fhir+json", fhir_transaction),
)
MADE_HERE = tuple(each for each in RENDERERS if not each.needs or find_spec(each.needs))
NOT_MADE_HERE = tuple(each for each in RENDERERS if each not in MADE_HERE)
