"""Who is asking: the key in a request opens one project, and the question gets its scope."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from uems.api.parts import Parts
from uems.base.errors import Forbidden, Invalid, NotFound, Refusal
from uems.base.words import Language, Text
from uems.people.scope import Scope
from uems.store.project import Project, check_timezone


class KeyRefused(Refusal):
    """Not one of the five kinds: the caller is unknown, which only the door can say (401)."""

    code = "key_refused"
    text = Text("缺少密钥或密钥无效", "The key is missing or not valid")


class WriteKeyCannotRead(Forbidden):
    code = "write_key_cannot_read"
    text = Text("写入密钥不能读取数据，请使用 sk_ 密钥", "A write key never reads data; use the secret key (sk_…)")


class NowOutOfRange(Invalid):
    code = "now_out_of_range"
    text = Text("now 应在 1971 至 2199 年之间", "now lies between 1971 and 2199")


_FIRST, _LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """One authenticated call: the project its key opens and the parts of the running program."""

    project: Project
    parts: Parts
    language: Language

    def scope(self, now: datetime | None = None, timezone: str | None = None) -> Scope:
        """The scope of a question with the body's own clock and calendar. Raises UnknownTimezone, NowOutOfRange."""
        zone = check_timezone(timezone or self.project.timezone)
        if now is not None and not _FIRST <= now <= _LAST:
            raise NowOutOfRange(about="now")
        merged = self.parts.identities.merged(self.project.number)
        now = now or self.parts.clock()
        seen_until = min(now, self.parts.writer.data_until)
        return Scope(self.parts.warehouse, self.project, now, zone, merged, seen_until)

    def zoned(self, moment: datetime | None) -> datetime | None:
        """A time without a zone is meant in the project's."""
        naive = moment is not None and moment.tzinfo is None
        return moment.replace(tzinfo=check_timezone(self.project.timezone)) if moment is not None and naive else moment


def language_of(request: Request) -> Language:
    """The first of zh and en that Accept-Language names; en when it names neither."""
    for wish in request.headers.get("accept-language", "").lower().split(","):
        if wish.strip().startswith(("zh", "en")):
            return "zh" if wish.strip().startswith("zh") else "en"
    return "en"


def reader(request: Request) -> Asked:
    """The caller of a reading route. Raises KeyRefused, WriteKeyCannotRead, NotFound for another project's id."""
    parts: Parts = request.app.state.parts
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    found = parts.keys.find(key.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise KeyRefused
    project, kind = found
    if kind != "secret":
        raise WriteKeyCannotRead
    wanted = request.query_params.get("project")
    if wanted is not None and wanted != project.id:
        raise NotFound(about=f"project: {wanted}")
    return Asked(project, parts, language_of(request))


Reader = Annotated[Asked, Depends(reader)]
