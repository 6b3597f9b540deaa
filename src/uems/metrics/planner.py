"""Which table answers a question: a derived one where it holds all that is asked, else the events themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from uems.metrics import day_rows
from uems.metrics.day_rows import Active
from uems.metrics.day_run import Standing
from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

Table = Literal["events", "sequences", "days"]
Because = Literal[
    "names_only",
    "looks_further",
    "as_it_was",
    "short_range",
    "same_code",
    "days_only",
    "no_days",
    "many_new",
    "outside_days",
]
"""names_only: the question asks for names and times alone. looks_further: it asks for more than derived tables hold.
as_it_was: it asks what was known at an earlier time. short_range: the range is so small a part of its years that the
events are read sooner. same_code: two names of the project cannot be told apart in the sequences. days_only: it asks
only on which days people did anything. no_days: these days are not kept yet, or in another time zone. many_new: so
much is new that the events are read sooner. outside_days: the range begins within a day, or outside those kept."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which table answers, and why."""

    table: Table
    because: Because


EVENTS = Plan("events", "looks_further")
_LEAST = 0.4
"""The share of its years that a range must have: sequences are read whole, which is worth less than half of the events
that a funnel reads."""

_NEW = 20_000
"""So many new events may be laid over the days, and as many as there are ids."""


def code(name: Sql) -> Sql:
    """What stands for a name in the low bits of a sequence's events."""
    return sql("bitAnd(cityHash64({name}), {codes:UInt64})", name=name, codes=facts.CODES)


def of_named(names: Sequence[str] | None, since: datetime, until: datetime, scope: Scope) -> Plan:
    """The plan of a question that asks who did events of these names and when, since ≤ t < until; None = it asks for
    more of them."""
    if names is None:
        return EVENTS
    if scope.known is not None:
        return Plan("events", "as_it_was")
    same, share = _looked(names, since, until, scope)
    if same:
        return Plan("events", "same_code")
    return Plan("sequences", "names_only") if share >= _LEAST else Plan("events", "short_range")


def of_days(
    kept: bool, zone: ZoneInfo, since: datetime, until: datetime, scope: Scope, stands: Callable[[], Standing | None]
) -> tuple[Plan, Active | None]:
    """The plan of a question about days of activity in a zone, since ≤ t < until, and where they are; not `kept` = it
    asks for more than that. `stands` tells how the run stands: the same to all parts of one question, which else would
    not all know what is written meanwhile."""
    if not kept:
        return EVENTS, None
    if scope.known is not None:
        return Plan("events", "as_it_was"), None
    standing = stands()
    if standing is None or standing.run.zone != zone.key:
        return Plan("events", "no_days"), None
    if standing.fresh + standing.moved > max(_NEW, standing.run.ids):
        return Plan("events", "many_new"), None
    found = day_rows.active(standing, since, until, scope)
    return (Plan("events", "outside_days"), None) if found is None else (Plan("days", "days_only"), found)


def _looked(names: Sequence[str], since: datetime, until: datetime, scope: Scope) -> tuple[bool, float]:
    """Whether one of these names has the code of another of the project; and the share that the range has of the time
    between the first and the last event of the years it touches."""
    asked = sql(
        """WITH arrayMap(name -> {each}, {names:Array(String)}) AS codes
SELECT countIf(event NOT IN {names:Array(String)} AND has(codes, {code})) > 0 OR NOT (codes = arrayDistinct(codes)),
    min(first), max(last)
FROM (SELECT event, min(ts) AS first, max(ts) AS last FROM events WHERE event != '' GROUP BY event)""",
        names=list(names),
        each=code(sql("name")),
        code=code(sql("event")),
    )
    same, first, last = scope.ask(asked).rows[0]
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    begin = max(first, datetime(since.year, 1, 1, tzinfo=UTC))
    end = min(last, datetime(until.year + 1, 1, 1, tzinfo=UTC))
    whole = (end - begin).total_seconds()
    return bool(same), (min(until, end) - max(since, begin)).total_seconds() / whole if whole > 0 else 1.0
