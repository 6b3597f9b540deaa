"""An erasure: a person's rows go from everywhere, what comes later is dropped, and a receipt lists what went.

Asking keeps the list of ids and promises a job in one transaction. The job may be cut short and begins again: each step
takes out what it finds, and the receipt keeps the larger count. The list goes last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.people import member
from uems.people.erased import Erased, Named
from uems.people.graph import Identities
from uems.people.identity import node_of
from uems.people.link import Id
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata
from uems.work import job

State = Literal["waiting", "doing", "done"]
KIND = "erasure"

table = sa.Table(
    "erasure",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("ids", sa.Integer, nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("done_at", Instant),
    sa.Column("went", sa.JSON, nullable=False),
    sa.Column("whom", sa.JSON(none_as_null=True)),
    sa.CheckConstraint("state in ('waiting', 'doing', 'done')", name="state"),
)
"""`whom` = [[space, value], …] and the persons they were, until it is done; then nothing here says who it was."""


class NoErasure(NotFound):
    code = "erasure_not_found"
    text = Text("没有这条删除记录", "There is no such erasure")


@dataclass(frozen=True, slots=True)
class Erasure:
    """`ids` = how many ids were theirs; `went` = rows taken out, by place."""

    id: str
    state: State
    ids: int
    asked_by: str
    asked_at: datetime
    done_at: datetime | None
    went: dict[str, int]


@dataclass(frozen=True, slots=True)
class Whom:
    """The ids to take out, and the persons that their events may be written under."""

    ids: list[Id]
    under: list[int]

    @property
    def nodes(self) -> list[int]:
        return [id.node for id in self.ids]

    @property
    def named(self) -> list[Named]:
        return [(id.space, id.value) for id in self.ids]


def ask(
    store: Store, identities: Identities, erased: Erased, project: int, asked: Id, by: str, now: datetime
) -> Erasure:
    """Promise that the person of this id is erased, with all their ids. From now on nothing of them is taken in."""
    made = new_id("ers")
    with identities.still(project):
        with store.write() as connection:
            whom = _whom(connection, project, [asked])
            values: dict[str, Any] = {"id": made, "state": "waiting", "ids": len(whom.ids), "asked_by": by}
            values |= {"asked_at": now, "went": {}, "whom": _kept(whom)}
            connection.execute(sa.insert(table).values(project=project, **values))
            erased.keep(connection, project, made, whom.named)
            job.enqueue(connection, KIND, {"erasure": made}, now=now, project=project, key=made)
        erased.remember(project, whom.named)
    return find(store, project, made)


def find(store: Store, project: int, id: str) -> Erasure:
    """Raises NoErasure."""
    with store.read() as connection:
        return _erasure(shelf.find(connection, table, project, id, NoErasure))


def listed(store: Store, project: int, limit: int, cursor: str | None) -> tuple[list[Erasure], str | None]:
    """Some erasures in the order of their ids, and where the next page begins."""
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor)
    return [_erasure(row) for row in rows], next


def whom(store: Store, project: int, id: str) -> Whom | None:
    """Who is still to be taken out; None = nobody can say any more."""
    with store.read() as connection:
        kept = shelf.find(connection, table, project, id, NoErasure).whom
    if kept is None:
        return None
    return Whom([Id(node_of(project, space, value), space, value) for space, value in kept["ids"]], kept["under"])


def widened(store: Store, erased: Erased, project: int, id: str, known: Whom) -> Whom:
    """The same with ids that a block in hand joined to the person while it was asked; they are barred too."""
    with store.write() as connection:
        found = _whom(connection, project, known.ids)
        ids = list(dict.fromkeys([*known.ids, *found.ids]))
        under = sorted({*known.under, *found.under})
        whole = Whom(ids, under)
        if whole != known:
            erased.keep(connection, project, id, whole.named)
            values = {"whom": _kept(whole), "ids": len(ids)}
            shelf.change(connection, table, project, id, values, NoErasure)
    erased.remember(project, whole.named)
    return whole


def note(store: Store, project: int, id: str, values: dict[str, Any]) -> None:
    """Other values of its row."""
    with store.write() as connection:
        shelf.change(connection, table, project, id, values, NoErasure)


def count(connection: sa.Connection, project: int, id: str, went: Mapping[str, int]) -> None:
    """Rows that go now, for the receipt; a repeated step finds less, or nothing, and the larger count stays."""
    had = _erasure(shelf.find(connection, table, project, id, NoErasure)).went
    whole = had | {place: max(number, had.get(place, 0)) for place, number in went.items()}
    shelf.change(connection, table, project, id, {"went": whole}, NoErasure)


def _whom(connection: sa.Connection, project: int, asked: Sequence[Id]) -> Whom:
    """All ids of the people that these ids are, and where their events may stand."""
    members = member.of_nodes(connection, project, [id.node for id in asked])
    persons = {members[id.node].person for id in asked if id.node in members}
    found = member.of_persons(connection, project, persons)
    every = [one for person in sorted(persons) for one in found.get(person, [])]
    ids = list(dict.fromkeys([*asked, *(one.id for one in every)]))
    under = {id.node for id in ids} | {past for one in every for past in (*one.past, one.person)}
    return Whom(ids, sorted(under))


def _kept(whom: Whom) -> dict[str, Any]:
    return {"ids": [[id.space, id.value] for id in whom.ids], "under": whom.under}


def _erasure(row: Any) -> Erasure:
    return Erasure(**{name: getattr(row, name) for name in Erasure.__dataclass_fields__})
