"""What a bandit's people did, each counted as many times as what they got was improbable when they came.

A bandit draws people to the arm that looks best, so an arm's plain mean is no fair one: bad luck at the start is never
made good (Nie, Tian, Taylor and Zou 2018), and who came on a good day is mostly in the arm that was large then. Weights
of 1 ÷ propensity make every arm speak of everybody who came (Horvitz and Thompson 1952); divided by their own sum they
are the estimator of Hájek (1971), SNIPS of Swaminathan and Joachims (2015). It is a ratio of two sums over people, and
its error is that of any ratio, by the delta method.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np

from uems.experiments import results, verdict
from uems.experiments.bandit import ArmOutlook, outlook
from uems.experiments.bandit_look import Look
from uems.experiments.effect import level
from uems.experiments.experiment import Experiment
from uems.experiments.flags.switchboard import PLACED
from uems.experiments.register import Kept
from uems.experiments.results import Period
from uems.experiments.table import Cell, Table
from uems.experiments.verdict import Measure
from uems.metrics import moments
from uems.metrics.metric import Metric
from uems.metrics.moments import NO_PARTS
from uems.metrics.moments import Moments as Sums
from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

_EVERY = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_SLACK = timedelta(minutes=5)
"""A tick may come a little early or late: nobody waits a whole turn more for it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """`plain`: people's sums as they are; `weighed`: each person over their propensity; `by_version`: how many people
    each version of the flag gave each arm; `unlogged`: people of whom no propensity of this bandit is known, who
    are left out."""

    plain: Table
    weighed: Table
    by_version: Mapping[int, Mapping[str, int]]
    unlogged: int


State = Literal["burn_in", "flat", "moving", "mismatch", "found", "stopped"]
"""burn_in: too early to move · flat: nobody differs from others of their arm, as when nobody bought yet · stopped: the
experiment does not run."""


@dataclass(frozen=True, slots=True)
class ArmSeen:
    """`plain`: the mean of its `people`, None = there are none; `outlook`: the weighted mean with its range, and the
    chance to be best, None = nobody differs."""

    arm: str
    people: int
    plain: float | None
    outlook: ArmOutlook | None


@dataclass(frozen=True, slots=True)
class Bandit:
    """`next_at`: the next look; None = there is none to come, or it is due."""

    state: State
    arms: tuple[ArmSeen, ...]
    looks: tuple[Look, ...]
    next_at: datetime | None
    unlogged: int


def exposed(plan: Experiment, period: Period, scope: Scope) -> Sql:
    """Rows (person_id, arm, exposed_at, version, propensity): who met one variant; 0 where what was logged of them does
    not say how probable it was, or they got it before the bandit began, or of a flag that had the key before."""
    return sql(
        """SELECT person_id, arm, exposed_at, version,
    if(given = arm AND version >= {first:UInt64}, logged, 0.) AS propensity
FROM (SELECT * FROM ({entries}) WHERE arms = 1) AS e LEFT ANY JOIN (
    SELECT person_id, argMin(JSONExtractString({variant}), ts) AS given,
        argMin(JSONExtractFloat({propensity}), ts) AS logged, argMin(JSONExtractUInt({version}), ts) AS version
    FROM {events} WHERE ts >= {since:DateTime64(3)} AND ts < {until:DateTime64(3)} AND event = {placed:String}
        AND JSONExtractString({flag}) = {key:String} GROUP BY person_id
) AS p USING (person_id)""",
        entries=results.entries(plan, period, scope),
        variant=facts.event_property("variant"),
        propensity=facts.event_property("propensity"),
        version=facts.event_property("version"),
        flag=facts.event_property("$feature_flag"),
        events=scope.events,
        first=period.version,
        since=period.since,
        until=period.until,
        placed=PLACED,
        key=plan.flag,
    )


def seen(
    plan: Experiment, metrics: Sequence[Metric], period: Period, scope: Scope, parts: Mapping[str, Metric] = NO_PARTS
) -> Seen:
    """The sums of the metrics by day, variant, version and propensity, put together. Raises NoMoments, NotLinear,
    PartMissing."""
    told = sql(
        "SELECT person_id, {group} AS arm, exposed_at FROM ({exposed})",
        group=_group(scope),
        exposed=exposed(plan, period, scope),
    )
    arms = results.arms_of(plan, [*metrics, *parts.values()], period, told, scope)
    found = moments.answer(metrics, arms, scope, parts)
    groups = {_read(name): tuple(cell) for name, cell in found.items()}
    return put_together(groups, results.multiple(plan, period, scope))


def people(plan: Experiment, period: Period, arm: str, scope: Scope) -> Sql:
    """SELECT person_id of who is in a variant of an experiment, or bandit; '' = who met more than one."""
    if plan.bandit is None or not arm:
        return results.people(plan, period, arm, scope)
    found = exposed(plan, period, scope)
    return sql("SELECT person_id FROM ({found}) WHERE arm = {arm:String} AND propensity > 0", found=found, arm=arm)


def by_segment(
    plan: Experiment,
    metric: Metric,
    period: Period,
    property: str,
    scope: Scope,
    parts: Mapping[str, Metric] = NO_PARTS,
) -> dict[str, Table]:
    """What was seen of one metric, weighed, by the value of a person's property ('' = none). Raises what `seen`
    raises."""
    told = sql(
        """SELECT person_id, exposed_at,
    concat({group}, '\x1f', JSONExtractString(JSONExtractRaw(known, {property:String}))) AS arm
FROM ({exposed}) AS e LEFT ANY JOIN (SELECT person_id, properties AS known FROM {persons}) AS p USING (person_id)""",
        group=_group(scope),
        property=property,
        exposed=exposed(plan, period, scope),
        persons=facts.persons(),
    )
    arms = results.arms_of(plan, [metric, *parts.values()], period, told, scope)
    groups: dict[str, dict[Group, Cell]] = {}
    for name, cell in moments.answer([metric], arms, scope, parts).items():
        group, value = name.split("\x1f", 1)
        groups.setdefault(value, {})[_read(group)] = tuple(cell)
    return {value: put_together(cells).weighed for value, cells in groups.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """Who came on a day to an arm by a version of the flag, with one propensity."""

    day: date
    version: int
    propensity: float
    arm: str


def _group(scope: Scope) -> Sql:
    """The day, version, propensity and arm of a person, as one text."""
    return sql(
        """concat(toString(toDate(exposed_at, {zone:String})), ' ', toString(version), ' ',
    toString(propensity), ' ', arm)""",
        zone=scope.zone.key,
    )


def _read(name: str) -> Group:
    day, version, propensity, arm = name.split(" ", 3)
    return Group(date.fromisoformat(day), int(version), float(propensity), arm)


def put_together(cells: Mapping[Group, Cell], multiple: int = 0) -> Seen:
    """Plain and weighed sums of what each group of people did."""
    plain: dict[date, dict[str, Cell]] = {}
    weighed: dict[date, dict[str, Cell]] = {}
    by_version: dict[int, dict[str, int]] = {}
    unlogged = 0
    for group, cell in cells.items():
        n = cell[0].n
        if group.propensity <= 0:
            unlogged += n
            continue
        for table, some in ((plain, cell), (weighed, tuple(over(one, group.propensity) for one in cell))):
            there = table.setdefault(group.day, {})
            there[group.arm] = _added(there[group.arm], some) if group.arm in there else some
        people = by_version.setdefault(group.version, {})
        people[group.arm] = people.get(group.arm, 0) + n
    return Seen(Table(plain, multiple), Table(weighed, multiple), by_version, unlogged)


def over(one: Sums, propensity: float) -> Sums:
    """The sums where each person's numbers count 1 ÷ propensity times; n stays the number of people."""
    w = 1 / propensity
    once = {name: getattr(one, name) * w for name in ("y", "d", "x")}
    twice = {name: getattr(one, name) * w * w for name in ("yy", "dd", "yd", "xx", "xy")}
    return replace(one, **once, **twice)


def _added(one: Cell, other: Cell) -> Cell:
    names = Sums.__dataclass_fields__
    return tuple(
        Sums(*(getattr(a, name) + getattr(b, name) for name in names)) for a, b in zip(one, other, strict=True)
    )


def expected(plan: Experiment, seen: Seen, looks: Sequence[Look]) -> list[float] | None:
    """How many people each arm should have: of all who came by a version, the shares of its weights. None = nobody, or
    nobody looked yet."""
    if not seen.by_version or not looks:
        return None
    since = [one.version for one in looks]
    shares = []
    for version, people in seen.by_version.items():
        weights = looks[bisect_right(since, version) - 1].weights
        shares.append([sum(people.values()) * weights.get(arm.key, 0.0) for arm in plan.arms])
    return [sum(column) for column in zip(*shares, strict=True)]


def outlooks(
    plan: Experiment, measure: Measure, seen: Seen, random: np.random.Generator
) -> tuple[ArmOutlook, ...] | None:
    """Of each arm its weighted mean with a range of 95 %, and the chance to be best by Thompson draws. None = in no arm
    does anybody differ from the others, so that nothing says how far off its mean may be."""
    arms = [verdict.arm_moments(plan, measure, seen.weighed, arm.key) for arm in plan.arms]
    if all(level(arm).variance <= 0 for arm in arms):
        return None
    return outlook(arms, random, measure.better, top_two=False, least=0.0)


def bandit(kept: Kept, measure: Measure, seen: Seen, looks: Sequence[Look], mismatch: bool, now: datetime) -> Bandit:
    """How it stands. Chances are drawn alike each time, so that a page that is loaded again says the same."""
    plan, told = kept.plan, outlooks(kept.plan, measure, seen, np.random.default_rng(0))
    chances: Sequence[ArmOutlook | None] = [None] * len(plan.arms) if told is None else told
    arms = tuple(
        ArmSeen(arm.key, seen.plain.people(arm.key), verdict.level_of(measure, seen.plain, arm.key), one)
        for arm, one in zip(plan.arms, chances, strict=True)
    )
    state: State = "moving"
    if kept.status != "running":
        state = "stopped"
    elif looks and looks[-1].why == "found":
        state = "found"
    elif mismatch:
        state = "mismatch"
    elif not warm(plan, seen, kept.started_at, now):
        state = "burn_in"
    elif told is None:
        state = "flat"
    next_at = _next(kept, looks) if state not in ("found", "stopped") else None
    return Bandit(state, arms, tuple(looks), next_at if next_at and next_at > now else None, seen.unlogged)


def _next(kept: Kept, looks: Sequence[Look]) -> datetime | None:
    """When the next look is due, not before burn-in is over."""
    told = kept.plan.bandit
    if told is None or kept.started_at is None or not looks:
        return None
    return max(looks[-1].at + step(kept.plan), kept.started_at + timedelta(hours=told.burn_in))


def step(plan: Experiment) -> timedelta:
    """The time from one look to the next."""
    return _EVERY[plan.bandit.every] if plan.bandit is not None else timedelta()


def due(plan: Experiment, looks: Sequence[Look], now: datetime) -> bool:
    return bool(looks) and looks[-1].why != "found" and now >= looks[-1].at + step(plan) - _SLACK


def warm(plan: Experiment, seen: Seen, began: datetime | None, now: datetime) -> bool:
    """Whether it has run, and every arm has people, as long and as many as the plan wants before weights move."""
    told = plan.bandit
    if told is None or began is None or now < began + timedelta(hours=told.burn_in):
        return False
    return all(seen.plain.people(arm.key) >= told.least for arm in plan.arms)
