"""The forms with which admins look after people, and ask the audit trail."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, EmailField, SelectField
from wtforms.validators import Optional

from directory.accounts.people import LIMITS, ROLES
from directory.core.societies import is_part, part_of, short_name, society_of
from directory.core.sources import ROSTER
from directory.store.office.people import Person
from directory.store.office.practices import Practice
from directory.web.account.forms import AS_TYPED, ConfirmForm
from directory.web.letters.forms_sections import translated_choices
from directory.web.shell.forms import BaseForm, LineField, choices


class RoleForm(ConfirmForm):
    """What somebody may do here."""

    role = SelectField(_("Role"), choices=translated_choices(ROLES), default="physician")
    limited_to = SelectField(
        _("Whose listings"),
        choices=[*choices({"": ""}), *translated_choices(LIMITS)],
        description=_("of an editor: those they keep"),
    )
    society = LineField(
        _("Society"),
        short_name,
        description=_("of a society’s editor: its short name, such as AAMA, as its lists are given with"),
        blank="",
    )
    practice = SelectField(
        _("Practice"),
        choices=choices({"": ""}),
        description=_("of a physician or staff: whose letters they work with; a physician of none begins one"),
    )

    @classmethod
    def of(cls, person: Person) -> "RoleForm":
        """The form, filled in with what somebody is."""
        limit = person.limited_to
        told = {"limited_to": ROSTER, "society": society_of(limit)} if is_part(limit) else {"limited_to": limit}
        return cls(None, role=person.role, prefix="role-", **told)

    @property
    def limit(self) -> str:
        """Whose listings an editor keeps: a state, or the part of a society's list; "" for none."""
        chosen = self.limited_to.data or ""
        return part_of(self.society.value) if chosen == ROSTER else chosen

    def offer_practices(self, offered: list[Practice]) -> None:
        """Lets one of these practices be chosen."""
        self.practice.choices = choices({"": "", **{str(each.id): each.name for each in offered}})

    @property
    def practice_id(self) -> int | None:
        """The practice chosen, None for none."""
        return int(self.practice.data) if self.practice.data else None


class InviteForm(RoleForm):
    """Whom to invite."""

    email = EmailField(_("E-mail address"), render_kw={"autocomplete": "off", "maxlength": 254, **AS_TYPED})


class AuditForm(BaseForm):
    """Which rows of the audit trail to show."""

    who = SelectField(_("Who"))
    what = SelectField(_("What"))
    since = DateField(_("From"), validators=[Optional()])
    until = DateField(_("Until"), validators=[Optional()])
