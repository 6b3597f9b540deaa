"""Computing a tag for a base date: its kind's question becomes a run of values, counted and compared with the last."""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from uems.base.errors import Conflict, Invalid, Refusal
from uems.base.ids import hash64, new_id
from uems.base.words import Text
from uems.people import asking
from uems.people.graph import Identities
from uems.people.scope import Scope
from uems.people.tags import definition, run
from uems.people.tags.definition import Tag, Version
from uems.people.tags.kind import Kind, kinds
from uems.people.tags.run import Run
from uems.store import project as store_project
from uems.store.client import Store
from uems.store.project import Project, check_timezone
from uems.warehouse.client import HOUSEKEEPING, Warehouse
from uems.warehouse.sql import Sql, sql
from uems.warehouse.typed import in_its_words

_log = logging.getLogger(__name__)

_COLUMNS = (
    *("project_id", "run", "tag", "base", "person_id", "value", "confidence"),
    *("source", "evidence", "valid_until", "written_at"),
)
ENDLESS = sql("toDateTime64('2299-12-31 00:00:00', 3, 'UTC')")
"""`valid_until` of a value that does not end."""
_BLOCK = 50_000
"""Rows written at once."""
_SHARES = 100
"""So many of the commonest values are counted with a run."""
_STAYS = timedelta(hours=1)
"""Values of a run that no tag has stay so long: it may be about to become one's."""
_FIRST = date(1971, 1, 1)


class BaseOutOfRange(Invalid):
    code = "base_out_of_range"
    text = Text("基准日应在 1971 年之后且不晚于今天", "A base date lies after 1971 and not after today")


class NothingToCompute(Conflict):
    code = "tag_is_imported"
    text = Text("导入标签的值来自文件，请重新导入", "The values of this tag come from files; import one")


def yesterday(project: Project, now: datetime) -> date:
    """The last whole day of the project's calendar, which tags are computed for by default."""
    return now.astimezone(check_timezone(project.timezone)).date() - timedelta(days=1)


def at_base(
    store: Store, warehouse: Warehouse, identities: Identities, project: Project, base: date, now: datetime
) -> Scope:
    """The facts as they were in the last moment of the day `base`; of today, as they are now. Raises BaseOutOfRange."""
    zone = check_timezone(project.timezone)
    if not _FIRST <= base <= now.astimezone(zone).date():
        raise BaseOutOfRange(about=base.isoformat())
    end = datetime.combine(base + timedelta(days=1), time(), zone).astimezone(UTC) - timedelta(milliseconds=1)
    return asking.scope(store, warehouse, identities, project, min(end, now), zone)


def compute(store: Store, scope: Scope, tag: Tag, version: Version, base: date, now: datetime) -> Run:
    """The version's values at the base date (the scope's, see `at_base`) as a new run in the place of an older one.
    Raises NothingToCompute, and what the settings' conditions and the question raise; then nothing changes."""
    kind = kinds()[version.kind]
    if kind.values is None:
        raise NothingToCompute(about=tag.id)
    settings = kind.settings.model_validate(version.settings)
    asked = kind.values(settings, scope, base)
    source = kind.name if kind.source is None else kind.source(settings)
    number = write(scope, tag.id, asked, source, kind, base, now)
    return settled(store, scope, tag.id, version.version, number, base, now)


def write(scope: Scope, tag: str, values: Sql, source: str, kind: Kind, base: date, now: datetime) -> int:
    """What the kind says of people with an event until the base, kept under a new number. Raises SqlRefused."""
    said = sql(
        """SELECT person_id, value, confidence, {source:String} AS source, evidence, {until} AS valid_until
FROM ({values}) WHERE value NOT IN ('', 'null', '""') AND person_id IN (
    SELECT person_id FROM {events} WHERE person_id != 0 AND ts <= {end:DateTime64(3)}
)""",
        source=source,
        until=sql("valid_until") if kind.expires else ENDLESS,
        values=values,
        events=scope.events,
        end=scope.now,
    )
    return keep(scope, tag, said, base, now, kind.typed)


def keep(scope: Scope, tag: str, values: Sql, base: date, now: datetime, typed: bool = False) -> int:
    """`values` (SELECT person_id, value, confidence, source, evidence, valid_until) as rows under a new number, which
    nobody sees until the store has it. `typed` = they hold what somebody typed. Raises SqlRefused."""
    number = hash64(new_id("run"))
    rows = sql(
        """SELECT {project:UInt32} AS project_id, {run:UInt64} AS run, {tag:String} AS tag, {base:Date} AS base,
    person_id, value, toFloat32(confidence) AS confidence, source, evidence, valid_until,
    {now:DateTime64(3)} AS written_at
FROM ({values})""",
        project=scope.project.number,
        run=number,
        tag=tag,
        base=base.isoformat(),
        now=now,
        values=values,
    )
    if typed:
        _put_typed(scope, rows)
    else:
        scope.warehouse.insert_selected("tag_values", _COLUMNS, rows, scope.project.number)
    return number


def _put_typed(scope: Scope, rows: Sql) -> None:
    """The rows of a question that somebody typed: it is asked where nothing can be written, then they are written."""
    with in_its_words():
        found = scope.warehouse.query_typed(rows, scope.project.number, None, limits=HOUSEKEEPING)
    lines = [json.dumps(row, default=str).encode() for row in found.dicts()]
    for at in range(0, len(lines), _BLOCK):
        scope.warehouse.insert("tag_values", b"\n".join(lines[at : at + _BLOCK]), new_id("tag"))


def settled(store: Store, scope: Scope, tag: str, version: int, number: int, base: date, now: datetime) -> Run:
    """The written values counted, and compared with the run before; from now on they are the tag's."""
    project = scope.project.number
    shares = sql(
        """SELECT value, count() AS n FROM tag_values WHERE run = {run:UInt64}
GROUP BY value ORDER BY n DESC, value LIMIT {most:UInt16}""",
        run=number,
        most=_SHARES,
    )
    people = sql("SELECT count() FROM tag_values WHERE run = {run:UInt64}", run=number)
    everybody = sql(
        "SELECT uniqExact(person_id) FROM {events} WHERE person_id != 0 AND ts <= {now:DateTime64(3)}",
        events=scope.events,
        now=scope.now,
    )
    before = run.newest(store, project, tag, version, base)
    compared = (0, 0) if before is None else tuple(scope.ask(flips(number, before.run)).rows[0])
    done = Run(
        tag,
        version,
        base,
        number,
        int(scope.ask(people).scalar()),
        int(scope.ask(everybody).scalar()),
        None if before is None else before.base,
        int(compared[0]),
        int(compared[1]),
        [(value, count) for value, count in scope.ask(shares).rows],
        now,
    )
    run.put(store, project, done)
    return done


def flips(number: int, before: int) -> Sql:
    """(people with a value in both runs, those of them whose value changed)."""
    return sql(
        """SELECT count(), countIf(a.value != b.value)
FROM (SELECT person_id, value FROM tag_values WHERE run = {run:UInt64}) AS a
INNER JOIN (SELECT person_id, value FROM tag_values WHERE run = {before:UInt64}) AS b USING (person_id)""",
        run=number,
        before=before,
    )


def nightly(store: Store, warehouse: Warehouse, identities: Identities, now: datetime) -> int:
    """Of every project the published tags that have no values of yesterday yet; how many were computed."""
    done = 0
    for project in store_project.every(store):
        base = yesterday(project, now)
        for tag in in_turn(definition.every(store, project.number)):
            done += _tonight(store, warehouse, identities, project, tag, base, now)
    return done


def _tonight(
    store: Store, warehouse: Warehouse, identities: Identities, project: Project, tag: Tag, base: date, now: datetime
) -> bool:
    version = tag.seen
    if version is None or not kinds()[version.kind].daily:
        return False
    have = run.newest(store, project.number, tag.id, version.version)
    if have is not None and have.base >= base:
        return False
    try:
        scope = at_base(store, warehouse, identities, project, base, now)
        compute(store, scope, tag, version, base, now)
    except Exception as error:  # one tag that cannot be computed, whatever the engine says, must not keep the others
        _log.warning(
            "tag %s of project %s was not computed: %s", tag.id, project.id, error,
            exc_info=not isinstance(error, Refusal),
        )  # fmt: skip
        return False
    return True


def in_turn(tags: Sequence[Tag]) -> list[Tag]:
    """The tags, each after those that conditions of its published version name."""
    known, found, seen = {one.id: one for one in tags}, list[Tag](), set[str]()

    def visit(tag: Tag) -> None:
        if tag.id not in seen:
            seen.add(tag.id)
            for name in sorted((set() if tag.seen is None else definition.named(tag.seen)) & known.keys()):
                visit(known[name])
            found.append(tag)

    for tag in tags:
        visit(tag)
    return found


def sweep(store: Store, warehouse: Warehouse, now: datetime) -> int:
    """Take away the values of runs that no tag has and that are not new; how many runs these were."""
    run.forget(store, now.date())
    asked = sql(
        "SELECT run FROM tag_values GROUP BY run HAVING max(written_at) < {before:DateTime64(3)}", before=now - _STAYS
    )
    gone = sorted({row[0] for row in warehouse.query_all(asked).rows} - run.kept(store))
    if gone:
        warehouse.change(sql("ALTER TABLE tag_values DELETE WHERE run IN {runs:Array(UInt64)}", runs=gone))
    return len(gone)
