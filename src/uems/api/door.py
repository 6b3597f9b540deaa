"""Who is asking: a key or a session opens one project, and the question gets its scope and its rights."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Path, Request
from starlette.concurrency import run_in_threadpool

from uems.access import membership, role, session
from uems.access.account import Account
from uems.access.role import NotAllowed, Right, Role
from uems.access.session import Session
from uems.api.parts import Parts
from uems.api.waiting import waited_for
from uems.base.errors import Forbidden, Invalid, NotFound, Refusal
from uems.base.words import Language, Text
from uems.events.pipeline import FIRST
from uems.people import asking, property_class
from uems.people.property_class import Mask, Of
from uems.people.scope import Scope
from uems.store.project import Project, check_timezone

COOKIE = "uems_session"
_READS = {"GET", "HEAD", "OPTIONS"}
_LAST = datetime(2200, 1, 1, tzinfo=UTC)
_TELLS_NO_VALUE = ("is_set", "not_set")


class KeyRefused(Refusal):
    """Not one of the five kinds: the caller is unknown, which only the door can say (401)."""

    code = "key_refused"
    text = Text("缺少密钥或密钥无效", "The key is missing or not valid")


class SignInRequired(KeyRefused):
    code = "sign_in_required"
    text = Text("请先登录", "Sign in first")


class SessionExpired(Refusal):
    code = "session_expired"
    text = Text("登录已过期，请重新登录", "Your session has ended; sign in again")


class WriteKeyCannotRead(Forbidden):
    code = "write_key_cannot_read"
    text = Text("写入密钥不能读取数据，请使用 sk_ 密钥", "A write key never reads data; use the secret key (sk_…)")


class CsrfRefused(Forbidden):
    code = "csrf"
    text = Text(
        "缺少 X-CSRF-Token 或与会话不符，请刷新页面", "X-CSRF-Token is missing or not this session's; reload the page"
    )


class ForeignOrigin(Forbidden):
    code = "foreign_origin"
    text = Text("请求来自其他网站", "The request comes from another site")


class PeopleOnly(Forbidden):
    code = "people_only"
    text = Text("只有登录的人可以这样做，密钥不可以", "Only somebody who signed in can do this, a key cannot")


class ProjectUnnamed(Invalid):
    code = "project_unnamed"
    text = Text(
        "请用 X-UEMS-Project 头或 ?project= 指定项目", "Name the project with the header X-UEMS-Project or ?project="
    )


class HiddenProperty(Forbidden):
    code = "property_hidden"
    text = Text(
        "该属性的值对您隐藏，不能按它拆分、筛选或汇总",
        "The values of this property are hidden from you: nothing can be split, filtered or measured by it",
    )


class NowOutOfRange(Invalid):
    code = "now_out_of_range"
    text = Text("now 应在 1971 至 2199 年之间", "now lies between 1971 and 2199")


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody who signed in; `csrf` is what their pages send with every change."""

    session: Session
    csrf: str
    parts: Parts

    @property
    def account(self) -> Account:
        return self.session.account


@dataclass(frozen=True, slots=True)
class Asked:
    """One authenticated call: the project it is about, what the caller may, and the parts of the running program.

    `account` is None for a secret key. What is asked of the warehouse goes by `mark`, where somebody may hang up."""

    project: Project
    parts: Parts
    language: Language
    rights: frozenset[Right]
    account: Account | None = None
    role: Role | None = None
    mark: str | None = None
    _mask: list[Mask] = field(default_factory=list, init=False, compare=False, repr=False)
    """What was read of the mask in this call: at most one."""

    @property
    def by(self) -> str:
        """Who it is, for what people read: the account's name, or '' for a key."""
        return "" if self.account is None else self.account.name

    def must(self, right: Right) -> None:
        """Raises NotAllowed."""
        if right not in self.rights:
            raise NotAllowed(right)

    def scope(self, now: datetime | None = None, timezone: str | None = None) -> Scope:
        """The scope of a question with the body's own clock and calendar. Raises UnknownTimezone, NowOutOfRange."""
        zone = check_timezone(timezone or self.project.timezone)
        if now is not None and not FIRST <= now <= _LAST:
            raise NowOutOfRange(about="now")
        parts, now = self.parts, now or self.parts.clock()
        seen_until = min(now, parts.writer.data_until)
        return asking.scope(
            *(parts.store, parts.warehouse, parts.identities, self.project, now, zone, seen_until, self.mask()),
            self.mark,
        )

    def mask(self) -> Mask:
        """What the caller does not see of people; read once in a call."""
        if not self._mask:
            personal = "see_personal" in self.rights
            self._mask.append(property_class.mask(self.parts.store, self.project.number, personal))
        return self._mask[0]

    def hidden(self, named: Iterable[tuple[str, Of]]) -> list[str]:
        """Those of these properties whose values an answer must not tell the caller."""
        wanted = set(named)
        mask = self.mask() if wanted else None
        return sorted({name for name, of in wanted if mask is not None and mask.hides(name, of=of)})

    def must_see(self, named: Iterable[tuple[str, Of]]) -> None:
        """Raises HiddenProperty for those of these properties whose values an answer must not tell the caller."""
        if hidden := self.hidden(named):
            raise HiddenProperty(about=", ".join(hidden)[:500])

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


def bears_key(request: Request) -> bool:
    """Whether the caller shows a key (a cookie beside it counts for nothing)."""
    return "authorization" in request.headers


def asked(request: Request) -> Asked:
    """The caller, by key or by session, in the project that the request names; rights are not looked at yet.

    Raises KeyRefused, WriteKeyCannotRead, SessionExpired, CsrfRefused, ForeignOrigin, ProjectUnnamed, NotFound for a
    project that is not the caller's.
    """
    if bears_key(request) or COOKIE not in request.cookies:
        return _by_key(request)
    return enter(signed(request), request)


def _by_key(request: Request) -> Asked:
    parts: Parts = request.app.state.parts
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    found = parts.keys.find(key.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise KeyRefused
    project, kind = found
    if kind != "secret":
        raise WriteKeyCannotRead
    wanted = named(request)
    if wanted is not None and wanted != project.id:
        raise NotFound(about=f"project: {wanted}")
    return Asked(project, parts, language_of(request), role.SECRET_KEY)


def signed(request: Request) -> Signed:
    """Who signed in. Raises SignInRequired, SessionExpired, PeopleOnly, CsrfRefused, ForeignOrigin."""
    if bears_key(request):
        _by_key(request)
        raise PeopleOnly
    parts: Parts = request.app.state.parts
    token = request.cookies.get(COOKIE)
    if not token:
        raise SignInRequired
    found = session.find(parts.store, parts.keeper.pepper, token, parts.clock())
    if found is None:
        raise SessionExpired
    if request.method not in _READS:
        same_site(request)
        if not session.csrf_agrees(parts.keeper.pepper, token, request.headers.get("x-csrf-token", "")):
            raise CsrfRefused
    return Signed(found, session.csrf(parts.keeper.pepper, token), parts)


def same_site(request: Request) -> None:
    """A browser says from whose page a request comes; another site's changes nothing here. Raises ForeignOrigin."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    own = {request.headers.get("host", ""), request.headers.get("x-forwarded-host", "")} - {""}
    if urlsplit(origin).netloc not in own:
        raise ForeignOrigin(about=origin[:200])


def named(request: Request) -> str | None:
    """The project that a request names: in its path, a header or the query."""
    said = request.path_params.get("project"), request.headers.get("x-uems-project")
    return next((one for one in (*said, request.query_params.get("project")) if one is not None), None)


def enter(who: Signed, request: Request) -> Asked:
    """Somebody in the project that the request names. Raises ProjectUnnamed, NotFound."""
    wanted = named(request)
    if wanted is None:
        raise ProjectUnnamed
    found = None
    if wanted.isascii() and wanted.isprintable():
        with who.parts.store.read() as connection:
            found = membership.entered(connection, who.account.id, wanted)
    if found is None:
        raise NotFound(about=f"project: {wanted}")
    project, given = found
    return Asked(project, who.parts, language_of(request), role.RIGHTS[given], who.account, given)


def known(request: Request) -> Signed | Asked:
    """Somebody who signed in, in no project yet, or the holder of a key in its own. Raises what both raise."""
    return _by_key(request) if bears_key(request) or COOKIE not in request.cookies else signed(request)


@cache
def may(right: Right, watched: bool = True) -> Callable[[Request], AsyncIterator[Asked]]:
    """A dependency: the caller, who has the right, and whose body compares no value that is hidden from them; what they
    ask is stopped when they hang up, where it is `watched` here. Raises what `asked` raises, NotAllowed,
    HiddenProperty."""

    async def caller(request: Request) -> AsyncIterator[Asked]:
        found = await run_in_threadpool(asked, request)
        found.must(right)
        if watched and _is_read(request):
            found = replace(found, mark=found.parts.warehouse.mark())
        # Whoever may not see some values could find them out by asking who has which.
        if "see_personal" not in found.rights and (told := list(compared(await _sent(request)))):
            await run_in_threadpool(found.must_see, told)
        if found.mark is None:
            yield found
            return
        async with waited_for(request, found.parts.warehouse, found.mark):
            yield found

    return caller


def _is_read(request: Request) -> bool:
    """Whether nothing of the request is left for the route to read."""
    return request.method in _READS or getattr(request.scope.get("route"), "body_field", None) is not None


def evaluates(request: Request) -> Asked:
    """Whoever may ask what flags are for a person: the holder of either key, or somebody signed in who may read.

    Raises what `asked` raises, and NotAllowed."""
    if not bears_key(request) and COOKIE in request.cookies:
        found = enter(signed(request), request)
        found.must("read")
        return found
    parts: Parts = request.app.state.parts
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    held = parts.keys.find(key.strip()) if scheme.lower() == "bearer" else None
    if held is None:
        raise KeyRefused
    wanted = named(request)
    if wanted is not None and wanted != held[0].id:
        raise NotFound(about=f"project: {wanted}")
    return Asked(held[0], parts, language_of(request), frozenset())


async def _sent(request: Request) -> object:
    """The JSON body of a route that takes one, which was read already; None = there is none."""
    if getattr(request.scope.get("route"), "body_field", None) is None:
        return None
    try:
        return await request.json()
    except (ValueError, RecursionError):  # not JSON: it is refused as what it is
        return None


def compared(body: object) -> Iterator[tuple[str, Of]]:
    """The properties whose values are compared by the tests of a body, however deep these stand."""
    waiting = [body]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
            person, event = part.get("person"), part.get("property")
            if "op" not in part or part["op"] in _TELLS_NO_VALUE:
                continue
            if isinstance(person, str):
                yield person, "person"
            if isinstance(event, str):
                yield event, "event"


def guest(request: Request) -> Parts:
    """Anybody, for the few routes that must work before signing in. Raises ForeignOrigin."""
    if request.method not in _READS:
        same_site(request)
    parts: Parts = request.app.state.parts
    return parts


Id = Annotated[str, Path(max_length=100, pattern="^[!-~]*$")]
"""An opaque id in a path, such as `rep_4k0…`."""

Reader = Annotated[Asked, Depends(may("read"), scope="function")]
Exporter = Annotated[Asked, Depends(may("export"), scope="function")]
Analyst = Annotated[Asked, Depends(may("analyse"), scope="function")]
Operator = Annotated[Asked, Depends(may("operate"), scope="function")]
PeopleEditor = Annotated[Asked, Depends(may("people"), scope="function")]
Manager = Annotated[Asked, Depends(may("manage"), scope="function")]
Owner = Annotated[Asked, Depends(may("own"), scope="function")]
Evaluator = Annotated[Asked, Depends(evaluates)]
Known = Annotated[Signed | Asked, Depends(known)]
SignedIn = Annotated[Signed, Depends(signed)]
Guest = Annotated[Parts, Depends(guest)]
