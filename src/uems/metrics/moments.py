"""What an experiment needs of its metrics: sums over the people of each arm, of all metrics in one pass over events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.metrics import combination, formula, measured
from uems.metrics.asked import Span
from uems.metrics.combination import Combination, Weighted
from uems.metrics.metric import Cap, Metric
from uems.metrics.people_rows import clock, in_time, within
from uems.metrics.series import MOST_DEEP, PartMissing
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, any_of, join, sql


class NoMoments(Invalid):
    code = "metric_without_moments"
    text = Text(
        "该指标不能用于实验：按用户的分位数可以，按事件的分位数和含分位数的公式不支持",
        "An experiment cannot use this metric: a quantile of people's numbers it can, one of events' numbers or a "
        "formula with a quantile it cannot",
    )


MOST_METRICS = 50
NO_PARTS: Mapping[str, Metric] = MappingProxyType({})
TWO_SUMS = frozenset({"ratio", "formula"})
"""Kinds that are one sum over another: their level is y / d, others' is y / n."""


@dataclass(frozen=True, slots=True)
class Arms:
    """Who was exposed: `exposed` selects person_id, arm (a text) and exposed_at, one row a person. Events count until
    `until`; with `before`, the same metrics in so long a time before the exposure are the covariates."""

    exposed: Sql
    since: datetime
    until: datetime
    before: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """Over the n people of an arm: y = a person's number, d = what a ratio divides by (else 1), x = y before exposure.
    Sums, sums of squares and of products; the variance of y is (yy - y²/n) / (n - 1)."""

    n: int
    y: float
    yy: float
    d: float
    dd: float
    yd: float
    x: float
    xx: float
    xy: float


_SUMS = "sum({y}), sum({y} * {y}), sum({d}), sum({d} * {d}), sum({y} * {d}), sum({x}), sum({x} * {x}), sum({x} * {y})"
_Y = tuple(f"y{n}" for n in range(MOST_METRICS))
_D = tuple(f"d{n}" for n in range(MOST_METRICS))
_X = tuple(f"x{n}" for n in range(MOST_METRICS))
_OVER = tuple(f"over{n}" for n in range(MOST_METRICS))
_UNDER = tuple(f"under{n}" for n in range(MOST_METRICS))
_BEFORE = tuple(f"before{n}" for n in range(MOST_METRICS))


@dataclass(frozen=True, slots=True)
class _Plan:
    """The metrics that are read, and each one asked for as a combination of them."""

    read: tuple[Metric, ...]
    asked: tuple[Combination, ...]


def question(metrics: Sequence[Metric], arms: Arms, scope: Scope, parts: Mapping[str, Metric] = NO_PARTS) -> Sql:
    """Rows (arm, people, then y, yy, d, dd, yd, x, xx, xy of each metric): one for each arm. `parts`: the metrics that
    formulas name, by id. Raises NoMoments, NotLinear, PartMissing."""
    plan = _plan(metrics, parts)
    columns = [sql(_SUMS, y=sql(_OVER[n]), d=sql(_UNDER[n]), x=sql(_BEFORE[n])) for n in range(len(metrics))]
    return sql(
        """SELECT arm, count() AS people, {columns}
FROM (SELECT arm, {combined} FROM (SELECT arm, {bounded} FROM ({people}))) GROUP BY arm ORDER BY arm""",
        columns=join(",\n    ", columns),
        combined=join(", ", [_combined(n, one) for n, one in enumerate(plan.asked)]),
        bounded=join(", ", [_bounded(n, one) for n, one in enumerate(plan.read)]),
        people=people(plan.read, arms, scope),
    )


def _plan(metrics: Sequence[Metric], parts: Mapping[str, Metric]) -> _Plan:
    read: list[Metric] = []

    def place(metric: Metric, deep: int) -> Combination:
        if metric.kind != "formula":
            if metric.kind == "quantile":
                raise NoMoments(about=metric.kind)
            if metric not in read:
                read.append(metric)
            return combination.number(read.index(metric), metric.kind == "ratio")
        missing = [one for one in metric.parts if one not in parts]
        if missing or deep == 0:
            raise PartMissing(about=missing[0] if missing else metric.formula)
        inner = [place(parts[one], deep - 1) for one in metric.parts]
        return combination.combined(formula.parse(metric.formula, len(inner)), inner)

    asked = tuple(place(metric, MOST_DEEP) for metric in metrics)
    return _Plan(tuple(read), asked)


def _combined(n: int, one: Combination) -> Sql:
    """y, d and x of a metric that was asked for; before the exposure the same weights count."""
    before = [
        sql("{w:Float64} * {x}", w=weight, x=sql(_X[at])) for (at, side), weight in one.over.weights if side == "y"
    ]
    return sql(
        "{over} AS {y}, {under} AS {d}, {before} AS {x}",
        over=_sum(one.over),
        under=_sum(one.under),
        before=join(" + ", before or [sql("0.")]),
        y=sql(_OVER[n]),
        d=sql(_UNDER[n]),
        x=sql(_BEFORE[n]),
    )


def _sum(weighted: Weighted) -> Sql:
    each = [
        sql("{w:Float64} * {number}", w=weight, number=sql((_Y if side == "y" else _D)[at]))
        for (at, side), weight in weighted.weights
    ]
    return join(" + ", [sql("{constant:Float64}", constant=weighted.constant), *each])


def _bounded(n: int, metric: Metric) -> Sql:
    y, x = sql(_Y[n]), sql(_X[n])
    if metric.cap is not None:
        y, x = _capped(metric.cap, y), _capped(metric.cap, x)
    return sql("{y} AS {py}, {d}, {x} AS {px}", y=y, py=sql(_Y[n]), d=sql(_D[n]), x=x, px=sql(_X[n]))


def people(metrics: Sequence[Metric], arms: Arms, scope: Scope) -> Sql:
    """Rows (who, arm, y0, d0, x0, y1, …) of metrics other than formulas: one for each exposed person. Raises
    NoMoments."""
    if not 1 <= len(metrics) <= MOST_METRICS:
        raise NoMoments(about="metrics")
    columns: list[Sql] = []
    tests, numbers = [], []
    for n, metric in enumerate(metrics):
        given = _of_exposed(metric)
        when = in_time(given, scope.zone.key)
        read = measured.read(given, len(columns), clock(scope), when, sql("closes"), scope.events)
        numbers += [sql("{y} AS {n}", y=read.number, n=sql(_Y[n])), sql("{d} AS {n}", d=read.base, n=sql(_D[n]))]
        numbers.append(sql("{x} AS {n}", x=_before(given, len(columns), arms, scope), n=sql(_X[n])))
        columns += read.columns
        tests.append(all_of([measured.named(measured.filters(given)), read.rows]))
    return sql(
        """SELECT who, any(arm) AS arm, {numbers}
FROM (SELECT person_id AS who, arm, exposed_at AS entered, {until:DateTime64(3)} AS closes FROM ({exposed})) AS entry
LEFT JOIN (SELECT person_id, ts, {columns} FROM {events} WHERE {tests}) AS happened ON who = happened.person_id
GROUP BY who""",
        numbers=join(",\n    ", numbers),
        until=arms.until,
        exposed=arms.exposed,
        columns=join(", ", columns),
        events=scope.events,
        tests=all_of([within(Span(arms.since - (arms.before or timedelta()), arms.until)), any_of(tests)]),
    )


def refuse(metric: Metric, parts: Mapping[str, Metric]) -> None:
    """Raises NoMoments, NotLinear, PartMissing for what is no sum over people, nor one over another, nor a quantile of
    theirs."""
    if not of_numbers(metric):
        _plan([metric], parts)


def answer(
    metrics: Sequence[Metric], arms: Arms, scope: Scope, parts: Mapping[str, Metric] = NO_PARTS
) -> dict[str, tuple[Moments, ...]]:
    """The moments of each metric, by arm; `parts`: the metrics that formulas name, by id. Raises NoMoments, NotLinear,
    PartMissing, and what the warehouse refuses."""
    found: dict[str, tuple[Moments, ...]] = {}
    for arm, n, *sums in scope.ask(question(metrics, arms, scope, parts)).rows:
        each = [sums[8 * place : 8 * place + 8] for place in range(len(metrics))]
        found[arm] = tuple(Moments(int(n), *(float(value) for value in one)) for one in each)
    return found


def of_numbers(metric: Metric) -> bool:
    """Whether an experiment reads people's numbers themselves: a quantile has no sums."""
    return metric.kind == "quantile" and metric.per == "person"


def numbers_question(metric: Metric, arms: Arms, scope: Scope) -> Sql:
    """Rows (arm, numbers): the number of each exposed person, 0 for who did nothing. Raises NoMoments."""
    if not of_numbers(metric):
        raise NoMoments(about=f"{metric.kind} of {metric.per}s" if metric.kind == "quantile" else metric.kind)
    return sql(
        "SELECT arm, groupArray(y0) AS numbers FROM ({people}) GROUP BY arm ORDER BY arm",
        people=people([metric], arms, scope),
    )


def numbers(metric: Metric, arms: Arms, scope: Scope) -> dict[str, npt.NDArray[np.float64]]:
    """The numbers of each arm's people, in no order. Raises NoMoments, and what the warehouse refuses."""
    asked = numbers_question(metric, arms, scope)
    found = scope.columns(asked)
    return {str(arm): np.asarray(some, float) for arm, some in zip(found["arm"], found["numbers"], strict=True)}


def _of_exposed(metric: Metric) -> Metric:
    """The metric with exposure in the place of its base: that of a ratio alone stays."""
    base = metric.base if metric.kind == "ratio" else None
    return Metric(metric.kind, metric.event, base, metric.window, None, metric.days, steps=metric.steps, cap=metric.cap)


def _before(metric: Metric, at: int, arms: Arms, scope: Scope) -> Sql:
    """The same number in the time before the exposure; 0 without a covariate."""
    if arms.before is None:
        return sql("0.")
    length = int(arms.before.total_seconds() * 1000)
    when = sql("ts < entered AND ts >= subtractMilliseconds(entered, {length:Int64})", length=length)
    return measured.read(metric, at, clock(scope), when, sql("entered"), scope.events).number


def _capped(cap: Cap, column: Sql) -> Sql:
    """One bound for the people of all arms."""
    if cap.value is not None:
        return sql("least({column}, {most:Float64})", column=column, most=cap.value)
    return sql(
        "least({column}, quantileExactInclusive({share:Float64})({column}) OVER ())",
        column=column,
        share=cap.percentile,
    )
