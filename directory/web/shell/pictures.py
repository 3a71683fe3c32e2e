"""A picture that somebody sends: only its pixels are read, so that nothing else of the file is kept.

Whatever a file holds besides (where it was taken, who took it, a second picture, a program behind the end) is not in
what is shown. A file is refused by its size, its kind and its number of pixels before any of these is decoded.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from flask import request

from directory.core.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_UPLOAD, FORM_ROOM = 5_000_000, 64 * 1024  # bytes: of the file, and of the form besides
MOST_PIXELS = 25_000_000  # a telephone's 24 megapixels; decoded 100 MB at most
MOST_SCANS = 100  # of a JPEG: each part costs as much as a whole picture to decode, and a camera makes ten
SCAN = b"\xff\xda"
KINDS = ("JPEG", "PNG", "WEBP")
# All that Pillow raises for files that are not what they say, beside words of its own for pictures that grow.
UNREADABLE = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, ArithmeticError, struct.error),
    *(MemoryError, AttributeError),
)
TOO_LARGE = N_("Send a picture of up to 5 MB and 25 megapixels.")


def room_for_upload() -> None:
    """Lets the form of this request carry a picture."""
    request.max_content_length = LARGEST_UPLOAD + FORM_ROOM


def read_picture(upload: bytes, side: int) -> "Image":
    """The picture of a JPEG, PNG or WebP file in RGB on white, its longer side at most `side` pixels, as the camera was
    held; of several it is the first. Raises ValueError with words for people.
    """
    from PIL import Image  # not on a machine that only reads

    if len(upload) > LARGEST_UPLOAD:
        raise ValueError(TOO_LARGE)
    with _unreadable_in_words():
        image = Image.open(BytesIO(upload), formats=KINDS)
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(TOO_LARGE)
    with _unreadable_in_words():
        if image.format == "JPEG" and upload.count(SCAN) > MOST_SCANS:
            raise ValueError
        image.thumbnail((side, side), reducing_gap=2.0)
        return _on_white(image)


@contextmanager
def _unreadable_in_words() -> Iterator[None]:
    from PIL import Image

    try:
        yield
    except (*UNREADABLE, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError(N_("This is no picture that can be read: send a JPEG, PNG or WebP file.")) from None


def _on_white(image: "Image") -> "Image":
    from PIL import Image

    seen = _as_held(image).convert("RGBA")
    plain = Image.new("RGB", seen.size, "white")  # a new one, which carries none of the file's own words
    plain.paste(seen, mask=seen.getchannel("A"))
    return plain


def _as_held(image: "Image") -> "Image":
    """The picture as the camera was held; as it lies where what the file says of that cannot be read."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except UNREADABLE:
        return image
