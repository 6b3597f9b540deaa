"""The days of everybody as they are now: a run, with what was written and what moved since laid over it.

Most people are as the run has them. The touched (of whom an event was written since; who had or has an id that moved
since) are put together anew from the rows of their ids.
"""

from dataclasses import dataclass
from datetime import datetime

from uems.metrics.day_run import DAYS, Run, Standing, day_bits, pairs
from uems.metrics.period import MILLISECOND
from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql


@dataclass(frozen=True, slots=True)
class Active:
    """What was done from the midnight of day `first` on, before `until`.

    The run answers for the days before `whole`; where `until` lies within a day of which the run holds more, that day's
    events are read themselves (`part`). `ends` = nothing was done after the question's now. What is written or moves
    while a question is answered waits for the next one, so that nobody is seen twice."""

    standing: Standing
    first: int
    whole: int
    until: datetime
    part: tuple[datetime, datetime] | None
    ends: bool

    @property
    def run(self) -> Run:
        return self.standing.run

    @property
    def touched(self) -> bool:
        """Whether somebody is not as the run has them."""
        return self.standing.fresh > 0 or self.standing.moved > 0 or self.part is not None

    @property
    def end(self) -> int:
        """The first day that lies wholly after."""
        return self.run.days.number_of(self.until - MILLISECOND) + 1


def active(standing: Standing, since: datetime, until: datetime, scope: Scope) -> Active | None:
    """What was done since ≤ t < until; None where that begins within a day, or the run does not hold it."""
    run, days = standing.run, standing.run.days
    first, last = days.number_of(since), days.number_of(max(until - MILLISECOND, since))
    if days.start_of(first) != since or until <= since or first < run.base or last >= run.base + DAYS:
        return None
    whole, part = last + 1, None
    if until < run.closed and days.start_of(whole) != until:
        whole, part = last, (days.start_of(last), until)
        if not scope.ask(sql("SELECT person_id FROM events WHERE {within} LIMIT 1", within=_within(*part))).rows:
            part = None
    ends = standing.ahead == 0 and run.closed <= scope.now
    return Active(standing, first, whole, until, part, ends)


def people(found: Active) -> Sql:
    """SELECT person_id, days (bit 0 = the run's first day) of everybody; some of them may have none in it."""
    settled = sql("run = {run:UInt64}", run=found.run.run)
    many = sql("SELECT owner AS person_id, {days} AS days FROM active_days", days=_held(found))
    if found.touched:
        settled = sql("{settled} AND owner NOT IN ({touched})", settled=settled, touched=_touched(found))
    shared = sql("{many} WHERE {settled} AND NOT alone", many=many, settled=settled)
    if found.touched:
        shared = sql("{shared} UNION ALL SELECT person_id, days FROM {anew}", shared=shared, anew=_anew(found))
    return sql(
        """{many} WHERE {settled} AND alone
UNION ALL SELECT person_id, groupBitOr(days) AS days FROM ({shared}) GROUP BY person_id""",
        many=many,
        settled=settled,
        shared=shared,
    )


def day_pairs(found: Active) -> Sql:
    """SELECT day, prev, people: so many were active on a day of the span, and before that last on `prev`; a pair can
    have several rows, whose people add up."""
    kept = sql(
        """SELECT day, prev, toInt64(people) AS people FROM day_pairs
WHERE run = {run:UInt64} AND day >= {first:Int32} AND day < {whole:Int32}""",
        run=found.run.run,
        first=found.first,
        whole=found.whole,
    )
    if not found.touched:
        return kept
    return sql(
        """{kept}
UNION ALL SELECT pair.1 AS day, pair.2 AS prev, toInt64(sum(sign)) AS people
FROM (SELECT sign, arrayJoin({pairs}) AS pair FROM (
    SELECT 1 AS sign, groupBitOr(days) AS days FROM {anew} GROUP BY person_id
    UNION ALL
    SELECT -1 AS sign, groupBitOr({held}) AS days FROM active_days
    WHERE run = {run:UInt64} AND owner IN ({touched}) GROUP BY owner
) WHERE days != 0)
WHERE day >= {first:Int32} AND day < {end:Int32} GROUP BY pair""",
        kept=kept,
        pairs=pairs(found.run, sql("days")),
        anew=_anew(found),
        held=_held(found),
        run=found.run.run,
        touched=_touched(found),
        first=found.first,
        end=found.end,
    )


def _held(found: Active) -> Sql:
    """A row's days that count."""
    if found.whole == found.end:
        return sql("days")
    return sql("bitAnd(days, {mask:UInt256})", mask=(1 << (found.whole - found.run.base)) - 1)


def _late(found: Active) -> Sql:
    """SELECT person_id, node_id, days of what the run does not know."""
    since = found.run.days.start_of(found.run.base)
    rows = sql(
        """SELECT person_id, node_id, ts, event FROM arrivals
WHERE at >= {began:DateTime64(3)} AND at <= {seen:DateTime64(3)} AND {within}""",
        began=found.run.began,
        seen=found.standing.seen,
        within=_within(since, found.until),
    )
    if found.part is not None:
        part = sql("SELECT person_id, node_id, ts, event FROM events WHERE {within}", within=_within(*found.part))
        rows = sql("{rows} UNION ALL {part}", rows=rows, part=part)
    return sql(
        "SELECT person_id, node_id, {days} AS days FROM ({rows}) WHERE {acted} GROUP BY person_id, node_id",
        days=day_bits(found.run),
        rows=rows,
        acted=facts.acted(),
    )


def _touched(found: Active) -> Sql:
    """SELECT person_id, some of them twice."""
    late = sql("SELECT person_id FROM {late}", late=_counted(found, sql("({late})", late=_late(found))))
    if not found.standing.moved:
        return late
    since = sql("version > {a:UInt64} AND version <= {b:UInt64}", a=found.run.version, b=found.standing.version)
    return sql(
        """{late}
UNION ALL SELECT owner FROM active_days
WHERE run = {run:UInt64} AND node_id IN (SELECT node_id FROM person_overrides WHERE {since})
UNION ALL SELECT argMax(person_id, version) FROM person_overrides WHERE {since} GROUP BY node_id""",
        late=late,
        run=found.run.run,
        since=since,
    )


def _anew(found: Active) -> Sql:
    """What stands after FROM: the rows (person_id, days) of the touched, under whom they count for now."""
    rows = sql(
        """(
    SELECT person_id, node_id, {held} AS days FROM active_days WHERE run = {run:UInt64} AND owner IN ({touched})
    UNION ALL {late}
)""",
        held=_held(found),
        run=found.run.run,
        touched=_touched(found),
        late=_late(found),
    )
    return _counted(found, rows)


def _counted(found: Active, rows: Sql) -> Sql:
    """Rows under whom they count for now."""
    return facts.counted(rows, found.standing.version > 0, until=found.standing.version)


def _within(since: datetime, until: datetime) -> Sql:
    return sql("ts >= {since:DateTime64(3)} AND ts < {until:DateTime64(3)}", since=since, until=until)
