"""What a protocol is: its routes, how it finds the key, how it reads a request, and the answers its clients expect."""

import re
from base64 import b64decode
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import parse_qsl

import msgspec

from uems.base.registry import offered
from uems.events import lenient
from uems.events import protocols as package
from uems.events.event import Event
from uems.events.lenient import BadEvent, Document, Part
from uems.events.request import REFUSED, Accepted, Batch, Reject
from uems.events.unpack import Unreadable
from uems.store.project import Project

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, its body ready to send."""

    status: int
    body: bytes
    type: str = JSON
    headers: tuple[tuple[bytes, bytes], ...] = ()
    follow: Callable[[], AsyncGenerator[bytes]] | None = None
    """What goes on after the body until the client hangs up, for an answer that never ends."""
    opened: str = ""
    """The key under which it goes on; once it opens nothing the answer ends."""


def json_answer(content: Any, status: int = 200, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Answer:
    return Answer(status, msgspec.json.encode(content), JSON, headers)


@dataclass(frozen=True, slots=True)
class Call:
    """One request without its body. `path` has no prefix and no final slash; `holes` are the route's names."""

    method: str
    path: str
    query_text: str
    headers: Mapping[bytes, bytes]
    peer: str
    scheme: str
    received_at: datetime
    prefix: str = ""
    holes: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> dict[str, str]:
        """The query's fields; of a repeated one the first."""
        if not self.query_text:
            return {}
        pairs = parse_qsl(self.query_text, keep_blank_values=True, errors="replace")
        return dict(reversed(pairs))

    def header(self, name: bytes) -> str:
        """A header by its lower-case name; "" = it was not sent."""
        return self.headers.get(name, b"").decode("latin-1")

    @property
    def basic_user(self) -> str:
        """The user of Basic authentication (a password alone is no key of ours)."""
        scheme, _, rest = self.header(b"authorization").partition(" ")
        if scheme.lower() != "basic":
            return ""
        try:
            return b64decode(rest.strip() + "===").decode("utf-8", "replace").partition(":")[0]
        except ValueError:
            return ""

    @property
    def bearer(self) -> str:
        scheme, _, rest = self.header(b"authorization").partition(" ")
        return rest.strip() if scheme.lower() == "bearer" else ""

    @property
    def base(self) -> str:
        """Where this caller reaches us: host and the prefix of the vendor it used, such as `host:8420/segment`."""
        return self.header(b"host") + self.prefix


@dataclass(frozen=True, slots=True)
class Sent:
    """A request's body, unpacked: its text, the outermost object or array of it, and what stood beside it in a form."""

    text: bytes
    document: Document
    form: Mapping[str, str] = field(default_factory=dict)


NOTHING = Sent(b"", {})
"""What a request without a body sent."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A request that is well formed: the answer its client gets once it is durable, and what reading it will need."""

    answer: Answer
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a whole request is refused: 400 malformed, 401 key, 413 size, 503 later."""

    status: int
    code: str
    detail: str


class Malformed(Exception):
    """Raised by `check` for a request that is not of the protocol's shape."""

    def __init__(self, code: str, detail: str) -> None:
        self.refused = Refused(400, code, detail)
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the request's key opens."""

    key: str
    kind: Literal["write", "secret"] | None
    """None = the route needs no key and none was found."""
    project: Project | None = None
    """Whose it is; None as above."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method and path; `{name}` in the path is a hole. A route with `tell` answers a question, others collect."""

    name: str
    path: str
    methods: tuple[str, ...] = ("POST",)
    tell: Callable[[Call, Sent, Opened], Answer] | None = None
    opens: Literal["write", "secret", "none"] = "write"
    """Which key a question needs: `write` = either, `secret` = only that one."""
    reads: bool = True
    """Whether the body must be JSON; a route that throws its body away reads none."""
    claims: Callable[[Call, Document], bool] | None = None
    """Where several protocols share a path: whether this request is ours, by its shape. None = whatever is left."""
    query: str = ""
    """Ours only with this field in the query."""
    aside: bool = False
    """Whether answering may wait for the store or the facts: then it is done in a thread."""
    quick: Callable[[Call, Sent, Opened], Answer | None] | None = None
    """The same as `tell` from memory alone, without a thread; None = memory cannot say, ask `tell`."""


def union_refusal(_call: Call, why: Refused) -> Answer:
    """A refusal that every vendor's client understands; none of them finds its own key missing."""
    body = {"code": why.code, "message": why.detail, "error": why.detail, "detail": why.detail, "status": 0}
    return json_answer(body, why.status)


def _no_keys(_call: Call, _sent: Sent) -> tuple[str, ...]:
    return ()


def _checks_nothing(_route: str, _call: Call, _sent: Sent) -> Checked:
    raise Malformed("not_collecting", "This route collects nothing")


def _reads_nothing(_accepted: Accepted) -> Batch:
    return Batch()


@dataclass(frozen=True, slots=True)
class Protocol:
    """One vendor's way of speaking. `keys` finds the key, best place first; `check` looks at a request as
    lightly as its answer allows and raises Malformed; `read` makes the events of it, later and whole."""

    name: str
    routes: tuple[Route, ...]
    prefixes: tuple[str, ...] = ()
    """Every route also exists below these, so that customers can give a vendor's client a host with a path."""
    keys: Callable[[Call, Sent], tuple[str, ...]] = _no_keys
    check: Callable[[str, Call, Sent], Checked] = _checks_nothing
    read: Callable[[Accepted], Batch] = _reads_nothing
    refuse: Callable[[Call, Refused], Answer] = union_refusal


def protocols() -> dict[str, Protocol]:
    """Every protocol there is, by name. Raises NotOffered."""
    return offered(package, Protocol)


def first_words(known: Mapping[str, Protocol]) -> frozenset[str]:
    """How the addresses of the protocols begin: `batch` of `/batch` and `posthog` of `/posthog/batch`."""
    routes = {route.path.split("/")[1] for protocol in known.values() for route in protocol.routes}
    return frozenset(routes.union(*(protocol.prefixes for protocol in known.values())))


def reader(known: Mapping[str, Protocol]) -> Callable[[Accepted], Batch]:
    """How an acknowledged request becomes events: its protocol reads it; one refused as a whole is its own reject."""

    def read(accepted: Accepted) -> Batch:
        if accepted.route == REFUSED:
            return Batch(rejects=[msgspec.json.decode(accepted.body, type=Reject)])
        return known[accepted.source].read(accepted)

    return read


@dataclass(frozen=True, slots=True)
class Match:
    """A route that a request may belong to."""

    protocol: Protocol
    route: Route
    prefix: str
    holes: Mapping[str, str]


class Router:
    """Which routes a method and path may mean. Paths are compared without final and doubled slashes."""

    def __init__(self, protocols: Mapping[str, Protocol]) -> None:
        self._exact: dict[tuple[str, str], tuple[Match, ...]] = {}
        self._patterns: list[tuple[str, re.Pattern[str], Match]] = []
        self._paths: set[str] = set()
        for protocol in protocols.values():
            for prefix in ("", *(f"/{p}" for p in protocol.prefixes)):
                for route in protocol.routes:
                    self._add(Match(protocol, route, prefix, {}))

    def _add(self, match: Match) -> None:
        path = match.prefix + match.route.path
        for method in match.route.methods:
            if "{" in path:
                pattern = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))
                self._patterns.append((method, pattern, match))
            else:
                known = self._exact.get((method, path), ())
                # What claims by shape is asked before what takes the rest.
                self._exact[method, path] = tuple(sorted((*known, match), key=lambda m: m.route.claims is None))
                self._paths.add(path)

    def find(self, method: str, path: str, query: str = "") -> tuple[Match, ...]:
        """The routes that may be meant, in the order to ask them; none = not a path of any protocol."""
        path = plain_path(path)
        found = self._exact.get((method, path))
        if found is None:
            found = tuple(self._by_pattern(method, path))
        if len(found) == 1 and not found[0].route.query:
            return found
        return tuple(match for match in found if not match.route.query or f"{match.route.query}=" in query)

    def knows(self, path: str) -> bool:
        """Whether any method of the path is somebody's."""
        path = plain_path(path)
        return path in self._paths or any(pattern.fullmatch(path) for _, pattern, _ in self._patterns)

    def _by_pattern(self, method: str, path: str) -> list[Match]:
        found = ((match, pattern.fullmatch(path)) for asked, pattern, match in self._patterns if asked == method)
        return [Match(m.protocol, m.route, m.prefix, held.groupdict()) for m, held in found if held]


def plain_path(path: str) -> str:
    """The path without final and doubled slashes."""
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    return path[:-1] if len(path) > 1 and path.endswith("/") else path


def read_each(parts: list[Part], event_of: Callable[[Part], Event]) -> Batch:
    """Every part through `event_of`; a BadEvent becomes a reject and leaves its neighbours alone."""
    events: list[Event] = []
    rejects: list[Reject] = []
    for index, part in enumerate(parts):
        try:
            events.append(event_of(part))
        except BadEvent as why:
            rejects.append(Reject(code=why.code, detail=why.detail, index=index, sample=lenient.text_of(part)))
    return Batch(events=events, rejects=rejects)


def document_of(accepted: Accepted) -> Document:
    """The document of an acknowledged request, which was readable then. Raises ValueError where it no longer is."""
    found = lenient.document(accepted.body)
    if isinstance(found, Unreadable):
        raise ValueError(found.detail)  # becomes a reject that people can see
    return found


def text_in(document: Document, *names: str) -> tuple[str, ...]:
    """The texts that stand under these names in the outermost object."""
    if not isinstance(document, dict):
        return ()
    found = (plain(document[name]) for name in names if name in document)
    return tuple(text for text in found if isinstance(text, str) and text)


def plain(part: Part) -> Any:
    """A small member's value, None where it cannot be read."""
    try:
        return lenient.value(part)
    except BadEvent:
        return None
