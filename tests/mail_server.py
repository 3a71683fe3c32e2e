"""A mail server of this machine, of aiosmtpd's making, that misbehaves when told to."""

import asyncio
import email
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class Postbox:
    """Takes mail. messages: what came, parsed; trouble: what answers the next messages in place of that, one after the
    other; None where they are taken.
    """

    def __init__(self):
        self.messages, self.trouble, self.recipient_trouble, self.logins = [], [], [], []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  aiosmtpd's name
        """Takes a recipient."""
        if trouble := self.recipient_trouble.pop(0) if self.recipient_trouble else None:
            return trouble
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        """Takes a message."""
        trouble = self.trouble.pop(0) if self.trouble else None
        if callable(trouble):
            return await trouble(server)
        if trouble:
            return trouble
        self.messages.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def check(self, _server, _session, _envelope, _mechanism, login):
        """Whether a name and a password are right."""
        self.logins.append((login.login, login.password))
        return AuthResult(success=login.password == b"right", handled=False)


async def hang_up(server):
    """Ends the connection in the middle of a message."""
    server.transport.abort()
    return "250 OK"


async def fall_silent(_server):
    """Does not answer for longer than anybody waits."""
    await asyncio.sleep(30)
    return "250 OK"


class _Server(Controller):
    """Without the second that aiosmtpd would wait for its own answer."""

    def factory(self):
        """A new session's protocol."""
        return SMTP(self.handler, **self.SMTP_kwargs)


@contextmanager
def receiving(port, context=None, **options):
    """A mail server while the block runs: its Postbox. context: of TLS, offered by STARTTLS and wanted."""
    postbox = Postbox()
    wanted = {"tls_context": context, "require_starttls": True} if context else {}
    login = {"authenticator": postbox.check, "auth_require_tls": bool(context)}
    server = _Server(postbox, hostname="127.0.0.1", port=port, **wanted, **login, **options)
    server.start()
    try:
        yield postbox
    finally:
        server.stop(no_assert=True)
