"""A list of ids that somebody brings as a file: who of them is known here, and what is wrong with which line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.events import tablefile
from uems.people.graph import Identities
from uems.people.identity import Space, node_of
from uems.people.person import NUMBER, known
from uems.people.scope import Scope
from uems.store.client import Store

Fault = Literal["unknown", "empty", "too_long", "unreadable"]
MOST_BYTES = 100_000_000
MOST_ROWS = 2_000_000
_CHUNK = 5_000
_TOLD = 100
_LONGEST = 512
_COLUMNS = ("id", "user_id", "person_id", "distinct_id", "anonymous_id", "user_ids", "用户id", "用户标识")


class FileTooLarge(Invalid):
    code = "file_too_large"
    text = Text("文件过大：最多 100 MB、200 万行", "The file is too large: at most 100 MB and 2 million rows")


class NoIdColumn(Invalid):
    code = "no_id_column"
    text = Text("文件中没有这一列", "The file has no such column")


class NobodyKnown(Invalid):
    code = "nobody_known"
    text = Text("文件中没有一个标识属于已有用户", "No id of the file belongs to anybody here")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that gives nobody: `unknown` = nobody here has this id."""

    line: int
    code: Fault
    value: str


@dataclass(slots=True)
class Listed:
    """What a file holds: rows = people + repeated + wrong; `told` = the first hundred of the wrong ones."""

    column: str
    persons: list[int] = field(default_factory=list)
    rows: int = 0
    repeated: int = 0
    wrong: int = 0
    told: list[Wrong] = field(default_factory=list)

    def tell(self, line: int, code: Fault, value: str) -> None:
        self.wrong += 1
        if len(self.told) < _TOLD:
            self.told.append(Wrong(line, code, value[:200]))


def read(path: Path, column: str | None, scope: Scope, store: Store, identities: Identities) -> Listed:
    """The people of a CSV (JSON lines, Parquet) file. `column` None = one that is named like an id, else the first.
    Raises FileUnreadable, FileTooLarge, NoIdColumn, NobodyKnown."""
    rows = tablefile.rows(path)
    head = next(rows, None)
    if head is None:
        raise NobodyKnown(about=column or "")
    listed = Listed(_column(head[1], column))
    seen: set[int] = set()
    whole = _chain(head, rows)
    while some := list(islice(whole, _CHUNK)):
        listed.rows += len(some)
        if listed.rows > MOST_ROWS:
            raise FileTooLarge(about=f"{MOST_ROWS} +")
        asked = list(_ids(some, listed))
        found = people(sorted({id for _, id in asked}), scope, store, identities)
        for line, id in asked:
            person = found.get(id)
            if person is None:
                listed.tell(line, "unknown", id)
            elif person in seen:
                listed.repeated += 1
            else:
                seen.add(person)
                listed.persons.append(person)
    if not listed.persons:
        raise NobodyKnown(about=", ".join(one.value for one in listed.told[:3]))
    return listed


def _chain(head: tablefile.Row, rows: Iterator[tablefile.Row]) -> Iterator[tablefile.Row]:
    yield head
    yield from rows


def _column(first: dict[str, Any] | tablefile.BadLine, asked: str | None) -> str:
    if isinstance(first, tablefile.BadLine):
        raise tablefile.FileUnreadable(about=first.detail)
    if asked is not None:
        if asked not in first:
            raise NoIdColumn(about=f"{asked}: {', '.join(first)}"[:300])
        return asked
    named = {name.strip().lower(): name for name in first}
    return next((named[one] for one in _COLUMNS if one in named), next(iter(first), ""))


def _ids(rows: Sequence[tablefile.Row], listed: Listed) -> Iterator[tuple[int, str]]:
    for line, row in rows:
        if isinstance(row, tablefile.BadLine):
            listed.tell(line, "unreadable", row.sample)
            continue
        value = row.get(listed.column)
        id = "" if value is None else plain(str(value))
        if not id or len(id) > _LONGEST:
            listed.tell(line, "too_long" if id else "empty", id)
        else:
            yield line, id


def plain(cell: str) -> str:
    """An id as it was before a spreadsheet: ours put ' before what would be a formula, such as a telephone number."""
    return cell.strip().removeprefix("'")


def people(ids: Sequence[str], scope: Scope, store: Store, identities: Identities) -> dict[str, int]:
    """The person of each id that is somebody's, as `person.find` reads ids: a user's first, then an anonymous one, then
    a public one."""
    project, answer = scope.project.number, dict[str, int]()
    for start in range(0, len(ids), _CHUNK):
        nodes = {id: _nodes(project, id) for id in ids[start : start + _CHUNK]}
        there = known(scope, store, {node for some in nodes.values() for node in some})
        for id, some in nodes.items():
            node = next((node for node in some if node in there), None)
            if node is not None:
                answer[id] = identities.person(project, node)
    return answer


def _nodes(project: int, id: str) -> list[int]:
    spaces: tuple[Space, Space] = ("user", "anon")
    return [node_of(project, space, id) for space in spaces] + ([int(id, 16)] if NUMBER.fullmatch(id) else [])
