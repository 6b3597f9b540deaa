"""A real SMTP server on loopback that keeps what it is given, and says what a test wants it to say."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from uems.bench.load import free_port
from uems.mail.post import Post


@dataclass
class Postbox:
    """`letters` = what came; `rcpt` and `data` = the answers that are given next, else 250; `silent` = take the text,
    and close without a word."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    silent: bool = False
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        said = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(said, EmailMessage)
        if self.data:
            return self.data.pop(0)
        self.letters.append(said)
        self.encrypted.append(session.ssl is not None)
        if self.silent:
            server.transport.abort()
        return "250 OK"

    def to(self) -> list[str]:
        return [str(one["To"]) for one in self.letters]

    def post(self, **changes: Any) -> Post:
        given: dict[str, Any] = {"tls": "never", "sender": "UEMS <uems@example.com>", "seconds": 5.0, **changes}
        return Post("127.0.0.1", self.port, **given)


def body(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@contextmanager
def opened(tls: ssl.SSLContext | None = None, password: str | None = None) -> Iterator[Postbox]:
    """With a certificate nothing is taken in clear; with a password nothing without it."""
    box = Postbox(free_port())

    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == (password or "").encode(), handled=False)

    more: dict[str, Any] = {"tls_context": tls, "require_starttls": tls is not None}
    if password is not None:
        more |= {"authenticator": known, "auth_required": True}
    server = Controller(box, hostname="127.0.0.1", port=box.port, **more)
    server.start()
    try:
        yield box
    finally:
        server.stop()
