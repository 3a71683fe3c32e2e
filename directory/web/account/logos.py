"""A practice's logo, made anew for paper: gray, without its margins, at the size in which letters print it.

Letters go by fax, which knows black and white alone: a logo that would leave nothing there is refused, so that no
letter goes out with a smudge at its head.
"""

from io import BytesIO

from directory.core.i18n import N_
from directory.web.shell.pictures import read_picture

PRINTED = (480, 210)  # pixels: 1.6 by 0.7 inches at 300 to the inch
SMALLEST = (160, 70)  # a third of these: smaller ones would print as blocks
LARGEST_SIDE = 1600  # pixels, to which a picture is brought before it is looked at
PAPER, BLACK = 245, 128  # gray values, of 255: from here on it is paper; below this a fax prints it black
LEAST_LEFT = 0.25  # of what is no paper, how much is black on a fax; ours to say


def made_for_letters(upload: bytes) -> bytes:
    """The logo of a PNG, JPEG or WebP file as a gray PNG, and nothing else of the file. Raises ValueError with words
    for people.
    """
    if b"<svg" in upload[:2000].lower():
        raise ValueError(N_("An SVG is not taken, since it can hold programs. Export it as PNG, 1,000 pixels wide."))
    gray = read_picture(upload, LARGEST_SIDE).convert("L")
    inked = gray.point(lambda value: 255 * (value < PAPER))
    box = inked.getbbox()
    if not box:
        raise ValueError(N_("Nothing of this would be seen on white paper. Send a dark logo."))
    ink, black = (sum(gray.histogram()[:bound]) for bound in (PAPER, BLACK))
    if black < ink * LEAST_LEFT:
        raise ValueError(N_("A fax would show next to nothing of this: it is too light. Send it in black."))
    gray = gray.crop(box)
    if gray.width < SMALLEST[0] and gray.height < SMALLEST[1]:
        raise ValueError(N_("This is too small to print: send a logo at least 480 pixels wide or 210 high."))
    gray.thumbnail(PRINTED)
    made = BytesIO()
    gray.save(made, "PNG", optimize=True)
    return made.getvalue()
