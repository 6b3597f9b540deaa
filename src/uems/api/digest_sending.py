"""Sending digests: at each tick the letters of a dashboard are promised once, and a job hands them to the post."""

from collections.abc import Callable
from datetime import datetime

from uems.access import membership
from uems.access.role import RIGHTS
from uems.api import digest_numbers
from uems.api.door import Asked
from uems.api.parts import Parts
from uems.base.clock import parse_time
from uems.base.errors import Refusal, Unavailable
from uems.base.words import Language
from uems.insight import dashboard, dashboard_link, digest, digest_letter, digest_text
from uems.insight.digest import Digest, Paused
from uems.insight.digest_letter import DigestLetter, LetterTaken, Promise, State
from uems.insight.digest_text import Edition
from uems.mail import post as mail
from uems.mail.letter import BadAddress, Letter
from uems.mail.post import LetterRefused, NotTaken, Post, Unanswered
from uems.store import project as projects
from uems.store.project import Project, check_timezone
from uems.work.job import Job
from uems.work.worker import Patience

LASTS = {"day": 14, "week": 30, "month": 62, "": 14}
"""Days that the link in a letter works: until well after the next."""
_PATIENT = 3
"""So many attempts wait for a question that cannot be answered at the moment; later ones say so in the letter."""


def due(parts: Parts) -> None:
    """Promise what is due in every project. While no mail server is set up ticks stay due, and the last of them is made
    up as soon as there is one."""
    now = parts.clock()
    with parts.store.write() as connection:
        digest_letter.settle(connection, now)
    if parts.post is None:
        return
    for project in projects.every(parts.store):
        zone = check_timezone(project.timezone)
        for one in digest.every(parts.store, project.number):
            tick = digest.latest(one.rhythm, now, zone)
            if tick > one.told_until:
                _promise(parts, project.number, one, tick)


def _promise(parts: Parts, project: int, one: Digest, tick: datetime) -> None:
    now, every = parts.clock(), one.rhythm.every
    with parts.store.write() as connection:
        if digest.take(connection, project, one.dashboard, tick):
            link = dashboard_link.add(connection, project, one.dashboard, one.by, now, LASTS[every])
            what = Promise(one.dashboard, tick, every, one.account, one.by, link.id, one.language, one.recipients)
            digest_letter.promise(connection, project, what, now)


def send(parts: Parts, job: Job) -> None:
    """Hand over the letters of a tick that wait; each that is over keeps its outcome. Raises Unavailable while some are
    to be tried again."""
    project = projects.numbered(parts.store, job.project)
    board, tick = str(job.payload["dashboard"]), parse_time(job.payload["due"])
    waiting = digest_letter.open_of(parts.store, project.number, board, tick)
    for account in {one.account for one in waiting}:
        if why := standing(parts, project.number, account):
            digest.pause(parts.store, project.number, board, account, why)
            _give_up(parts, project, [one for one in waiting if one.account == account], why)
            waiting = [one for one in waiting if one.account != account]
    if not waiting:
        return
    last = job.attempt >= Patience().attempts
    try:
        _hand_over(parts, project, waiting, job.attempt)
    except Unavailable as error:
        if not last:
            raise
        _give_up(parts, project, digest_letter.open_of(parts.store, project.number, board, tick), _said(error))


def standing(parts: Parts, project: int, account: str) -> Paused:
    """Why nothing is sent in an account's name; '' = it may be: what a letter tells, its sender may hand on."""
    with parts.store.read() as connection:
        try:
            member = membership.member(connection, project, account)
        except membership.NoMember:
            return "owner_gone"
    if member.joined_at is None:
        return "owner_gone"
    return "" if "export" in RIGHTS[member.role] else "owner_rights"


def _hand_over(parts: Parts, project: Project, waiting: list[DigestLetter], attempt: int) -> None:
    """Raises NotTaken, Unavailable where some still wait."""
    by = parts.post
    if by is None:
        raise NotTaken(about="mail_not_set_up")
    editions: dict[tuple[Language, str], Edition] = {}

    def edited(one: DigestLetter) -> Edition:
        if (one.language, one.link) not in editions:
            editions[one.language, one.link] = edition(parts, project, one, attempt <= _PATIENT)
        return editions[one.language, one.link]

    left: Unavailable | None = None
    for one in waiting:
        waits = _post(parts, by, project, one, edited)
        left = waits or left
        if waits is not None and (not isinstance(waits, NotTaken) or waits.unreachable):
            break
    if left is not None:
        raise left


def _post(
    parts: Parts, by: Post, project: Project, one: DigestLetter, edited: Callable[[DigestLetter], Edition]
) -> Unavailable | None:
    """Hand a letter over, and note what became of it. Answers why it still waits; None = it does not, or it is somebody
    else's."""
    store, clock, held = parts.store, parts.clock, one

    def about_to() -> None:
        nonlocal held
        held = digest_letter.handing(store, project.number, one, clock())

    def note(state: State, error: str) -> None:
        digest_letter.note(store, project.number, held, state, error, clock())

    try:
        what = edited(one)
        said = digest_text.text(what, one.recipient), digest_text.html(what, one.recipient)
        letter = Letter(one.id, one.recipient, digest_text.subject(what), *said, one.language)
        mail.send(by, letter, clock(), about_to)
    except LetterTaken:
        return None
    except Unanswered as error:
        note("unsure", _said(error))
    except Unavailable as error:
        note("waiting", _said(error))
        return error
    except Refusal as error:
        note("failed", _said(error))
    else:
        note("sent", "")
    return None


def edition(parts: Parts, project: Project, one: DigestLetter, patient: bool) -> Edition:
    """What a letter says, in its language: numbers that its share link shows too. Raises NoDashboard, NoLink, and with
    `patient` Unavailable."""
    store, now, zone = parts.store, parts.clock(), check_timezone(project.timezone)
    board = dashboard.find(store, project.number, one.dashboard)
    link = dashboard_link.find(store, project.number, one.link, now)
    caller = Asked(project, parts, one.language, frozenset({"read"}))
    return Edition(
        board.name,
        project.name,
        project.currency,
        one.every,
        f"{one.due.astimezone(zone):%Y-%m-%d}",
        digest_numbers.told(caller, board, patient),
        f"{parts.settings.console_url}/shared/{dashboard_link.token(parts.keeper.pepper, link.id)}",
        f"{link.expires_at.astimezone(zone):%Y-%m-%d}",
        one.by,
        one.language,
    )


def _give_up(parts: Parts, project: Project, waiting: list[DigestLetter], why: str) -> None:
    for one in waiting:
        digest_letter.note(parts.store, project.number, one, "failed", why, parts.clock())


def _said(error: Refusal) -> str:
    """The server's own words, else the code of the refusal."""
    from_server = isinstance(error, NotTaken | LetterRefused | Unanswered | BadAddress)
    return error.about if from_server and error.about else error.code
