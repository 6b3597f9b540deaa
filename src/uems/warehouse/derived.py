"""Tables that follow from the events alone: views keep them, and they can be built anew."""

from dataclasses import dataclass

from uems.warehouse.client import Warehouse
from uems.warehouse.migrate import forget, migrate
from uems.warehouse.sql import sql

_DAYS = "0009_days.sql"
TABLES = {"sequences": "0008_sequences.sql", "active_days": _DAYS, "day_pairs": _DAYS, "arrivals": _DAYS}
"""Each derived table, and the migration that makes it."""
VIEWS = ("sequences_kept", "arrivals_kept")
"""What writes into derived tables with every block of events."""


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes on the disk: the events', projections included, and those of each derived table."""

    events: int
    derived: dict[str, int]

    @property
    def all_derived(self) -> int:
        return sum(self.derived.values())

    @property
    def share(self) -> float:
        """Of the derived tables to the events; 0 where there is none."""
        return self.all_derived / self.events if self.events else 0.0

    @property
    def said(self) -> str:
        each = ", ".join(f"{table} {size / 1e6:,.1f} MB" for table, size in self.derived.items())
        return f"events {self.events / 1e6:,.1f} MB; derived {each} ({self.share:.0%} of the events)"


def rebuild(warehouse: Warehouse) -> None:
    """Every derived table anew from the events, while nothing else writes; the runs of the day tables are made by the
    next server. Cut short, the next start goes on."""
    forget(warehouse, list(TABLES.values()))
    migrate(warehouse)


def size(warehouse: Warehouse) -> Size:
    """What the tables take now."""
    asked = sql(
        """SELECT table, sum(bytes_on_disk) FROM system.parts
WHERE active AND database = currentDatabase() AND table IN {tables:Array(String)} GROUP BY table""",
        tables=["events", *TABLES],
    )
    found = dict(warehouse.query_all(asked).rows)
    return Size(found.get("events", 0), {table: found.get(table, 0) for table in TABLES})
