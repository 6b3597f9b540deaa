"""The results of an experiment: who was exposed, then the sums of all its metrics in one pass over events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from uems.experiments import looks as peeks
from uems.experiments.experiment import Experiment
from uems.experiments.srm import Suspect, suspects
from uems.experiments.table import Cell, Numbers, Table, Vector
from uems.metrics import moments
from uems.metrics.metric import Metric
from uems.metrics.moments import NO_PARTS, Arms
from uems.metrics.moments import Moments as Sums
from uems.people.scope import Scope
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """People belong to the experiment who were first exposed from `since` on and before `until`. `version`: the one of
    its flag with which a bandit began; what people got by an earlier one is not the bandit's."""

    since: datetime
    until: datetime
    version: int = 0


def entries(plan: Experiment, period: Period, scope: Scope) -> Sql:
    """Rows (person_id, arm, exposed_at, arms): everybody who met a variant; the first, when, and how many they met."""
    return sql(
        """SELECT person_id, argMin(variant, ts) AS arm, min(ts) AS exposed_at, uniqExact(variant) AS arms
FROM (SELECT person_id, ts, JSONExtractString({raw}) AS variant FROM {events}
    WHERE ts >= {since:DateTime64(3)} AND ts < {until:DateTime64(3)} AND {matches})
WHERE variant IN {variants:Array(String)} GROUP BY person_id""",
        raw=facts.event_property(plan.exposure.property),
        events=scope.events,
        since=period.since,
        until=period.until,
        matches=event_matches(plan.exposure.filter, scope.now),
        variants=[arm.key for arm in plan.arms],
    )


def table(
    plan: Experiment, metrics: Sequence[Metric], period: Period, scope: Scope, parts: Mapping[str, Metric] = NO_PARTS
) -> Table:
    """The sums of the metrics, in the plan's order, by day and variant; `parts`: what formulas among them name, by id.
    Raises NoMoments, NotLinear, PartMissing."""
    arms = arms_of(plan, [*metrics, *parts.values()], period, _by_day(plan, period, scope), scope)
    return _table(_answer(metrics, arms, scope, parts), multiple(plan, period, scope))


def multiple(plan: Experiment, period: Period, scope: Scope) -> int:
    """How many people met more than one variant."""
    asked = sql("SELECT countIf(arms > 1) FROM ({entries})", entries=entries(plan, period, scope))
    return int(scope.ask(asked).rows[0][0])


def settled(
    plan: Experiment, primary: Metric, seen: Table, period: Period, scope: Scope, parts: Mapping[str, Metric] = NO_PARTS
) -> Table:
    """What was seen, with the primary metric as it stood when the plan was full and its window had closed: all of alpha
    is spent, and what the same people do later is no further look. Raises what `table` raises."""
    looks = peeks.looks(plan, seen)
    if looks is None or looks.full is None:
        return seen
    end = datetime.combine(looks.full + _DAY, time.min, scope.zone).astimezone(UTC)
    closes = end + max(_waits(one) for one in (primary, *parts.values()))
    if closes >= scope.now:
        return seen
    arms = replace(arms_of(plan, [primary], period, _by_day(plan, period, scope), scope), until=closes)
    then = _table(_answer([primary], arms, scope, parts), seen.multiple)
    cells = {
        day: {arm: (*then.cells[day][arm], *cell[1:]) for arm, cell in there.items()} if day <= looks.full else there
        for day, there in seen.cells.items()
    }
    return replace(seen, cells=cells, numbers={**seen.numbers, **then.numbers})


_ISO = len("2026-01-01")
_Named = Mapping[str, tuple[Cell, Mapping[int, Vector]]]
"""Of each day with a variant: the sums of all metrics, and by place the numbers of quantiles."""


def _table(named: _Named, multiple: int) -> Table:
    cells: dict[date, dict[str, Cell]] = {}
    numbers: dict[int, dict[str, dict[date, Vector]]] = {}
    for name, (sums, of_each) in named.items():
        day, arm = date.fromisoformat(name[:_ISO]), name[_ISO + 1 :]
        cells.setdefault(day, {})[arm] = sums
        for place, some in of_each.items():
            numbers.setdefault(place, {}).setdefault(arm, {})[day] = some
    told = {place: {arm: Numbers(days) for arm, days in arms.items()} for place, arms in numbers.items()}
    return Table(cells, multiple, told)


def _answer(
    metrics: Sequence[Metric], arms: Arms, scope: Scope, parts: Mapping[str, Metric]
) -> dict[str, tuple[Cell, dict[int, Vector]]]:
    """By arm: the sums of all metrics in one pass, and by place the numbers of quantiles, each in its own."""
    numbers = {place: moments.numbers(one, arms, scope) for place, one in enumerate(metrics) if moments.of_numbers(one)}
    summed = [one for one in metrics if not moments.of_numbers(one)]
    sums = moments.answer(summed, arms, scope, parts) if summed else {}
    found: dict[str, tuple[Cell, dict[int, Vector]]] = {}
    for name in dict.fromkeys([*sums, *(name for some in numbers.values() for name in some)]):
        of_each = {place: some[name] for place, some in numbers.items()}
        told = iter(sums.get(name, ()))
        cell = tuple(_counted(len(of_each[place])) if place in numbers else next(told) for place in range(len(metrics)))
        found[name] = cell, of_each
    return found


def _counted(n: int) -> Sums:
    return Sums(n, 0, 0, n, n, 0, 0, 0, 0)


def people(plan: Experiment, period: Period, arm: str, scope: Scope) -> Sql:
    """SELECT person_id of who is in a variant; '' = who met more than one."""
    test = sql("arms > 1") if not arm else sql("arms = 1 AND arm = {arm:String}", arm=arm)
    found = entries(plan, period, scope)
    return sql("SELECT person_id FROM ({found}) WHERE {test}", found=found, test=test)


def last_exposure(plan: Experiment, since: datetime, scope: Scope) -> datetime | None:
    """When somebody was exposed last; None = nobody since."""
    row = scope.ask(
        sql(
            "SELECT max(ts), count() FROM events WHERE ts >= {since:DateTime64(3)} AND {matches}",
            since=since,
            matches=event_matches(plan.exposure.filter, scope.now),
        )
    ).rows[0]
    return row[0] if row[1] else None


def by_segment(
    plan: Experiment,
    metric: Metric,
    period: Period,
    property: str,
    scope: Scope,
    parts: Mapping[str, Metric] = NO_PARTS,
) -> dict[str, Table]:
    """What was seen of one metric by the value of a person's property ('' = none), all days in one. Raises what `table`
    raises."""
    exposed = sql(
        """SELECT person_id, concat(arm, '\x1f', JSONExtractString(JSONExtractRaw(known, {property:String}))) AS arm,
    exposed_at
FROM ({entries}) AS e LEFT ANY JOIN (SELECT person_id, properties AS known FROM {persons}) AS p USING (person_id)
WHERE arms = 1""",
        property=property,
        entries=entries(plan, period, scope),
        persons=facts.persons(),
    )
    cells: dict[str, dict[str, Cell]] = {}
    numbers: dict[str, dict[str, Numbers]] = {}
    arms, day = arms_of(plan, [metric, *parts.values()], period, exposed, scope), date.min
    for name, (sums, of_each) in _answer([metric], arms, scope, parts).items():
        arm, value = name.split("\x1f", 1)
        cells.setdefault(value, {})[arm] = sums
        if of_each:
            numbers.setdefault(value, {})[arm] = Numbers({day: of_each[0]})
    return {value: Table({day: some}, numbers={0: numbers.get(value, {})}) for value, some in cells.items()}


_LOOKED_AT = ("browser", "os", "device", "app_version", "country", "channel")
_MOST_PARTS = 50


def causes(plan: Experiment, period: Period, scope: Scope, shares: Sequence[float]) -> dict[str, tuple[Suspect, ...]]:
    """Which parts of the people do not have the shares (on any scale) that the variants should have, by what they were
    told apart by, the likely ones first; to be asked where there is a mismatch."""
    found = {name: suspects(_parts(plan, period, name, scope), shares) for name in _LOOKED_AT}
    order = sorted(found, key=lambda name: (not any(one.alone for one in found[name]), _LOOKED_AT.index(name)))
    return {name: found[name] for name in order if found[name]}


def _parts(plan: Experiment, period: Period, property: str, scope: Scope) -> Mapping[str, list[int]]:
    """People of each variant, by the property of their first exposure; the largest parts."""
    rows = scope.ask(
        sql(
            """SELECT part, arm, count() AS people FROM (
    SELECT person_id, argMin(variant, ts) AS arm, argMin(told, ts) AS part, uniqExact(variant) AS arms
    FROM (SELECT person_id, ts, JSONExtractString({raw}) AS variant, JSONExtractString({told}) AS told FROM {events}
        WHERE ts >= {since:DateTime64(3)} AND ts < {until:DateTime64(3)} AND {matches})
    WHERE variant IN {variants:Array(String)} GROUP BY person_id HAVING arms = 1
) GROUP BY part, arm ORDER BY people DESC, part, arm LIMIT {most:UInt32}""",
            raw=facts.event_property(plan.exposure.property),
            told=facts.event_property(property),
            events=scope.events,
            since=period.since,
            until=period.until,
            matches=event_matches(plan.exposure.filter, scope.now),
            variants=[arm.key for arm in plan.arms],
            most=_MOST_PARTS * len(plan.arms),
        )
    ).rows
    places = {arm.key: n for n, arm in enumerate(plan.arms)}
    found: dict[str, list[int]] = {}
    for part, arm, count in rows:
        found.setdefault(part or "—", [0] * len(places))[places[arm]] = count
    return found


def _by_day(plan: Experiment, period: Period, scope: Scope) -> Sql:
    return sql(
        """SELECT person_id, concat(toString(toDate(exposed_at, {zone:String})), ' ', arm) AS arm, exposed_at
FROM ({entries}) WHERE arms = 1""",
        zone=scope.zone.key,
        entries=entries(plan, period, scope),
    )


def arms_of(plan: Experiment, metrics: Sequence[Metric], period: Period, exposed: Sql, scope: Scope) -> Arms:
    """Events count until the experiment ended and the longest window after that, but not beyond now."""
    waits = [_waits(metric) for metric in metrics]
    until = min(period.until + max(waits), scope.now + timedelta(milliseconds=1))
    before = None if plan.before_days is None else _DAY * plan.before_days
    return Arms(exposed, period.since, max(until, period.since), before)


def _waits(metric: Metric) -> timedelta:
    """For how long after the exposure a metric looks at a person; nothing where it has no end of its own."""
    if metric.window is not None:
        return timedelta(milliseconds=metric.window.within + metric.window.delay)
    return _DAY * (metric.days[1] + 1) if metric.kind == "retention" else timedelta()
