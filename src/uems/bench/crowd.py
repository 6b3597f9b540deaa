"""Generated events of a crowd in the warehouse: 40 event names, 90 days, names and people skewed."""

from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from uems.api.parts import Parts
from uems.base.clock import Clock, system_clock
from uems.metrics import day_run
from uems.people import asking
from uems.people.identity import node_of
from uems.people.lifecycle import nightly
from uems.people.scope import Scope
from uems.store.project import Project
from uems.warehouse import derived
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

SINCE = "2026-01-01T00:00:00Z"
UNTIL = "2026-04-01T00:00:00Z"
STEPS = ("event_00", "event_03", "event_07", "event_12", "event_18")

RANGE = {"since": SINCE, "until": UNTIL, "timezone": "UTC", "now": UNTIL}
SEGMENT = {
    "all": [
        {"did": STEPS[1], "times": {"op": "gte", "value": 3}, "within": {"days": 30}},
        {"did": STEPS[2], "times": {"op": "eq", "value": 0}, "within": {"days": 7}},
    ]
}
"""The contract's example with the crowd's names."""
PEOPLE = 350_000

_IDS = "CREATE TABLE crowd_ids (number UInt64, node UInt64) ENGINE = MergeTree ORDER BY number"
_FILL = """
INSERT INTO events (project_id, event_id, person_id, node_id, ts, event, type, source, user_id,
    p_country, p_price, props, received_at)
WITH (SELECT groupArray(node) FROM (SELECT node FROM crowd_ids ORDER BY number)) AS nodes
SELECT {project}, generateUUIDv4(number), nodes[person + 1] AS id, id, moment, name, 'track', 'native',
    concat('u-', toString(person)), concat('"', country, '"'), price,
    concat('{{"country":"', country, '","price":', price, '}}'), moment
FROM (
    SELECT number, {sitting} AS sitting,
        toUInt64({people} * pow(cityHash64(sitting, 1) / pow(2, 64), 1.6)) AS person,
        toDateTime64('2026-01-01 00:00:00', 3, 'UTC')
            + toIntervalMillisecond(toInt64(cityHash64(sitting, 2) / pow(2, 64) * 7776000000 + {after})) AS moment,
        concat('event_', leftPad(toString(toUInt8(40 * pow(randCanonical(3), 2.2))), 2, '0')) AS name,
        ['CN','US','JP','DE','FR','GB','IN','BR','KR','SG'][toUInt8(person % 10) + 1] AS country,
        toString(round(randCanonical(4) * 100, 2)) AS price
    FROM numbers({offset}, {rows})
)
SETTINGS optimize_on_insert = 0
"""
_ALONE = {"sitting": "number", "after": "0"}
_TOGETHER = {
    "sitting": "if(intDiv(number, 8) % 8 = 0, number, bitNot(intDiv(number, 8)))",
    "after": "if(sitting = number, 0, 60000 * (number % 8 + randCanonical(2)))",
}
"""Where an event is in time. Together: of 64 events 56 come in sittings of eight within as many minutes, the others
alone, which makes 4.3 events a sitting, and every other one a bounce. Alone: each event at any time, as if everybody
came for one event only; nothing is harder on sessions."""
_PROFILES = """
INSERT INTO persons (project_id, person_id, properties, ids, first_seen, last_seen, version, is_deleted)
SELECT {project}, node,
    concat('{{"plan":"', ['free','pro','team'][number % 3 + 1], '","age":', toString(number % 60), '}}'),
    [concat('u-', toString(number))],
    toDateTime64('2026-01-01 00:00:00', 3, 'UTC'), toDateTime64('2026-04-01 00:00:00', 3, 'UTC'), 1, 0
FROM crowd_ids
"""
_STEP = 1_000_000
EXPOSED = "experiment_exposed"
_EXPOSE = """
INSERT INTO events (project_id, event_id, person_id, node_id, ts, event, type, source, user_id, props, received_at)
SELECT {project}, generateUUIDv4(n), who, who,
    addSeconds(toDateTime64('2026-03-11 00:00:00', 3, 'UTC'), n % 604800) AS at,
    '{event}', 'track', 'native', '', concat('{{"variant":"', if(n % 2, 'treatment', 'control'), '"}}'), at
FROM (
    SELECT person_id AS who, rowNumberInAllBlocks() AS n FROM persons FINAL WHERE project_id = {project}
    UNION ALL SELECT intHash64(number) AS who, number AS n FROM numbers({others})
)
"""


def fill(warehouse: Warehouse, project: int, rows: int, people: int = PEOPLE, scattered: bool = True) -> None:
    """Write the crowd's events, a million an insert, and their profiles, then merge the parts as time would: also those
    of what is derived from them. `scattered` = each event at any time; otherwise most come in sittings."""
    times = _ALONE if scattered else _TOGETHER
    _name(warehouse, project, people)
    warehouse.command("SYSTEM STOP MERGES events")  # parts merged halfway have the projection, fresh ones do not
    for offset in range(0, rows, _STEP):
        step = min(_STEP, rows - offset)
        warehouse.command(_FILL.format(project=project, people=people, offset=offset, rows=step, **times))
    warehouse.command(_PROFILES.format(project=project))
    warehouse.command("SYSTEM START MERGES events")
    warehouse.command("OPTIMIZE TABLE events FINAL SETTINGS optimize_throw_if_noop = 1")
    for table in derived.TABLES:
        warehouse.command(f"OPTIMIZE TABLE {table} FINAL")
    warehouse.command("DROP TABLE crowd_ids")


def days(warehouse: Warehouse, project: int) -> None:
    """On which days the crowd was active, as a job keeps it, and what it knows swept away."""
    world = Project("crowd", project, "crowd", "UTC")
    scope = Scope(warehouse, world, datetime.fromisoformat(UNTIL), ZoneInfo("UTC"), merged=False)
    day_run.compute(scope, nullcontext(), system_clock, timedelta())
    warehouse.command("TRUNCATE TABLE arrivals")


def first_night(parts: Parts, world: Project) -> None:
    """The night's work of a server that has its first one behind it: until then it computes the history of everybody's
    states, beside whatever it is asked."""
    now = parts.clock()
    scope = asking.scope(parts.store, parts.warehouse, parts.identities, world, now, ZoneInfo(world.timezone))
    nightly.first(parts.store, scope, now)


def count(warehouse: Warehouse, project: int) -> int:
    """Events of a project."""
    return int(warehouse.query(sql("SELECT count() FROM events"), project).scalar())


def clock() -> Clock:
    """A clock that goes on from the end of what the crowd did."""
    began, end = system_clock(), datetime.fromisoformat(UNTIL)
    return lambda: end + (system_clock() - began)


def expose(warehouse: Warehouse, project: int, people: int, crowd: int = PEOPLE) -> None:
    """An event for each of so many people, the crowd among them, that they met one of two variants in the week of 11
    March."""
    warehouse.command(_EXPOSE.format(project=project, event=EXPOSED, others=people - crowd))


def _name(warehouse: Warehouse, project: int, people: int) -> None:
    """What each number's id hashes to, as the identity graph has it."""
    warehouse.command(_IDS)
    for offset in range(0, people, _STEP):
        numbers = range(offset, min(people, offset + _STEP))
        rows = (msgspec.json.encode({"number": n, "node": node_of(project, "user", f"u-{n}")}) for n in numbers)
        warehouse.insert("crowd_ids", b"\n".join(rows), f"crowd-{offset}")


def disk(folder: Path) -> int:
    """Bytes a folder takes."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
