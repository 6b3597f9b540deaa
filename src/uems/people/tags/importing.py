"""Values that come as a file: lines of an id and a value; every line that cannot be taken is told with its reason."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from uems.base.errors import Invalid
from uems.base.ids import hash64, new_id
from uems.base.words import Text
from uems.people import id_list
from uems.people.graph import Identities
from uems.people.scope import Scope
from uems.people.tags.compute import settled
from uems.people.tags.definition import Tag
from uems.people.tags.run import Run
from uems.store.client import Store

MOST_LINES = 1_000_000
MOST_TOLD = 200
_LONGEST = 1000
_BLOCK = 50_000

Problem = Literal["no_person", "no_id", "no_value", "too_long", "bad_confidence", "repeated"]


class NotCsv(Invalid):
    code = "not_csv"
    text = Text(
        "文件应为 UTF-8 的 CSV，首行为 id,value（可加 confidence）",
        "The file is CSV in UTF-8 that begins with the line id,value (and confidence, if you like)",
    )


class TooManyLines(Invalid):
    code = "too_many_lines"
    text = Text("文件不能超过 1,000,000 行", "A file has at most 1,000,000 lines")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that was not taken: its number in the file, from 1 on, and why (`too_long` = one of its texts, or it has
    more cells than the head line)."""

    line: int
    id: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """`lines` = taken + len of all wrong ones; `wrong` holds the first 200 of them."""

    run: Run
    lines: int
    taken: int
    refused: int
    wrong: list[Wrong]


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    id: str
    value: str
    confidence: float


def take(
    store: Store, scope: Scope, identities: Identities, tag: Tag, text: str, base: date, now: datetime
) -> Imported:
    """The file's values as the tag's run at `base`, in the place of an older one of that day. Of several lines for one
    person the last counts, the others are told as repeated. Raises NotCsv, TooManyLines; then nothing changes."""
    wrong: list[Wrong] = []
    lines = list(_lines(text, wrong))
    numbers = id_list.people([one.id for one in lines], scope, store, identities)
    mine: dict[int, Line] = {}
    for one in lines:
        number = numbers.get(one.id)
        if number is None:
            wrong.append(Wrong(one.number, one.id, "no_person"))
            continue
        if number in mine:
            wrong.append(Wrong(mine[number].number, mine[number].id, "repeated"))
        mine[number] = one
    run = settled(store, scope, tag.id, tag.made.version, _write(scope, tag, mine, base, now), base, now)
    wrong.sort(key=lambda one: one.line)
    return Imported(run, len(mine) + len(wrong), len(mine), len(wrong), wrong[:MOST_TOLD])


def _lines(text: str, wrong: list[Wrong]) -> Iterator[Line]:
    """The lines that can be taken; the others are put into `wrong`. Raises NotCsv, TooManyLines."""
    try:
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        head = [name.strip().lower() for name in next(rows, [])]
        if head not in (["id", "value"], ["id", "value", "confidence"]):
            raise NotCsv(about=",".join(head)[:100])
        for count, row in enumerate(rows, 1):
            if count > MOST_LINES:
                raise TooManyLines
            if row:
                line = _read([cell.strip() for cell in row], len(head), rows.line_num, wrong)
                if line is not None:
                    yield line
    except csv.Error as error:
        raise NotCsv(about=str(error)) from error


def _read(row: list[str], width: int, number: int, wrong: list[Wrong]) -> Line | None:
    id, value, said = id_list.plain(row[0]), *[*row[1:], "", ""][:2]
    problem: Problem | None = None
    try:
        confidence = float(said or "1")
    except ValueError:
        confidence = -1.0
    if not id:
        problem = "no_id"
    elif not value:
        problem = "no_value"
    elif max(len(id), len(value)) > _LONGEST or any(row[width:]):  # as of 1,000 without quotes
        problem = "too_long"
    elif not 0 <= confidence <= 1:
        problem = "bad_confidence"
    if problem is None:
        return Line(number, id, value, confidence)
    wrong.append(Wrong(number, id[:100], problem))
    return None


def _write(scope: Scope, tag: Tag, mine: dict[int, Line], base: date, now: datetime) -> int:
    """The rows under a new number."""
    number, source = hash64(new_id("run")), str(tag.made.settings.get("source") or "import")
    fixed = {"project_id": scope.project.number, "run": number, "tag": tag.id, "base": base.isoformat()}
    fixed |= {"source": source, "valid_until": "2299-12-31 00:00:00.000", "written_at": now.timestamp()}
    people = list(mine.items())
    for start in range(0, len(people), _BLOCK):
        rows = [
            json.dumps(
                {
                    **fixed,
                    "person_id": person_id,
                    "value": json.dumps(one.value, ensure_ascii=False),
                    "confidence": one.confidence,
                    "evidence": json.dumps({"line": one.number}),
                }
            )
            for person_id, one in people[start : start + _BLOCK]
        ]
        scope.warehouse.insert("tag_values", "\n".join(rows).encode(), f"tag-{number}-{start}")
    return number
