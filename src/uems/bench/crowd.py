"""Ten million generated events in the warehouse: 350,000 people, 40 event names, 90 days, names and people skewed."""

from pathlib import Path

from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

SINCE = "2026-01-01T00:00:00Z"
UNTIL = "2026-04-01T00:00:00Z"
STEPS = ("event_00", "event_03", "event_07", "event_12", "event_18")

_FILL = """
INSERT INTO events (project_id, event_id, person_id, node_id, ts, event, type, source, user_id,
    p_country, p_price, props, received_at)
SELECT {project}, generateUUIDv4(number), intHash64(person) AS id, id, moment, name, 'track', 'native',
    toString(person), concat('"', country, '"'), price,
    concat('{{"country":"', country, '","price":', price, '}}'), moment
FROM (
    SELECT number,
        toUInt64(350000 * pow(randCanonical(1), 1.6)) AS person,
        toDateTime64('2026-01-01 00:00:00', 3, 'UTC')
            + toIntervalMillisecond(toInt64(randCanonical(2) * 7776000000)) AS moment,
        concat('event_', leftPad(toString(toUInt8(40 * pow(randCanonical(3), 2.2))), 2, '0')) AS name,
        ['CN','US','JP','DE','FR','GB','IN','BR','KR','SG'][toUInt8(person % 10) + 1] AS country,
        toString(round(randCanonical(4) * 100, 2)) AS price
    FROM numbers({offset}, {rows})
)
SETTINGS optimize_on_insert = 0
"""


def fill(warehouse: Warehouse, project: int, rows: int) -> None:
    """Write the crowd's events, a million an insert, then merge the parts as time would."""
    step = 1_000_000
    warehouse.command("SYSTEM STOP MERGES events")  # parts merged halfway have the projection, fresh ones do not
    for offset in range(0, rows, step):
        warehouse.command(_FILL.format(project=project, offset=offset, rows=min(step, rows - offset)))
    warehouse.command("SYSTEM START MERGES events")
    warehouse.command("OPTIMIZE TABLE events FINAL SETTINGS optimize_throw_if_noop = 1")


def disk(folder: Path) -> int:
    """Bytes a folder takes."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def live_bytes(warehouse: Warehouse) -> int:
    """Bytes of the events table's living parts, projections included."""
    asked = sql("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'events'")
    return int(warehouse.query_all(asked).scalar())
