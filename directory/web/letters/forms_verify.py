"""The form with which anybody asks whether a document is ours."""

import re

from flask_babel import lazy_gettext as _

from directory.core.i18n import N_
from directory.web.shell.forms import BaseForm, LineField

AS_PRINTED = {"maxlength": 200, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
DOCUMENT, SHA256 = re.compile(r"[\w-]{16}", re.ASCII), re.compile(r"[0-9a-f]{64}")


def document_id(text: str) -> str:
    """A document's id. Raises ValueError, in words."""
    if not DOCUMENT.fullmatch(text):
        raise ValueError(N_("The ID has 16 letters, digits, dashes and underscores."))
    return text


def sha256(text: str) -> str:
    """A hash, however it is spaced. Raises ValueError, in words."""
    digits = "".join(text.split()).lower()
    if not SHA256.fullmatch(digits):
        raise ValueError(N_("The SHA-256 has 64 digits and letters from a to f."))
    return digits


class VerifyForm(BaseForm):
    """What is printed under the letter."""

    document = LineField(_("Document ID"), document_id, needed=N_("Write the document ID."), render_kw=AS_PRINTED)
    sha256 = LineField("SHA-256", sha256, needed=N_("Write the SHA-256."), render_kw=AS_PRINTED)
