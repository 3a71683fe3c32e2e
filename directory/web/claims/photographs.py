"""A photograph that a practice states, made anew of its pixels (web/shell/pictures.py)."""

from io import BytesIO

from directory.web.shell.pictures import read_picture

LARGEST_SHOWN = 60_000  # bytes
SIZES = (
    (480, 85),
    (480, 70),
    (480, 50),
    (480, 30),
    (320, 30),
)  # pixels of the longer side, and quality: the best first


def made_anew(upload: bytes) -> bytes:
    """A JPEG of at most LARGEST_SHOWN bytes and 480 pixels with the same picture, and nothing else of the file.

    Raises ValueError with words for people.
    """
    plain = read_picture(upload, SIZES[0][0])
    for side, quality in SIZES:
        plain.thumbnail((side, side))
        made = BytesIO()
        plain.save(made, "JPEG", quality=quality, optimize=True)
        if made.tell() <= LARGEST_SHOWN:
            break
    return made.getvalue()
