"""The formats of a letter: all from one Letter, in the words of templates/letters/words.toml."""

from collections.abc import Callable
from typing import NamedTuple

from directory.core.i18n import N_
from directory.referral.docx import docx
from directory.referral.fhir.bundle import fhir, fhir_transaction
from directory.referral.letter import Letter
from directory.referral.pdf import pdf
from directory.referral.sheet import LetterWords
from directory.referral.text import text


class Renderer(NamedTuple):
    """name: also the file's ending. render: the file of a letter; that of the PDF raises pdf.CannotPrint."""

    name: str
    label: str
    mimetype: str
    render: Callable[[Letter, LetterWords], bytes]


RENDERERS = (
    Renderer("pdf", N_("PDF to print or fax"), "application/pdf", pdf),
    Renderer(
        "docx", N_("Word, to edit"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx
    ),
    Renderer("txt", N_("Plain text for the chart"), "text/plain; charset=utf-8", text),
    Renderer("json", N_("FHIR bundle"), "application/fhir+json", fhir),
    Renderer("transaction.json", N_("FHIR transaction, for a server"), "application/fhir+json", fhir_transaction),
)
