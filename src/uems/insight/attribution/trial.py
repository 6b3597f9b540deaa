"""The people of an experiment, and what they met and did while it ran: what a holdout is read from."""

from dataclasses import dataclass, replace

import numpy as np

from uems.insight.attribution import holdout
from uems.insight.attribution.holdout import Arms, Held
from uems.insight.attribution.journeys import Ints
from uems.insight.attribution.question import Attribution, Trial
from uems.insight.attribution.rows import Ways, cut, question
from uems.metrics.asked import Span
from uems.people.scope import Scope
from uems.rules.event_sql import event_matches, instant
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql


@dataclass(frozen=True, slots=True)
class Finding:
    """What an experiment says of one channel (its number), by the names of experiment and arms."""

    channel: int
    trial: str
    shown: str
    held: str
    result: Held


def findings(asked: Attribution, names: tuple[str, ...], scope: Scope) -> list[Finding]:
    """Of every channel that some experiment held back, the experiment that says it most exactly."""
    best: dict[int, Finding] = {}
    for trial in asked.trials:
        for one in _of(asked, trial, names, scope):
            known = best.get(one.channel)
            if known is None or _width(one) < _width(known):
                best[one.channel] = one
    return [best[channel] for channel in sorted(best)]


def _width(one: Finding) -> float:
    return one.result.tested.high - one.result.tested.low


def _of(asked: Attribution, trial: Trial, names: tuple[str, ...], scope: Scope) -> list[Finding]:
    span = Span(trial.since, min(trial.until or scope.now, scope.now))
    if span.until <= span.since:
        return []
    columns, project = scope.warehouse.columns, scope.project.number
    exposed = columns(_exposed(trial, span, scope), project, scope.warehouse.limits)
    if len(exposed["person"]) == 0:
        return []
    among = sql("SELECT person FROM ({exposed})", exposed=_exposed(trial, span, scope))
    free = replace(
        asked, conversion=replace(asked.conversion, people=None), touch=replace(asked.touch, people=None), span=span
    )
    rows = columns(question(free, names, span, scope, among), project, scope.warehouse.limits)
    ways = cut(rows, names, asked.reach, milliseconds(span.since), milliseconds(span.until))
    found = []
    for channel in range(len(names)):
        result = holdout.found(_arms(ways, exposed, channel))
        if result is not None:
            found.append(Finding(channel, trial.name, trial.arms[result.shown], trial.arms[result.held], result))
    return found


def _exposed(trial: Trial, span: Span, scope: Scope) -> Sql:
    """Rows (person, at, arm): the first exposure of each person, with the number of the arm. Whoever saw two arms is
    left out."""
    arm = sql("JSONExtractString({raw})", raw=facts.event_property(trial.property))
    return sql(
        """SELECT person_id AS person, toUnixTimestamp64Milli(min(ts)) AS at,
    toUInt16(indexOf({arms:Array(String)}, any({arm})) - 1) AS arm
FROM {events} WHERE ts >= {since} AND ts < {until} AND person_id != 0 AND {exposure}
    AND {arm} IN {arms:Array(String)}
GROUP BY person_id HAVING uniqExact({arm}) = 1""",
        arm=arm,
        arms=list(trial.arms),
        events=scope.events,
        since=instant(span.since),
        until=instant(span.until),
        exposure=event_matches(trial.exposure, scope.now),
    )


def _arms(ways: Ways, exposed: dict[str, np.ndarray], channel: int) -> Arms:
    """Conversions count from a person's exposure on; what was met counts from the beginning of the experiment."""
    order = np.argsort(exposed["person"])
    person, at, arm = (exposed[name][order] for name in ("person", "at", "arm"))
    place: Ints = np.searchsorted(person, ways.person)
    journeys = ways.journeys
    mine = np.zeros(len(journeys.converted), dtype=bool)
    mine[journeys.journey[journeys.channel == channel]] = True
    counted = (journeys.converted > 0) & (ways.end >= at[place])
    count = len(person)
    return Arms(
        arm,
        (np.bincount(place, mine, count) > 0).astype(float),
        np.bincount(place, counted, count),
        np.bincount(place, counted & mine, count),
    )
