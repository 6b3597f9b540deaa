"""A letter: what one e-mail says to one address, as text and as HTML, and the message that it is sent as."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from uems.base.errors import Invalid
from uems.base.words import Language, Text


class BadAddress(Invalid):
    code = "mail_address"
    text = Text("这个邮箱地址不能用于发信", "Mail cannot be sent to or from this address")


@dataclass(frozen=True, slots=True)
class Letter:
    """`id` is the letter's own: every attempt to send it carries the same Message-ID, by which doubles are known."""

    id: str
    to: str
    subject: str
    text: str
    html: str
    language: Language


def message(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """What goes over the wire; no field of a letter can add a header. Raises BadAddress."""
    made = EmailMessage(SMTP)
    origin = address(sender)
    made["From"], made["To"] = origin, address(letter.to)
    made["Subject"] = " ".join(letter.subject.split())
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{letter.id}@{origin.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text, cte="base64")
    made.add_alternative(letter.html, subtype="html", cte="base64")
    made["Content-Language"] = letter.language
    return made


def address(said: str) -> Address:
    """`ada@example.com`, or `Ada <ada@example.com>`; a domain in other letters as DNS has it. Raises BadAddress."""
    name, bare = parseaddr(said)
    local, _, domain = bare.rpartition("@")
    try:
        if not (local and domain and said.isprintable() and local.isascii()):
            raise BadAddress(about=said[:200])
        return Address(name, local, domain.encode("idna").decode("ascii"))
    except ValueError as error:
        raise BadAddress(about=said[:200]) from error
