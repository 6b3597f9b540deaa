"""What a metric was like and how many people came, so how long an experiment takes; and its effect by parts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np

from uems.experiments import effect, verdict
from uems.experiments import power as powers
from uems.experiments.experiment import Experiment
from uems.experiments.moments import ranked
from uems.experiments.table import Table, Vector
from uems.experiments.verdict import Line, Measure
from uems.metrics import correction, moments
from uems.metrics.metric import Metric
from uems.metrics.moments import NO_PARTS, TWO_SUMS, Arms
from uems.people.scope import Scope
from uems.rules.condition import EventFilter
from uems.rules.event_sql import event_matches
from uems.warehouse.sql import Sql, all_of, sql

_MOSTLY = 0.5
_WEEKS = (1, 2, 3, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class Past:
    """`people` who came in `days` days; their metric's `mean` and `variance` for one person, None where too little is
    known. A ratio's variance is that of its linear part (delta method)."""

    people: int
    days: float
    mean: float | None
    variance: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The smallest `effect` that should be seen, a share of the mean; `traffic` from 0 to 1; `arms` with control."""

    effect: float | None
    traffic: float = 1.0
    arms: int = 2
    alpha: float = 0.05
    power: float = 0.8


@dataclass(frozen=True, slots=True)
class Week:
    weeks: int
    people: int
    effect: float


@dataclass(frozen=True, slots=True)
class Need:
    """`people` in all arms and `days` that show the wanted effect; `daily` new people; what each number of
    weeks shows."""

    daily: float
    people: int | None
    days: int | None
    weeks: tuple[Week, ...]


def past(
    metric: Metric,
    event: str | None,
    people: Sql | None,
    length: timedelta,
    scope: Scope,
    parts: Mapping[str, Metric] = NO_PARTS,
) -> Past:
    """The metric of everybody who did the event (None = anything) in a time up to now, from their first on, as an
    experiment would have seen them. Raises NoMoments, NotLinear, PartMissing."""
    since = scope.now - length
    tests = [event_matches(EventFilter(event, ()), scope.now)]
    if people is not None:
        tests.append(sql("person_id IN ({people})", people=people))
    exposed = sql(
        """SELECT person_id, 'all' AS arm, min(ts) AS exposed_at FROM {events}
WHERE ts >= {since:DateTime64(3)} AND ts < {until:DateTime64(3)} AND {tests} GROUP BY person_id""",
        events=scope.events,
        since=since,
        until=scope.now,
        tests=all_of(tests),
    )
    days, arms = length / timedelta(days=1), Arms(exposed, since, scope.now)
    if moments.of_numbers(metric):
        return _past_quantile(np.sort(moments.numbers(metric, arms, scope).get("all", np.zeros(0))), metric, days)
    found = moments.answer([metric], arms, scope, parts).get("all")
    if found is None or found[0].n < 2:
        return Past(0 if found is None else found[0].n, days, None, None)
    one = found[0]
    of_two = metric.kind in TWO_SUMS
    mean = one.y / (one.d if of_two else one.n) if one.d else 0.0
    # Of y − mean · d: for anything but a ratio d is 1 for everybody, and this is the variance of y.
    square = one.yy - 2 * mean * one.yd + mean * mean * one.dd
    share = one.d / one.n if of_two else 1.0
    variance = square / (one.n - 1) / share**2 if share else 0.0
    sound = mean != 0 and variance > 0
    return Past(one.n, days, mean if sound else None, variance if sound else None)


def _past_quantile(rising: Vector, metric: Metric, days: float) -> Past:
    """A quantile's variance is what over the people is its squared standard error; among equal numbers it says nothing
    of how many people show a change."""
    found = ranked(rising, metric.quantile)
    one, tied = effect.level(found), found.drawn is None or found.drawn.tied > _MOSTLY
    sound = one.value != 0 and one.variance > 0 and not tied
    return Past(one.n, days, one.value if sound else None, one.variance if sound else None)


def power(past: Past, wanted: Wanted) -> Need:
    """How long it takes: two arms are compared at a time, alpha is shared among all but the control, and one looks
    often."""
    daily = past.people / past.days * wanted.traffic
    if past.mean is None or past.variance is None:
        return Need(daily, None, None, ())
    alpha = wanted.alpha / (wanted.arms - 1)
    plan = powers.Plan(past.mean, past.variance, alpha, wanted.power, looks="often")
    level, pairs = abs(past.mean), wanted.arms / 2
    people = days = None
    if wanted.effect is not None:
        people = round(powers.people(plan, wanted.effect * level) * pairs)
        days = powers.days(people, daily) if daily else None
    weeks = []
    for count in _WEEKS:
        came = int(daily * 7 * count)
        if came >= wanted.arms * 2:
            weeks.append(Week(count, came, powers.least_effect(plan, max(2, int(came / pairs))) / level))
    return Need(daily, people, days, tuple(weeks))


def apart(plan: Experiment, measure: Measure, tables: Mapping[str, Table]) -> list[tuple[str, Line]]:
    """The effect among each part of the people, the largest parts first, by the confidence sequence or the plan's own
    engine without a plan; p-values corrected over parts and variants."""
    way = plan.engine if plan.engine not in ("", "spending") else "sequential"
    alone = replace(
        plan, guardrails=(), secondary=(), engine=way, settings=plan.settings if way == plan.engine else _alpha(plan)
    )
    found: list[tuple[str, Line]] = []
    for value, table in tables.items():
        read = verdict.read(alone, {plan.primary: measure}, table, plan.least_days)
        found += [(value, replace(line, p_corrected=line.judged.p)) for line in read.lines]
    p = correction.corrected([None if line.failed else line.judged.p for _, line in found], plan.correction)
    shown = [(value, replace(line, p_corrected=one)) for (value, line), one in zip(found, p, strict=True)]
    whole = {value: sum(table.people(arm.key) for arm in plan.arms) for value, table in tables.items()}
    return sorted(shown, key=lambda one: (-whole[one[0]], one[0], one[1].arm))


def _alpha(plan: Experiment) -> dict[str, Any]:
    return {name: value for name, value in plan.settings.items() if name == "alpha"}
