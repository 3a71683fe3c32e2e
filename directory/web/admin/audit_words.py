"""What the audit trail says, in the reader's language. It keeps English words, which are signed and never change."""

import re
from collections.abc import Callable, Mapping

from directory.accounts.people import ROLES, limit_in_words
from directory.core.i18n import N_, Message
from directory.referral.status import STATUSES
from directory.web.admin.forms_judging import REMOVAL_LABELS
from directory.web.admin.imports_words import field_in_words
from directory.web.shell.language import translated

DEEDS = frozenset(
    (
        N_("account disabled"),
        N_("account enabled"),
        N_("account reset"),
        N_("account set up"),
        N_("accuracy call"),
        N_("accuracy round closed"),
        N_("accuracy sample drawn"),
        N_("backup made"),
        N_("backup restored"),
        N_("restore tried"),
        N_("restore tried in vain"),
        N_("claim proved"),
        N_("claim refused"),
        N_("claim's code given out"),
        N_("claim's code wrong"),
        N_("claim's first proof given"),
        N_("claim's next proof begun"),
        N_("columns matched"),
        N_("edit taken back"),
        N_("edition to be published"),
        N_("invited"),
        N_("key rotated"),
        N_("letter changed"),
        N_("letter deleted"),
        N_("letter kept"),
        N_("letter opened in an emergency"),
        N_("letter read"),
        N_("letter's deletion asked for"),
        N_("letter's deletion refused"),
        N_("letter's reminder mailed"),
        N_("letter to a listing posted"),
        N_("letters listed"),
        N_("letters searched in an emergency"),
        N_("listing answered"),
        N_("listing claimed"),
        N_("listing confirmed"),
        N_("listing restored"),
        N_("mail given up"),
        N_("mail sent"),
        N_("mail tried"),
        N_("mails about letters chosen"),
        N_("map saved"),
        N_("mistake accepted"),
        N_("mistake answered"),
        N_("mistake dismissed"),
        N_("mistake not answered"),
        N_("office founded"),
        N_("office moved to PostgreSQL"),
        N_("office moved to SQLite"),
        N_("owner added"),
        N_("owner proved more"),
        N_("owner removed"),
        N_("passkey added"),
        N_("passkey removed"),
        N_("password changed"),
        N_("practice's logo changed"),
        N_("practice's logo removed"),
        N_("profile changed"),
        N_("recovery code used"),
        N_("recovery codes made"),
        N_("reply link answered"),
        N_("reply link made"),
        N_("reply link revoked"),
        N_("review recorded"),
        N_("schedule changed"),
        N_("schedule made"),
        N_("schedule started"),
        N_("schedule stopped"),
        N_("sign-in refused"),
        N_("signed in"),
        N_("signed out"),
        N_("signed out everywhere"),
        N_("told of an owner"),
    )
)
JOBS = {
    "import": N_("import"),
    "undo": N_("undoing"),
    "edition": N_("publish of decisions"),
    "drill": N_("trial of a copy"),
    "job": N_("job"),
}
ENDS = {
    "asked for": N_("%(job)s asked for"),
    "to be published": N_("%(job)s to be published"),
    "to be published against the guard": N_("%(job)s to be published against the guard"),
    "published": N_("%(job)s published"),
    "failed": N_("%(job)s failed"),
    "cancelled": N_("%(job)s cancelled"),
    "discarded": N_("%(job)s discarded"),
}
ANSWERS = {"same": N_("same"), "different": N_("different")}
SUBJECTS = {
    "person": N_("person"),
    "job": N_("job"),
    "schedule": N_("schedule"),
    "letter": N_("letter"),
    "listing": N_("listing"),
    "snapshot": N_("import"),
    "pair": N_("pair"),
    "claim": N_("claim"),
    "notice": N_("notice"),
    "practice": N_("practice"),
    "mistake": N_("mistake"),
    "round": N_("round"),
    "place": N_("place"),
    "nobody": N_("nobody"),
}
NETWORKS = {"command line": N_("command line"), "worker": N_("worker")}
SUBJECT = re.compile(r"[a-z]+(?: [\w-]+)?(?:, [a-z]+ [\w-]+)*")


def _job(what: str, end: str) -> Message:
    return Message(ENDS[end], job=translated(JOBS[what]))


def _role(text: str) -> str:
    """A role, and what it is limited to."""
    role, _of, limit = text.partition(" of ")
    named = translated(ROLES.get(role, role))
    return f"{named} ({translated(limit_in_words(limit))})" if limit else named


PATTERNS: tuple[tuple[re.Pattern[str], Callable[..., Message]], ...] = (
    (re.compile(rf"({'|'.join(JOBS)}) ({'|'.join(ENDS)})"), _job),
    (
        re.compile(rf"letter ({'|'.join(STATUSES)})"),
        lambda status: Message(N_("letter: %(status)s"), status=translated(STATUSES[status].label)),
    ),
    (re.compile(r"letter (downloaded as .+)"), lambda how: Message(N_("letter downloaded: %(how)s"), how=how[14:])),
    (re.compile(r"letters (.+)"), lambda how: Message(N_("letters: %(how)s"), how=how)),
    (
        re.compile(rf"match decided: ({'|'.join(ANSWERS)})"),
        lambda answer: Message(N_("pair decided: %(answer)s"), answer=translated(ANSWERS[answer])),
    ),
    (
        re.compile(r"listing edited: (\w+)"),
        lambda field: Message(N_("listing edited: %(field)s"), field=field_in_words(field)),
    ),
    (
        re.compile(rf"listing removed: ({'|'.join(REMOVAL_LABELS)})"),
        lambda why: Message(N_("listing removed: %(why)s"), why=translated(REMOVAL_LABELS[why])),
    ),
    (re.compile(r"role changed to (.+)"), lambda role: Message(N_("role changed to: %(role)s"), role=_role(role))),
    (re.compile(r"(.+) added"), lambda role: Message(N_("account added: %(role)s"), role=_role(role))),
    (
        re.compile(r"practice changed, letters kept for (\d+) years"),
        lambda years: Message(N_("practice changed, letters kept for %(years)s years"), years=years),
    ),
    (re.compile(r"joined practice (\d+)"), lambda number: Message(N_("joined practice %(number)s"), number=number)),
    (re.compile(r"left practice (\d+)"), lambda number: Message(N_("left practice %(number)s"), number=number)),
    (
        re.compile(r"covers in practice (\d+) until (.+)"),
        lambda number, day: Message(N_("covers in practice %(number)s until %(day)s"), number=number, day=day),
    ),
    (
        re.compile(r"merged into practice (\d+), (\d+) letters"),
        lambda into, count: Message(N_("merged into practice %(into)s, letters: %(count)s"), into=into, count=count),
    ),
)


def deed_in_words(what: str) -> str:
    """What was done; the trail's own words where they are none of ours, as a later version's may be."""
    if what in DEEDS:
        return translated(what)
    for pattern, message in PATTERNS:
        if found := pattern.fullmatch(what):
            return translated(message(*found.groups()))
    return what


def subject_in_words(subject: str) -> str:
    """To what it was done; as it is where that is no number of something, but a name."""
    if not SUBJECT.fullmatch(subject):
        return subject
    return ", ".join(_part(part, SUBJECTS) for part in subject.split(", "))


def network_in_words(network: str) -> str:
    """From where it was done: an address, or a part of the program."""
    return translated(NETWORKS[network]) if network in NETWORKS else network


def _part(text: str, words: Mapping[str, str]) -> str:
    kind, space, number = text.partition(" ")
    return translated(words[kind]) + space + number if kind in words else text
