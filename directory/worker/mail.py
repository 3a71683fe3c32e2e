"""Sending what waits in office.db by SMTP: one mail after the other, tried again where that may help.

A mail says that something is to be looked at, or how an account is set up: nothing of a patient, no search, no place.
"""

import logging
import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import format_datetime

from directory.logs import exception_fields
from directory.settings import MailSettings, Settings
from directory.store.office import mails
from directory.store.office.database import Office
from directory.store.office.mails import Mail
from directory.worker.watch import open_office

log = logging.getLogger(__name__)
STALL = 20.0  # seconds without an answer before a try is given up
POLL = 2.0  # seconds between two looks for mail
TLS_PORT = 465  # of TLS from the first byte (RFC 8314, 3.3)
SILENT = "The mail server does not answer."
NO_TLS = "The mail server offers no TLS (STARTTLS), so nothing was handed to it."


class NotSent(Exception):
    """A mail was not sent: why, in words without what the server said of it. for_good: another try would fail too."""

    def __init__(self, why: str, for_good: bool = False):
        super().__init__(why)
        self.for_good = for_good


def keep_sending(settings: Settings) -> None:
    """Sends mail as it comes, for ever. For a thread of its own: a slow server keeps no job waiting."""
    while settings.mail:
        try:
            while mails.anything_due(settings.office, Office.now()) and send_next(settings, settings.mail):
                pass
        except Exception as error:  # noqa: BLE001  whatever it is, the next mail may be sent
            log.error("mail failed", extra=exception_fields(error))
        time.sleep(POLL)


def send_next(settings: Settings, server: MailSettings) -> bool:
    """Tries the mail that has waited longest; False where there is none. It is taken before it is sent, and goes after:
    one whose sender is killed in between is sent again, with the same Message-ID.
    """
    with open_office(settings) as office, office.transaction():
        mail = mails.take_due(office)
    if not mail:
        return False
    try:
        send(server, written(mail, server))
    except NotSent as failure:
        with open_office(settings) as office, office.transaction():
            mails.note_failed(office, mail, str(failure), failure.for_good)
        return True
    with open_office(settings) as office, office.transaction():
        mails.note_sent(office, mail)
    return True


def written(mail: Mail, server: MailSettings) -> EmailMessage:
    """The message. Raises NotSent where it cannot be written as one."""
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = server.sender, mail.email, mail.subject
        message["Date"] = format_datetime(Office.now())
        message["Message-ID"] = f"<{mail.reference}@{server.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice comes back
        message.set_content(mail.text)
    except (ValueError, MessageError):
        raise NotSent("The address or the subject cannot be written in a mail.", for_good=True) from None
    return message


def send(server: MailSettings, message: EmailMessage) -> None:
    """Hands a message to the server, through TLS unless that is this machine. Raises NotSent."""
    with _entered(server) as connection:
        connection.send_message(message)


def greet(server: MailSettings) -> None:
    """Goes as far as the server lets us in, and hands nothing to it. Raises NotSent."""
    with _entered(server) as connection:
        connection.noop()


@contextmanager
def _entered(server: MailSettings) -> Iterator[smtplib.SMTP]:
    """A connection that lets us in. Raises NotSent, for what the block raises too."""
    domain = server.sender.rpartition("@")[2]  # in place of this machine's own name
    context = ssl.create_default_context()
    try:
        if server.port == TLS_PORT:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, domain, timeout=STALL, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, domain, timeout=STALL)
        with connection:
            _enter(connection, server, context)
            yield connection
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _explained(error) from None


def _enter(connection: smtplib.SMTP, server: MailSettings, context: ssl.SSLContext) -> None:
    """Makes the connection secret, and says who sends. Raises NotSent, SMTPException, OSError."""
    if server.port != TLS_PORT and not server.is_loopback:
        connection.ehlo_or_helo_if_needed()
        if not connection.has_extn("starttls"):
            raise NotSent(NO_TLS)
        connection.starttls(context=context)
    if server.password_file:
        connection.login(server.user, server.password_file.read_text(encoding="utf-8").strip())


def _explained(error: Exception) -> NotSent:
    """What went wrong, in words of our own: what a server answers may repeat an address."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return NotSent("The mail server does not take the name and the password (MAIL_USER, MAIL_PASSWORD_FILE).")
        case smtplib.SMTPRecipientsRefused():
            code = max(code for code, _ in error.recipients.values())
            return NotSent(f"The mail server does not take the address ({code}).", for_good=code >= 500)
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return NotSent(f"The mail server refuses the mail ({error.smtp_code}). Is MAIL_FROM right?")
        case smtplib.SMTPServerDisconnected() if isinstance(error.__context__, TimeoutError):
            return NotSent(SILENT)
        case smtplib.SMTPServerDisconnected():
            return NotSent("The mail server ended the connection.")
        case smtplib.SMTPException():
            return NotSent("The mail server’s answer is not in order.")
        case ssl.SSLError():
            return NotSent("No secure connection to the mail server could be made: its certificate is not right.")
        case TimeoutError():
            return NotSent(SILENT)
        case OSError() if error.filename:
            return NotSent("The file of the password cannot be read (MAIL_PASSWORD_FILE).")
    return NotSent("The mail server cannot be reached (MAIL_HOST, MAIL_PORT).")
