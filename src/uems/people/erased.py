"""The ids of people who were erased, known by keyed hashes alone: what comes of them later is dropped, with a reason.

An event of somebody else that names such an id beside their own keeps everything but that id.
"""

import json
import re
import threading
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from msgspec.structs import replace

from uems.events.event import Event
from uems.events.request import Batch, Reject
from uems.people.identity import Space
from uems.store.client import Store
from uems.store.secret import key_hash
from uems.store.table import insert, metadata

table = sa.Table(
    "erased_id",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("erasure", sa.Text, nullable=False),
)

CODE = "person_erased"
_DETAIL = "The event is of a person who was erased; 此事件属于已被删除的用户"
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[0-9]+')
_SPACES: tuple[Space, Space] = ("user", "anon")

Named = tuple[Space, str]


class Erased:
    """The open memory of every project. `bar` is called with every batch, from any thread; without an erased person in
    the project it costs one look-up."""

    def __init__(self, store: Store, pepper: bytes) -> None:
        self._store = store
        self._pepper = pepper
        self._lock = threading.Lock()
        self._known: dict[int, frozenset[str]] = {}
        with store.read() as connection:
            rows = connection.execute(sa.select(table.c.project, table.c.hash)).all()
        for project in {row.project for row in rows}:
            self._known[project] = frozenset(row.hash for row in rows if row.project == project)

    def hash(self, project: int, space: Space, value: str) -> str:
        """What is kept of an id: nobody without the installation's secret can tell from it which id it was."""
        return key_hash(self._pepper, f"erased\x1f{project}\x1f{space}\x1f{value}")

    def keep(self, connection: sa.Connection, project: int, erasure: str, ids: Iterable[Named]) -> None:
        """Within a transaction; after it, `remember` the same."""
        for space, value in ids:
            row = {"project": project, "hash": self.hash(project, space, value), "erasure": erasure}
            connection.execute(insert(connection, table).values(row).on_conflict_do_nothing())

    def remember(self, project: int, ids: Iterable[Named]) -> None:
        """From now on these are dropped."""
        news = {self.hash(project, space, value) for space, value in ids}
        with self._lock:
            self._known[project] = self._known.get(project, frozenset()) | news

    def erasure_of(self, project: int, text: str) -> str | None:
        """The erasure in which this id, a user's or else an anonymous one, was taken out."""
        with self._store.read() as connection:
            for space in _SPACES:
                c = table.c
                asked = sa.select(c.erasure).where(c.project == project, c.hash == self.hash(project, space, text))
                found: str | None = connection.execute(asked).scalar()
                if found is not None:
                    return found
        return None

    def names(self, project: int, event: Event) -> bool:
        """Whether the event bears any erased id."""
        known = self._known.get(project)
        return known is not None and any(self.hash(project, *one) in known for one in named(event))

    def bar(self, project: int, batch: Batch) -> Batch:
        """The batch without what is of erased people; each event that falls out is a reject that says nothing of it."""
        known = self._known.get(project)
        if known is None:
            return batch
        events: list[Event] = []
        rejects = [_told(one) if self._speaks(project, known, one) else one for one in batch.rejects]
        for event in batch.events:
            left = self._left(project, known, event)
            if left is None:
                rejects.append(Reject(code=CODE, detail=_DETAIL, event=event.event or ""))
            else:
                events.append(left)
        return Batch(events=events, rejects=rejects)

    def _speaks(self, project: int, known: frozenset[str], reject: Reject) -> bool:
        """Whether an erased id stands in what is shown of a refused event: as a JSON text of it, or as a number."""
        said = {word for text in (reject.sample, reject.detail) for word in _words(text)}
        return any(self.hash(project, space, word) in known for word in said for space in _SPACES)

    def _left(self, project: int, known: frozenset[str], event: Event) -> Event | None:
        def gone(space: Space, value: str | None) -> bool:
            return bool(value) and self.hash(project, space, str(value)) in known

        main = bearer(event)
        if main is not None and gone(*main):
            return None
        changed: dict[str, None] = {}
        if gone("anon", event.anonymous_id):
            changed["anonymous_id"] = None
        if gone("user", event.distinct_id) or gone("anon", event.distinct_id):
            changed["distinct_id"] = None
        if gone("user", event.prev_id) or gone("anon", event.prev_id):
            changed["prev_id"] = None
            if event.type in ("alias", "unlink"):
                return None
        return replace(event, **changed) if changed else event


def _told(reject: Reject) -> Reject:
    return replace(reject, code=CODE, detail=_DETAIL, sample="")


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        word = found[0]
        try:
            yield json.loads(word) if word[0] == '"' else word
        except ValueError:
            yield word.strip('"')


def bearer(event: Event) -> Named | None:
    """The id that an event counts for."""
    if event.user_id:
        return "user", event.user_id
    if event.distinct_id and event.distinct_id != event.anonymous_id:
        return "user", event.distinct_id
    return ("anon", event.anonymous_id) if event.anonymous_id else None


def named(event: Event) -> Iterator[Named]:
    """Every id that an event bears; of some it does not say of which space they are."""
    if event.user_id:
        yield "user", event.user_id
    if event.anonymous_id:
        yield "anon", event.anonymous_id
    for value in (event.distinct_id, event.prev_id):
        if value:
            yield "user", value
            yield "anon", value
