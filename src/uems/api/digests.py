"""Digests over HTTP: a dashboard's schedule and receivers, its letters with their outcome, one sent now, one again."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from uems.access import account
from uems.access.account import Account
from uems.api.digest_sending import LASTS
from uems.api.door import Asked, Exporter, Id, PeopleOnly
from uems.api.insight_body import Body
from uems.api.problem import refusals
from uems.base.errors import Conflict
from uems.base.words import Language, Text
from uems.insight import dashboard, dashboard_link, digest, digest_letter
from uems.insight.digest import Digest, Draft, Every, NoDigest, Paused, Recipient, Rhythm
from uems.insight.digest_letter import Promise, State
from uems.store.project import check_timezone

router = APIRouter(
    prefix="/api/dashboards/{id}/digest", tags=["dashboards"], responses=refusals(403, 404, 409, 422, 503)
)

SHOWN = 20
"""Letters, the newest."""
_TO: list[dict[str, Any]] = [{"email": "ada@example.com"}, {"email": "li@example.com", "language": "zh"}]
_EXAMPLE: dict[str, Any] = {"every": "week", "weekday": 1, "hour": 9, "language": "en", "recipients": _TO}


class MailNotSetUp(Conflict):
    code = "mail_not_set_up"
    text = Text("还没有设置邮件服务器（UEMS_SMTP_URL）", "No mail server is set up (UEMS_SMTP_URL)")


class RecipientBody(Body):
    """`language` left out: the digest's."""

    email: Annotated[str, Field(max_length=254)]
    language: Language | None = None


class DigestBody(Body):
    """When and to whom: `weekday` 1 = Monday … 7, for weeks; `day` of months, the last where a month is shorter; `hour`
    in the project's zone."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    every: Every
    weekday: int = Field(1, ge=1, le=7)
    day: int = Field(1, ge=1, le=31)
    hour: int = Field(9, ge=0, le=23)
    language: Language = "zh"
    recipients: list[RecipientBody] = Field(min_length=1, max_length=digest.MOST_RECIPIENTS)
    paused: bool = False

    def draft(self) -> Draft:
        """Each address once. Raises BadEmail."""
        known = {account.normal_email(one.email): one.language for one in reversed(self.recipients)}
        to = [Recipient(email, language) for email, language in reversed(known.items())]
        return Draft(Rhythm(self.every, self.weekday, self.day, self.hour), self.language, to, self.paused)


class KeptDigest(BaseModel):
    """`by` = in whose name; `paused` = why nothing is sent, empty = it is."""

    every: Every
    weekday: int
    day: int
    hour: int
    language: Language
    recipients: list[Recipient]
    by: str = Field(examples=["Ada"])
    paused: Paused
    changed_at: datetime


class LetterTold(BaseModel):
    """`every` empty = sent by hand; `error` = what the mail server said last, or a code."""

    id: str = Field(examples=["ltr_7x2k9m4qpw8n3d5t"])
    due: datetime
    every: Every | Literal[""]
    recipient: str
    language: Language
    by: str
    state: State
    attempt: int
    error: str
    at: datetime


class DigestTold(BaseModel):
    """`ready` = a mail server is set up; `sender` = who letters are from, `console` = where their links lead. `due` = a
    tick that waits because it is not."""

    digest: KeptDigest | None
    ready: bool
    sender: str
    console: str
    next_at: datetime | None
    due: datetime | None
    letters: list[LetterTold]


@router.get("")
def get_digest(caller: Exporter, id: Id) -> DigestTold:
    """The digest of a dashboard, if it has one, and its last letters."""
    parts, number = caller.parts, caller.project.number
    dashboard.find(parts.store, number, id)
    try:
        kept = digest.find(parts.store, number, id)
    except NoDigest:
        kept = None
    now, zone = parts.clock(), check_timezone(caller.project.timezone)
    running = kept if kept is not None and kept.paused == "" else None
    tick = None if running is None else digest.latest(running.rhythm, now, zone)
    late = running is not None and tick is not None and tick > running.told_until
    return DigestTold(
        digest=None if kept is None else _kept(kept),
        ready=parts.post is not None,
        sender="" if parts.post is None else parts.post.sender,
        console=parts.settings.console_url,
        next_at=None if running is None else digest.coming(running.rhythm, now, zone),
        due=tick if late else None,
        letters=[_told(one) for one in digest_letter.newest(parts.store, number, id, SHOWN)],
    )


@router.put("")
def put_digest(caller: Exporter, id: Id, asked: DigestBody) -> DigestTold:
    """Send the dashboard on a schedule, in the caller's name: it stops when they may not export any more. What waits
    for somebody who gets it no more is not sent."""
    parts, number, whose, draft = caller.parts, caller.project.number, _somebody(caller), asked.draft()
    dashboard.find(parts.store, number, id)
    stay = [] if draft.paused else [one.email for one in draft.recipients]
    with parts.store.write() as connection:
        digest.keep(connection, number, id, draft, whose.id, whose.name, parts.clock())
        digest_letter.close(connection, number, id, stay, parts.clock())
    return get_digest(caller, id)


@router.delete("", status_code=204)
def delete_digest(caller: Exporter, id: Id) -> None:
    """It is sent no more, not even what waits; the letters that were stay listed."""
    with caller.parts.store.write() as connection:
        if not digest.drop(connection, caller.project.number, id):
            raise NoDigest(about=id)
        digest_letter.close(connection, caller.project.number, id, [], caller.parts.clock())


@router.post("/now", status_code=202)
def send_now(caller: Exporter, id: Id) -> DigestTold:
    """One letter to the caller's own address, as it would be sent now, in the caller's language."""
    parts, number, whose = caller.parts, caller.project.number, _somebody(caller)
    dashboard.find(parts.store, number, id)
    _ready(caller)
    now, to = parts.clock(), Recipient(whose.email)
    with parts.store.write() as connection:
        link = dashboard_link.add(connection, number, id, caller.by, now, LASTS[""])
        what = Promise(id, now, "", whose.id, whose.name, link.id, caller.language, [to])
        digest_letter.promise(connection, number, what, now)
    return get_digest(caller, id)


@router.post("/letters/{letter}/again", status_code=202)
def send_again(caller: Exporter, id: Id, letter: Id) -> DigestTold:
    """A letter that failed, or of which nobody knows whether it arrived, once more in the caller's name."""
    parts, number, whose = caller.parts, caller.project.number, _somebody(caller)
    kept, now = digest_letter.find(parts.store, number, id, letter), parts.clock()
    _ready(caller)
    lives = kept.link in {one.id for one in dashboard_link.every(parts.store, number, id, now)}
    with parts.store.write() as connection:
        made = None if lives else dashboard_link.add(connection, number, id, whose.name, now, LASTS["week"])
        digest_letter.again(connection, number, kept, whose.id, whose.name, made.id if made else kept.link, now)
    return get_digest(caller, id)


def _somebody(caller: Asked) -> Account:
    """Raises PeopleOnly: letters go out in the name of a member, whose rights are looked at each time."""
    if caller.account is None:
        raise PeopleOnly
    return caller.account


def _ready(caller: Asked) -> None:
    if caller.parts.post is None:
        raise MailNotSetUp


def _kept(one: Digest) -> KeptDigest:
    same = {name: getattr(one, name) for name in ("language", "by", "paused", "changed_at")}
    return KeptDigest(**asdict(one.rhythm), recipients=list(one.recipients), **same)


def _told(one: digest_letter.DigestLetter) -> LetterTold:
    return LetterTold(**{name: getattr(one, name) for name in LetterTold.model_fields})
