"""What the sums of an experiment say: every metric of every variant judged, and what to do; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

import numpy as np

from uems.base.words import Text
from uems.experiments import decision, experiment
from uems.experiments import looks as peeks
from uems.experiments.decision import Decision, Finding, Verdict
from uems.experiments.effect import NO_VARIANCE, Effect, effect, span
from uems.experiments.engine import Engine, Judgement, engine
from uems.experiments.engines.spending import boundaries, reach
from uems.experiments.experiment import Experiment
from uems.experiments.looks import Looks
from uems.experiments.moments import Arm, Moments, moments, ranked
from uems.experiments.srm import Srm, srm
from uems.experiments.table import Table
from uems.metrics import correction
from uems.metrics.metric import Direction, Kind
from uems.metrics.moments import TWO_SUMS
from uems.metrics.moments import Moments as Sums

Role = Literal["primary", "guardrail", "secondary"]
_SHARES = ("proportion", "retention", "funnel")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of a metric besides its sums."""

    name: str
    kind: Kind
    direction: Direction = "up"
    level: float = 0.5
    """Which share of people is below a quantile."""

    @property
    def better(self) -> Literal["up", "down"]:
        """Which way is good; more, where nobody said."""
        return "down" if self.direction == "down" else "up"


@dataclass(frozen=True, slots=True)
class Line:
    """One metric of one variant against the control. `levels`: both levels, None without people. `judged`: relative
    to the control's level; `failed`: why nothing can be said."""

    metric: str
    role: Role
    arm: str
    people: int
    levels: tuple[float | None, float | None]
    effect: Effect
    judged: Judgement
    method: str
    p_corrected: float | None = None

    @property
    def failed(self) -> str | None:
        return self.effect.failed


@dataclass(frozen=True, slots=True)
class Point:
    """The estimate of those who came until the end of a day, with the interval of that look."""

    day: date
    arm: str
    people: int
    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an experiment says now. `best`: the variant that the verdict is about. `reached`: the share of the planned
    people that is there. `left_out`: people who came after the plan was full, whom alpha spending does not judge."""

    verdict: Verdict
    reasons: tuple[Text, ...]
    best: str
    decisions: Mapping[str, Decision]
    people: Mapping[str, int]
    multiple: int
    srm: Srm
    reached: float | None
    left_out: int
    lines: tuple[Line, ...]
    course: tuple[Point, ...] = field(default=())


def read(
    plan: Experiment,
    measures: Mapping[str, Measure],
    table: Table,
    days_run: float,
    expected: Sequence[float] | None = None,
) -> Reading:
    """The reading of an experiment that has run for so many days. `expected`: the shares of people that the variants
    should have where weights moved. Raises EngineSettingsInvalid."""
    people = {arm.key: table.people(arm.key) for arm in plan.arms}
    mismatch = srm(list(people.values()), expected or [arm.weight for arm in plan.arms])
    looks = peeks.looks(plan, table)
    lines = _corrected(plan, [line for arm in plan.arms[1:] for line in _lines(plan, measures, table, arm.key, looks)])
    whole = sum(people.values())
    reached = None if plan.planned is None else whole / plan.planned
    decisions = {
        arm.key: _decide(plan, [one for one in lines if one.arm == arm.key], measures, mismatch, reached, days_run)
        for arm in plan.arms[1:]
    }
    best = _best(decisions, lines)
    return Reading(
        verdict=decisions[best].verdict,
        reasons=decisions[best].reasons,
        best=best,
        decisions=decisions,
        people=people,
        multiple=table.multiple,
        srm=mismatch,
        reached=reached,
        left_out=whole - sum(table.people(arm.key, looks.days) for arm in plan.arms) if looks else 0,
        lines=tuple(lines),
        course=tuple(course(plan, measures, table)),
    )


def harmed(reading: Reading, plan: Experiment, measures: Mapping[str, Measure]) -> tuple[str, ...]:
    """The guardrails that some variant breaks."""
    margins = {one.metric: one.margin for one in plan.guardrails}
    found = [
        one.metric
        for one in reading.lines
        if one.role == "guardrail" and _finding(one, measures[one.metric], margins[one.metric]).bad
    ]
    return tuple(dict.fromkeys(found))


def course(plan: Experiment, measures: Mapping[str, Measure], table: Table) -> list[Point]:
    """Day by day, the primary metric of the people who came until then, each with the interval of its look."""
    looks, measure = peeks.looks(plan, table), measures[plan.primary]
    method = _method(plan.way, measure)
    way, told = engine(method), _settings(plan, method, measure)
    days = looks.days if looks else table.days
    edges = boundaries(tuple(looks.shares), told.alpha) if looks and looks.shares else ()
    found = []
    for arm in plan.arms[1:]:
        for n, day in enumerate(looks.ends if looks else days):
            until = [one for one in days if one <= day]
            one = _effect(plan, measure, table, arm.key, 0, until)
            if one.failed:
                continue
            low: float | None
            high: float | None
            if edges:
                low, high = span(one, reach(edges[n], one.degrees))
            else:
                judged = way.judge(one, told)
                low, high = judged.low, judged.high
            found.append(Point(day, arm.key, one.n, one.estimate, low, high))
    return found


def _lines(
    plan: Experiment, measures: Mapping[str, Measure], table: Table, arm: str, looks: Looks | None
) -> list[Line]:
    roles: dict[str, Role] = dict.fromkeys(plan.secondary, "secondary")
    roles |= {one.metric: "guardrail" for one in plan.guardrails}
    roles[plan.primary] = "primary"
    found = []
    for place, metric in enumerate(plan.metrics):
        # Alpha is spent on the primary metric; what is looked at besides it is always valid.
        always = looks is not None and roles[metric] != "primary"
        method = "sequential" if always else _method(plan.way, measures[metric])
        days = looks.days if looks is not None and not always else table.days
        one = _effect(plan, measures[metric], table, arm, place, days)
        levels = tuple(_level(table, key, place, measures[metric], days) for key in (plan.control, arm))
        told = _settings(plan, method, measures[metric], looks if not always else None, roles[metric] == "primary")
        judged = _judged(engine(method), one, told)
        people = table.people(arm, days)
        found.append(Line(metric, roles[metric], arm, people, (levels[0], levels[1]), one, judged, method))
    return found


_ONE_LOOK = ("frequentist", "z")


def _method(way: str, measure: Measure) -> str:
    """Of the ways of one look, quantiles have their own, and it is for nothing else."""
    if measure.kind == "quantile":
        return "bootstrap" if way in _ONE_LOOK else way
    return "frequentist" if way == "bootstrap" else way


def _judged(way: Engine, one: Effect, told: Any) -> Judgement:
    return way.nothing if one.failed else way.judge(one, told)


def _settings(plan: Experiment, method: str, measure: Measure, looks: Looks | None = None, primary: bool = True) -> Any:
    """The engine's settings for a metric; the primary metric's alpha is shared by all variants (Bonferroni)."""
    said: dict[str, Any] = dict(plan.settings) if method == plan.way else {}
    if "side" in plan.settings and method in (*_ONE_LOOK, "bootstrap"):
        said["side"] = plan.settings["side"]
    alpha = plan.settings.get("alpha", 0.05)
    said["alpha"] = alpha / (len(plan.arms) - 1) if primary else alpha
    if method == "spending" and looks is not None and looks.shares:
        said["looks"] = looks.shares
    if method == "sequential" and plan.planned is not None and "rho" not in said:
        said.setdefault("tuned_at", plan.planned)
    if method == "bayesian":
        said["better"] = measure.better
    return experiment.settings(method, said)


def _effect(plan: Experiment, measure: Measure, table: Table, arm: str, place: int, days: Sequence[date]) -> Effect:
    keys = (plan.control, arm)
    if measure.kind == "quantile":
        return _compared(*(ranked(table.rising(place, key, days), measure.level) for key in keys))
    sums = [_together(table, key, place, days) for key in keys]
    if measure.kind in _SHARES and sums[0].y * sums[1].d != sums[1].y * sums[0].d and any(_flat(one) for one in sums):
        sums = [_softened(one) for one in sums]
    return _compared(*(_moments(one, measure.kind, plan) for one in sums))


def arm_moments(plan: Experiment, measure: Measure, table: Table, arm: str) -> Moments:
    """What everybody of a variant did for the primary metric."""
    sums = _together(table, arm, 0, table.days)
    return _moments(_softened(sums) if measure.kind in _SHARES and sums.n and _flat(sums) else sums, measure.kind, plan)


def level_of(measure: Measure, table: Table, arm: str) -> float | None:
    """The primary metric's level of a variant; None without people."""
    return _level(table, arm, 0, measure, table.days)


def _compared(control: Arm, treatment: Arm) -> Effect:
    if min(control.n, treatment.n) < 2:
        return Effect(failed=NO_VARIANCE)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        return effect([(control, treatment)], "relative", fieller=True)


def _flat(one: Sums) -> bool:
    """Whether nobody did it, or everybody: the plain variance of that is 0, and it would look like no news."""
    return one.y in (0, one.d)


def _softened(one: Sums) -> Sums:
    """With one more person who did it and one more who did not (Agresti and Caffo 2000), of the weight that people have
    on average: 1, but for a bandit's."""
    w = one.d / one.n if one.n else 1.0
    more = {"d": one.d + 2 * w, "dd": one.dd + 2 * w * w, "yd": one.yd + w * w}
    return replace(one, n=one.n + 2, y=one.y + w, yy=one.yy + w * w, **more)


_NOBODY = Sums(0, 0, 0, 0, 0, 0, 0, 0, 0)


def _together(table: Table, arm: str, place: int, days: Sequence[date]) -> Sums:
    """The sums of a metric over the people who came on these days."""
    there = [table.cells[day][arm][place] for day in days if arm in table.cells[day]]
    if not there:
        return _NOBODY
    columns = zip(*([getattr(one, name) for name in Sums.__dataclass_fields__] for one in there), strict=True)
    n, *sums = (sum(column) for column in columns)
    return Sums(int(n), *sums)


def _moments(one: Sums, kind: Kind, plan: Experiment) -> Moments:
    """The sums as the statistics want them: a ratio by the delta method, others with what was before where it is. A
    weighted mean is a ratio too, of weighted values over weights."""
    if kind in TWO_SUMS or plan.bandit is not None:
        return moments("ratio", one.n, (one.y, one.d), ((one.yy, one.yd), (one.yd, one.dd)))
    if plan.before_days is not None:
        return moments("adjusted_mean", one.n, (one.y, one.x), ((one.yy, one.xy), (one.xy, one.xx)))
    return moments("mean", one.n, (one.y,), ((one.yy,),), (kind in _SHARES,))


def _level(table: Table, arm: str, place: int, measure: Measure, days: Sequence[date]) -> float | None:
    if measure.kind == "quantile":
        rising = table.rising(place, arm, days)
        return float(np.quantile(rising, measure.level)) if len(rising) else None
    one = _together(table, arm, place, days)
    return one.y / one.d if one.d else None


def _corrected(plan: Experiment, lines: Sequence[Line]) -> list[Line]:
    """With the p-values of aims corrected over metrics and variants; guardrails are to be found quickly and stay."""
    p = [None if one.role == "guardrail" or one.failed else one.judged.p for one in lines]
    found = correction.corrected(p, plan.correction)
    return [replace(one, p_corrected=value) for one, value in zip(lines, found, strict=True)]


def _finding(one: Line, measure: Measure, margin: float = 0.0) -> Finding:
    low, high = (None, None) if one.failed else (one.judged.low, one.judged.high)
    if one.role == "guardrail" and one.failed and one.levels[0] is not None and one.levels[0] == one.levels[1]:
        low = high = 0.0  # nobody in either arm complained: that must not keep a clear gain from being one
    return Finding(measure.name, low, high, measure.better, margin)


def _decide(
    plan: Experiment,
    lines: Sequence[Line],
    measures: Mapping[str, Measure],
    mismatch: Srm,
    reached: float | None,
    days_run: float,
) -> Decision:
    margins = {one.metric: one.margin for one in plan.guardrails}
    aims = [_finding(one, measures[one.metric]) for one in lines if one.role == "primary"]
    rails = [_finding(one, measures[one.metric], margins[one.metric]) for one in lines if one.role == "guardrail"]
    found = decision.decide(aims, rails, mismatch, reached)
    if plan.aa:
        return _same(found, aims)
    if found.verdict in ("roll_out", "no_harm") and days_run < plan.least_days:
        return Decision("not_enough", (*found.reasons, _early(plan.least_days)))
    return found


def _same(found: Decision, aims: Sequence[Finding]) -> Decision:
    """Of an A/A test: there is nothing to win, and a difference means that something is broken."""
    if found.verdict == "unsound":
        return found
    if any(one.good or one.bad for one in aims):
        return Decision("unsound", (_BROKEN,))
    return Decision("no_harm", (_ALIKE,))


_BROKEN = Text(
    "这是 A/A 测试，各组本应相同，却出现明确差异：请检查分流、曝光与指标",
    "This is an A/A test: the variants are the same, yet clearly differ. Look at assignment, exposure and metric",
)
_ALIKE = Text("A/A 测试：目前没有看到差异，与预期一致", "A/A test: no difference is seen so far, as it should be")


def _early(days: int) -> Text:
    return Text(
        f"运行不足 {days} 天，一周中的差别还看不到",
        f"It has run for less than {days} days: too short to see how days differ",
    )


_RANK: tuple[Verdict, ...] = ("unsound", "roll_out", "no_harm", "not_enough", "roll_back")


def _best(decisions: Mapping[str, Decision], lines: Sequence[Line]) -> str:
    """The variant that the experiment's verdict is about: the best verdict, then the greatest gain."""
    gain = {one.arm: one.judged.estimate for one in lines if one.role == "primary"}
    return min(decisions, key=lambda arm: (_RANK.index(decisions[arm].verdict), -gain[arm]))
