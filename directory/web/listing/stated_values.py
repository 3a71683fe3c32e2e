"""What people type when they state something of a listing: each reader gives the value, and says what it may be."""

from directory.core import email_addresses, money, offered, office_hours, phones, websites
from directory.core.gazetteer import Gazetteer
from directory.core.i18n import N_
from directory.core.practitioner import Location
from directory.core.whole_addresses import parse_whole_address

LONGEST_NAME = 100  # characters
ANSWERED = {"yes": True, "no": False}


def yes_or_no(text: str) -> bool:
    """The answer. Raises ValueError."""
    if text.lower() not in ANSWERED:
        raise ValueError(N_("Write yes or no, or nothing for what is not known."))
    return ANSWERED[text.lower()]


def also_known_as(text: str) -> tuple[str, ...]:
    """A name, as the list that it is one of. Raises ValueError."""
    try:
        return (offered.plain_words(text, LONGEST_NAME),)
    except ValueError:
        raise ValueError(N_("Write a name, such as Ana Maria Kim.")) from None


def phone(text: str) -> str:
    """The telephone number. Raises ValueError."""
    try:
        return phones.normalised(text)
    except ValueError:
        raise ValueError(N_("Write a telephone number with its area code, or nothing where none works.")) from None


def hours(text: str) -> str:
    """The office hours. Raises ValueError."""
    try:
        return office_hours.office_hours(text)
    except ValueError:
        raise ValueError(N_("Write days and times, such as Mon-Fri 9 am - 5 pm, or nothing.")) from None


def website(text: str) -> str:
    """The address of a website. Raises ValueError."""
    try:
        return websites.website(text)
    except ValueError:
        raise ValueError(N_("Write the address of a website, such as https://example.org.")) from None


def email(text: str) -> str:
    """The e-mail address of a practice. Raises ValueError."""
    try:
        return email_addresses.of_practice(text)
    except ValueError:
        raise ValueError(N_("Write one e-mail address that patients may use, such as office@example.org.")) from None


def dollars(text: str) -> float:
    """The price. Raises ValueError."""
    try:
        return money.dollars(text)
    except ValueError:
        raise ValueError(N_("Write a price in dollars, such as 85.")) from None


def place(text: str, places: Gazetteer) -> Location:
    """A place where patients are seen. Raises ValueError."""
    try:
        typed = parse_whole_address(text, lambda city, state: places.city(city, state) is not None)
    except ValueError:
        raise ValueError(N_("Write it as street, city, state and ZIP code: 12 Elm St, Portland, OR 97214.")) from None
    return Location(typed.street, typed.city, typed.state, typed.postal_code or None)


def description(text: str) -> str:
    """What a practice says of itself. Raises ValueError."""
    try:
        return offered.description(text)
    except ValueError:
        raise ValueError(N_("Write up to 600 characters, without addresses of the web or of mail.")) from None


def photograph_words(text: str) -> str:
    """What a photograph shows. Raises ValueError."""
    try:
        return offered.photograph_words(text)
    except ValueError:
        raise ValueError(N_("Write up to 150 characters, without addresses of the web or of mail.")) from None


def way_there(text: str) -> str:
    """How one gets there. Raises ValueError."""
    try:
        return offered.way_there(text)
    except ValueError:
        raise ValueError(N_("Write up to 300 characters, without addresses of the web or of mail.")) from None
