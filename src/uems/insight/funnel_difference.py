"""Whether the values of a funnel's breakdown convert differently, each against the others or against one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from uems.base.words import Text
from uems.insight import funnel
from uems.insight.contingency import Counts, Estimate, Test, chance, difference
from uems.insight.funnel import Part, Reached
from uems.insight.funnel_question import BadFunnel, Funnel
from uems.insight.funnel_time import Leg, refuse_leg
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Stopwatch
from uems.metrics.correction import Correction, corrected
from uems.people.scope import Scope


@dataclass(frozen=True, slots=True)
class Against:
    """Which value of the breakdown the others are compared with."""

    value: Any


@dataclass(frozen=True, slots=True)
class Differing:
    """Of `people` who reached the leg's start, `converted` reached its end. `difference` = the rate less that of those
    it is compared with (-1 to 1), with its 95 % interval; `p` by chance alone, `corrected` for as many comparisons as
    there are. None for the baseline itself, and where it cannot be told."""

    value: split.Value
    people: int
    converted: int
    rate: float | None
    difference: Estimate | None
    p: float | None
    corrected: float | None
    test: Test | None
    significant: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """A row for each value of the breakdown, as the funnel has them."""

    rows: tuple[Differing, ...]
    correction: Correction
    computed: Computed


def refuse_nonsense(asked: Funnel, leg: Leg) -> None:
    """Raises BadFunnel: compared groups are of different units."""
    refuse_leg(asked, leg)
    if asked.breakdown is None:
        raise BadFunnel(Text("请选择分组属性", "Choose what the funnel is split by"), about="breakdown")
    if asked.attribution in ("all", "step"):
        zh, en = (
            "同一用户可能属于多个值，无法比较；请取首个或最后一个值",
            "People can have several values; take the first or the last",
        )
        raise BadFunnel(Text(zh, en), about="breakdown.attribution")


def differences(asked: Funnel, leg: Leg, against: Against | None, correction: Correction, scope: Scope) -> Differences:
    """`against` None = each value against all other units together, shown or not. Raises BadFunnel."""
    watch = Stopwatch.start()
    refuse_nonsense(asked, leg)
    found = funnel.answer(asked, scope)
    parts = found.breakdown or ()
    base = None if against is None else _of(parts, against)
    whole = _counts(found.steps, leg)
    rows = [_row(part, _counts(part.steps, leg), base, whole, leg) for part in parts]
    raised = corrected([row.p for row in rows], correction)
    judged = tuple(
        replace(row, corrected=p, significant=p is not None and p <= 0.05) for row, p in zip(rows, raised, strict=True)
    )
    return Differences(judged, correction, watch.computed("funnel_difference", (asked, leg, against), scope))


def _of(parts: Sequence[Part], against: Against) -> Part:
    found = next((part for part in parts if split.same(part.value, against.value)), None)
    if found is None:
        raise BadFunnel(Text("分组中没有这个基准值", "The breakdown has no such value"), about="baseline.value")
    return found


def _counts(steps: Sequence[Reached], leg: Leg) -> tuple[int, int]:
    return steps[leg.start].people, steps[leg.end].people


def _row(part: Part, own: tuple[int, int], base: Part | None, whole: tuple[int, int], leg: Leg) -> Differing:
    people, hits = own
    others = (whole[0] - people, whole[1] - hits) if base is None else _counts(base.steps, leg)
    counts = Counts(hits, people, others[1], others[0])
    rate = hits / people if people else None
    if base is part:
        return Differing(part.value, people, hits, rate, None, None, None, None, False)
    p, test = chance(counts) or (None, None)
    return Differing(part.value, people, hits, rate, difference(counts), p, None, test, False)
