"""The post: hands a letter to an SMTP server, and tells what may be tried again from what is over or unsure."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from uems.base.errors import Conflict, Invalid, Unavailable
from uems.base.words import Text
from uems.mail import letter as letters
from uems.mail.letter import Letter

Tls = Literal["starttls", "always", "never"]
_PORTS = {"starttls": 587, "always": 465, "never": 25}
_WORDS = 300


class BadPost(Invalid):
    code = "smtp_url"
    text = Text(
        "UEMS_SMTP_URL 应形如 smtp://用户:密码@主机:587、smtps://… 或 smtp://主机?tls=never（不加密时不能带密码）",
        "UEMS_SMTP_URL reads smtp://user:password@host:587, smtps://…, or smtp://host?tls=never without a password",
    )


class NotTaken(Unavailable):
    """It may be tried again. `unreachable` = the server did not answer at all, so other letters need not try."""

    code = "mail_not_taken"
    text = Text("邮件服务器暂时没有接收", "The mail server did not take the letter for now")

    def __init__(self, about: str = "", unreachable: bool = False) -> None:
        super().__init__(about=about)
        self.unreachable = unreachable


class LetterRefused(Conflict):
    code = "mail_refused"
    text = Text("邮件服务器拒收", "The mail server refused the letter")


class Unanswered(Unavailable):
    """It was handed over and no answer came: it may have been sent, so it is not sent again by itself."""

    code = "mail_unanswered"
    text = Text("邮件已交出，但服务器没有答复", "The letter was handed over, and the mail server said nothing")


@dataclass(frozen=True, slots=True)
class Post:
    """`tls`: `starttls` = encrypted before anything is said, or nothing is sent; `always` = from the first byte;
    `never`. `seconds` = how long to wait for each answer. `context` = whom to trust; None = the machine's own."""

    host: str
    port: int
    tls: Tls
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 30.0
    context: ssl.SSLContext | None = field(default=None, repr=False)


def post(url: str, sender: str) -> Post | None:
    """The server that a URL names; None = there is none. `sender` '' = the user, or `uems@host`. Raises BadPost,
    BadAddress."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadPost from error
    tls: Tls = "always" if parts.scheme == "smtps" else "starttls"
    if parts.scheme == "smtp" and parse_qs(parts.query).get("tls") == ["never"]:
        tls = "never"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if parts.scheme not in {"smtp", "smtps"} or not host or (tls == "never" and password):
        raise BadPost
    said = sender or (user if "@" in user else f"uems@{host}")
    letters.address(said)
    return Post(host, port or _PORTS[tls], tls, said, user, password)


def send(by: Post, letter: Letter, now: datetime, about_to: Callable[[], None]) -> None:
    """The server has taken the letter. `about_to` is called when sender and receiver are accepted and the letter
    itself is next: whoever dies after it cannot know whether it arrived. Raises NotTaken, LetterRefused, Unanswered,
    BadAddress, and what `about_to` raises (then nothing was handed over)."""
    made = letters.message(letter, by.sender, now)
    origin, receiver = letters.address(by.sender).addr_spec, letters.address(letter.to).addr_spec
    handed = False
    try:
        with _open(by, origin) as server:
            _said(server.mail(origin))
            _said(server.rcpt(receiver))
            about_to()
            handed = True
            _said(server.data(made.as_bytes()))
    except smtplib.SMTPAuthenticationError as error:
        raise NotTaken(_words(error.smtp_code, error.smtp_error), unreachable=True) from error
    except smtplib.SMTPResponseException as error:
        said = _words(error.smtp_code, error.smtp_error)
        raise (LetterRefused(about=said) if error.smtp_code >= 500 else NotTaken(said)) from error
    except OSError as error:  # of the library too
        said = str(error)[:_WORDS] or type(error).__name__
        raise (Unanswered(about=said) if handed else NotTaken(said, unreachable=True)) from error


@contextmanager
def _open(by: Post, origin: str) -> Iterator[smtplib.SMTP]:
    """Connected, encrypted and signed in; taken leave of at the end, however it went."""
    trusted, name = by.context or ssl.create_default_context(), origin.rpartition("@")[2]
    if by.tls == "always":
        server: smtplib.SMTP = smtplib.SMTP_SSL(by.host, by.port, name, timeout=by.seconds, context=trusted)
    else:
        server = smtplib.SMTP(by.host, by.port, name, timeout=by.seconds)
    try:
        if by.tls == "starttls":
            server.starttls(context=trusted)
        server.ehlo_or_helo_if_needed()
        if by.user:
            server.login(by.user, by.password)
        yield server
    finally:
        with suppress(OSError):
            server.quit()
        server.close()


def _said(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, words)


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())}"[:_WORDS]
