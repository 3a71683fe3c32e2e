"""Whether a document is ours, for whoever holds it: its id and its hash together, yes or no, and nothing else.

An id that is unknown and a hash that is another one get the same answer, and tries are counted.
"""

import hmac

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from directory.accounts import tries
from directory.store.office import referrals
from directory.web.account.routes_sign_in import too_soon_message
from directory.web.letters.forms_verify import VerifyForm
from directory.web.shell import session
from directory.web.shell.guard import public

blueprint = Blueprint("verify", __name__, url_prefix="/verify")
NO_HASH = "-" * 64  # as long as one, and none


@blueprint.route("", methods=["GET", "POST"])
@public
def ask() -> ResponseReturnValue:
    """The form; sent, whether the document is ours."""
    form = VerifyForm(request.form)
    if request.method != "POST" or "look" in request.form:
        return render_template("letters/verify.html", form=form, ours=None)
    if not form.validate():
        return render_template("letters/verify.html", form=form, ours=None), 400
    try:
        ours = session.has_office() and _is_ours(form.document.value, form.sha256.value)
    except tries.TooSoon as wait:
        return render_template("letters/verify.html", form=form, ours=None, wait=too_soon_message(wait)), 429
    return render_template("letters/verify.html", form=form, ours=ours)


def _is_ours(document: str, sha256: str) -> bool:
    office = session.office()
    tries.count_try(office, tries.verify_buckets(office))
    kept = referrals.signed_hash(office, document) or NO_HASH
    return hmac.compare_digest(kept, sha256)
