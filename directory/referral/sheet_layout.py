"""A letter laid out in the words of templates/letters/words.toml: the one text that every printed format shows."""

from directory.core import dates, phones
from directory.referral import sheet_sections as sections
from directory.referral.letter import Letter, Recipient, RecipientLicence, Referrer
from directory.referral.questions import PAYERS, SCALES, SEXES, URGENCIES
from directory.referral.sheet import CoverSheet, LabeledRow, LetterWords, Sheet, SheetSection, Slip, labeled_rows

NO_LICENCE = {"medical_acupuncturist": "licence_physician", "clinic": "licence_clinic"}  # the words for it, by kind


def letter_sheet(letter: Letter, words: LetterWords) -> Sheet:
    """The letter, laid out. Sections and rows without a text are left out; safety rows never are."""
    top, reply = words["top"], words["reply"]
    urgency = LabeledRow(top["urgency"], URGENCIES[letter.urgency], letter.urgency == "urgent")
    return Sheet(
        title=words["title"],
        letterhead=_letterhead(letter.referrer, reply),
        top=(LabeledRow(top["date"], dates.in_words(letter.written_on)), urgency, *_deadlines(letter, top)),
        to_label=top["to_any" if len(letter.recipients) > 1 else "to"],
        to=tuple(_recipient(each, words["recipient"]) for each in letter.recipients),
        patient_label=top["patient"],
        patient=_patient(letter, words["patient"]),
        parts=tuple(section for section in _sections(letter, words) if section.rows),
        sign=_signature(letter.referrer, reply),
        sign_labels=(reply["sign"], reply["sign_date"]),
        small=words["made_with"] % {"day": dates.in_words(letter.written_on)},
        page=f"{words['initials'] % {'initials': _initials(letter.patient.name)}} · {words['page']}",
        cover=_cover(letter, words["cover"], reply) if letter.cover else None,
        slip=_slip(letter, words["slip"], reply),
        attested=_attested(letter, words["attested"]),
        logo=letter.logo,
        logo_text=words["logo"] % {"practice": letter.referrer.practice or letter.referrer.name},
    )


def _initials(name: str) -> str:
    """The first letters of a name's words: "María Nguyễn-O'Hara" → "M. N."."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha()) or "–"


def _cover(letter: Letter, words: LetterWords, reply: LetterWords) -> CoverSheet:
    to = ["; ".join(part for part in (_with_credentials(each), each.place) if part) for each in letter.recipients]
    sender = [_with_credentials(letter.referrer), letter.referrer.practice, *_contacts(letter.referrer, reply)]
    rows = labeled_rows(
        (words["to"], "\n".join(to)),
        (words["fax"], "\n".join(_cover_fax(letter, each, words) for each in letter.recipients)),
        (words["from"], " · ".join(part for part in sender if part)),
        (words["date"], dates.in_words(letter.written_on)),
        (words["about"], words["referral"] % {"initials": _initials(letter.patient.name)}),
    )
    return CoverSheet(words["title"], rows, words["pages"], words["notice"])


def _cover_fax(letter: Letter, recipient: Recipient, words: LetterWords) -> str:
    """Where the fax goes, or a line to write it on; of several whose it is."""
    number = phones.shown(recipient.fax) if recipient.fax else words["write"]
    text = number if len(letter.recipients) == 1 else f"{recipient.name}: {number}"
    return f"{text} ({words['check'] % _fax_words(recipient)})" if recipient.fax_said_by else text


def _fax_words(recipient: Recipient) -> dict[str, str]:
    return {"source": recipient.fax_said_by, "day": dates.in_words(recipient.fax_as_of)}


def _deadlines(letter: Letter, words: LetterWords) -> tuple[LabeledRow, ...]:
    days = {"answer_by": letter.answer_by, "valid_until": letter.valid_until}
    return labeled_rows(*((words[name], dates.in_words(day) if day else "") for name, day in days.items()))


def _sections(letter: Letter, words: LetterWords) -> tuple[SheetSection, ...]:
    reply = words["reply"]
    return (
        sections.reason(letter, words["reason"]),
        sections.safety(letter, words["safety"]),
        sections.plan(letter, words["plan"]),
        sections.medicare(letter, words["medicare"]),
        sections.overruled(letter, words["overruled"]),
        SheetSection(reply["heading"], (LabeledRow("", _how_to_reply(letter, reply)),)),
    )


def _letterhead(referrer: Referrer, words: LetterWords) -> tuple[str, ...]:
    name = referrer.practice or _with_credentials(referrer)
    contacts = " · ".join(_contacts(referrer, words))
    return tuple(line for line in (name, *referrer.address.splitlines(), contacts) if line)


def _with_credentials(person: Referrer | Recipient) -> str:
    return ", ".join(part for part in (person.name, person.credentials) if part)


def _contacts(referrer: Referrer, words: LetterWords, how: str = "") -> list[str]:
    """The ways to reach the sender, the best for a slip first; with how="by_" as they stand in a sentence."""
    fax, phone = (phones.shown(number) if number else "" for number in (referrer.fax, referrer.phone))
    ways = {"fax": fax, "email": referrer.email, "phone": phone}
    return [words[how + name] % {name: value} for name, value in ways.items() if value]


def _how_to_reply(letter: Letter, words: LetterWords) -> str:
    return f"{words['text']}: {', or '.join(_contacts(letter.referrer, words, 'by_'))}. {letter.reply}".strip()


def _signature(referrer: Referrer, words: LetterWords) -> tuple[str, ...]:
    npi = f"{words['npi']} {referrer.npi}" if referrer.npi else ""
    return tuple(line for line in (_with_credentials(referrer), npi, *referrer.signature.splitlines()) if line)


def _attested(letter: Letter, words: LetterWords) -> tuple[str, ...]:
    """That it was signed electronically; nothing for a letter that is signed by hand."""
    signed = letter.attestation
    if not signed:
        return ()
    by = ", ".join(part for part in (signed.name, signed.credentials, signed.npi and f"NPI {signed.npi}") if part)
    day, time = dates.in_words(signed.at[:10]), signed.at[11:16]
    lines = ("by", "document", "hash", "verify")
    values = vars(signed) | {"by": by, "day": day, "time": time}
    return tuple(words[line] % values for line in lines)


def _recipient(recipient: Recipient, words: LetterWords) -> tuple[str, ...]:
    city = f"{recipient.city}, {recipient.state} {recipient.postal_code}".strip(" ,")
    phone = f"{words['phone']} {phones.shown(recipient.phone)}" if recipient.phone else ""
    npi = f"{words['npi']} {recipient.npi}" if recipient.npi else ""
    fax = f"{words['fax']} {phones.shown(recipient.fax)}" if recipient.fax else ""
    if recipient.fax_said_by:
        fax += f" ({words['fax_said_by'] % _fax_words(recipient)})"
    contacts = " · ".join(part for part in (phone, npi) if part)
    lines = (_with_credentials(recipient), recipient.address, city, contacts, fax, *_licences(recipient, words))
    return tuple(line for line in lines if line)


def _licences(recipient: Recipient, words: LetterWords) -> list[str]:
    if not recipient.licences:
        return [words[NO_LICENCE.get(recipient.kind, "licence_none")]]
    return [_licence(each, words) for each in recipient.licences]


def _licence(licence: RecipientLicence, words: LetterWords) -> str:
    status = words["status_unknown"] if licence.status == "unknown" else licence.status
    until = "licence_until" if licence.expires_on and licence.status == "active" else "licence"
    values = vars(licence) | {
        "status": status,
        "as_of": dates.in_words(licence.as_of),
        "expires_on": dates.in_words(licence.expires_on) if licence.expires_on else "",
    }
    return f"{words[until] % values}, {words['licence_said_by'] % values}"


def _patient(letter: Letter, words: LetterWords) -> tuple[LabeledRow, ...]:
    patient = letter.patient
    interpreter = words["interpreter"] if patient.interpreter else ""
    return labeled_rows(
        (words["name"], patient.name),
        (words["born_on"], dates.in_words(patient.born_on)),
        (words["sex"], SEXES[patient.sex] if patient.sex else ""),
        (words["record_number"], patient.record_number),
        (words["phone"], phones.shown(patient.phone) if patient.phone else ""),
        (words["email"], patient.email),
        (words["address"], patient.address),
        (words["language"], ", ".join(part for part in (patient.language, interpreter) if part)),
        (words["payer"], PAYERS[patient.payer] if patient.payer else ""),
        (words["plan"], patient.plan),
        (words["member_id"], patient.member_id),
        (words["authorization"], patient.authorization),
        (words["claim"], patient.claim),
        (words["consent"], words["agrees"] if letter.consent else ""),
    )


def _slip(letter: Letter, words: LetterWords, reply: LetterWords) -> Slip:
    about = (
        letter.patient.name,
        words["born"] % {"day": dates.in_words(letter.patient.born_on)},
        words["referred"] % {"day": dates.in_words(letter.written_on)},
    )
    scale = SCALES.get(letter.baseline.scale)
    function = words["function"] % {"scale": scale.name, "low": scale.low, "high": scale.high} if scale else ""
    if scale and scale.higher_is_better:
        function += words["higher"]
    labels = {
        name: words[name]
        for name in ("visits", "measured", "first", "last", "date", "notes", "practitioner", "online", "tick")
    }
    return Slip(
        title=words["title"],
        intro=words["intro"],
        send_to=(_with_credentials(letter.referrer), *_contacts(letter.referrer, reply)),
        about=(LabeledRow(words["about"], " · ".join(about)),),
        scores=(words["pain"], function or words["function_any"]),
        questions=tuple((words[name], tuple(words[f"{name}_choices"])) for name in ("seen", "adverse", "next")),
        words=labels | {"sign": reply["sign"]},
        link=letter.reply_link,
    )
