"""Whole letters as text, as the outline of a Word document and as a FHIR Bundle, kept in golden/ for people to read.

To change one on purpose: delete its file and run this test, which writes it anew and fails once; read the difference.
"""

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from letters import FULL, LEAST

from directory.referral.docx import docx
from directory.referral.fhir.bundle import fhir
from directory.referral.text import text
from directory.store.reference.files import letter_words

GOLDEN = Path(__file__).parent / "golden"


def outline(document):
    """A Word document, a line a paragraph: styles first; # headings, _italic_, **bold**, | table |."""
    section, about = document.sections[0], document.core_properties
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    lengths = (section.page_width, section.page_height, *margins)
    yield f"{about.title} by “{about.author}”: " + " ".join(f"{length.inches:g}" for length in lengths)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        spacing = (style.paragraph_format.space_before, style.paragraph_format.space_after)
        sizes = " ".join(f"{length.pt:g}" for length in (style.font.size, *spacing))
        yield f"{name}: {style.font.name} {sizes} {style.font.color.rgb}"
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield outlined(block)
        else:
            yield from ("| " + " | ".join(cell.text for cell in row.cells) + " |" for row in block.rows)


def outlined(paragraph):
    marks, layout = {"Heading 1": "\n# ", "Heading 2": "\n## "}, paragraph.paragraph_format
    stops = (layout.left_indent, layout.first_line_indent, *(stop.position for stop in layout.tab_stops))
    indents = " ".join(f"{length.inches:.2f}" for length in stops if length)
    line = "".join(marked(run) for run in paragraph.runs)
    return marks.get(paragraph.style.name, "") + (f"[{indents}] " if indents else "") + line


def marked(run):
    if run._r.xpath("w:br[@w:type='page']"):
        return "---- a new page ----"
    words = run.text.replace("\t", " → ").replace("\n", " ⏎ ")
    words = f"**{words}**" if run.bold else f"_{words}_" if run.italic else words
    return words + (f" ({run.font.size.pt:g} {run.font.color.rgb})" if run.font.size else "")


def resources(bundle):
    """The resources of a Bundle with an element a line, an Observation on one; references by number."""
    numbers = {entry["fullUrl"]: number for number, entry in enumerate(bundle["entry"])}
    yield f"{bundle['resourceType']} {bundle['type']}"
    for number, entry in enumerate(bundle["entry"]):
        kind, *elements = (f"{name}: {short(value, numbers)}" for name, value in entry["resource"].items())
        between = "; " if kind == "resourceType: Observation" else "\n    "
        yield between.join((f"{number} {kind.removeprefix('resourceType: ')}", *elements))


def short(value, numbers):
    """A value without quotes; a reference as →number Type, a coding as system|code|display."""
    if isinstance(value, list):
        return "[" + ", ".join(short(item, numbers) for item in value) + "]"
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False).strip('"')
    if set(value) == {"reference", "type"}:
        return f"→{numbers[value['reference']]} {value['type']}"
    if value.get("value") in numbers:
        return "the address of its own"
    if set(value) == {"system", "code", "display"}:
        return "|".join(value.values())
    return "{" + ", ".join(f"{name}: {short(item, numbers)}" for name, item in value.items()) + "}"


def lines(name, letter):
    """A letter in a format, as lines for people."""
    if name == "text":
        return text(letter, letter_words()).decode().splitlines()
    if name == "docx":
        return "\n".join(outline(Document(BytesIO(docx(letter, letter_words()))))).splitlines()
    return "\n".join(resources(json.loads(fhir(letter, letter_words())))).splitlines()


@pytest.mark.parametrize(("of", "letter"), [("full", FULL), ("least", LEAST)], ids=["full", "least"])
@pytest.mark.parametrize("name", ["text", "docx", "fhir"])
def test_a_letter_is_as_it_was_approved(name, of, letter):
    file = GOLDEN / f"{of}.{name}.txt"
    made = lines(name, letter)
    if not file.exists():
        file.write_text("\n".join(made) + "\n", encoding="utf-8")
        pytest.fail(f"{file.name} is new: read it, then run the test again")
    assert made == file.read_text(encoding="utf-8").splitlines()
