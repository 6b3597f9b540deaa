"""What can be asked of a funnel: its steps, their order and window, and who is counted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight.attempt import MOST_STEPS
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown
from uems.metrics.period import MILLISECOND
from uems.rules.condition import Condition, EventFilter
from uems.rules.value import UNITS

Order = Literal["ordered", "strict", "unordered"]
Attribution = Literal["first", "last", "all", "step"]
MOST_EXCLUSIONS = 10
MOST_MASKED_STEPS = 14
_SECONDS = {"seconds": 1, **UNITS}
_LONGEST = 10 * 366 * 86400


class BadFunnel(Invalid):
    code = "bad_funnel"
    text = Text("漏斗查询无效", "The funnel is not valid")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `first` = only the person's first event ever that passes the filter."""

    filter: EventFilter
    name: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """How long an attempt may take from its first step to its last, both ends included; a month is 30 days."""

    amount: int = 14
    unit: str = "days"

    @property
    def milliseconds(self) -> int:
        return self.amount * _SECONDS[self.unit] * 1000

    @property
    def length(self) -> timedelta:
        return timedelta(milliseconds=self.milliseconds)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An event that must not happen after step `after` and before step `before` (numbers of steps, from 0)."""

    filter: EventFilter
    after: int
    before: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: people, sessions, or groups of a type."""

    kind: Literal["person", "session", "group"] = "person"
    type: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Steps within a window. The first step lies in the span, since ≤ t < until; later steps may lie after it, up to
    the question's now.

    order: `ordered` = other events may lie between; `strict` = none; `unordered` = the steps in any order. Steps at the
    same millisecond count in any order.
    exclude: an excluded event between its two steps (until the window ends, where the second is not reached) removes
    the person from the whole funnel. In an unordered funnel, where steps have no place, it reaches over the whole
    attempt and only takes that attempt away.
    hold: a property whose value is the same through all steps (and exclusions); the person's best value counts.
    attribution, of a breakdown by a property of events: `first` and `last` = the first or last value on any of the
    person's step events; `all` = every step has the value; `step` = step `at` has it (in an unordered funnel the
    step so far round from the one the attempt starts with). With `all` and `step` a person can stand at several values.
    """

    steps: tuple[Step, ...]
    span: Span
    order: Order = "ordered"
    window: Window = Window()
    exclude: tuple[Exclusion, ...] = ()
    hold: str | None = None
    by: Unit = Unit()
    breakdown: Breakdown | None = None
    by_value: Attribution = "first"
    at: int = 0
    people: Condition | None = None

    @property
    def attribution(self) -> Attribution | None:
        """How the breakdown's value is found; None without one."""
        if self.breakdown is None:
            return None
        return "first" if all(one.of == "person" for one in self.breakdown.by) else self.by_value

    @property
    def plain(self) -> bool:
        """The name alone says which step an event is, and each event is one."""
        names = [step.filter.event for step in self.steps]
        alone = not any(step.filter.where or step.first for step in self.steps)
        return self.order == "ordered" and alone and None not in names and len(set(names)) == len(names)

    def end(self, now: datetime) -> datetime:
        """The first moment that no event of an attempt can have."""
        return min(self.span.until + self.window.length, now) + MILLISECOND

    @property
    def at_step(self) -> int | None:
        """The step that must have the breakdown's value, where that is asked."""
        return self.at if self.attribution == "step" else None


def refuse_nonsense(asked: Funnel) -> None:
    """Raises BadFunnel with the path of what has no meaning."""
    last = len(asked.steps) - 1
    if not 0 <= last < MOST_STEPS:
        raise _bad("steps", f"漏斗有 1 到 {MOST_STEPS} 个步骤", f"A funnel has 1 to {MOST_STEPS} steps")
    if asked.window.unit not in _SECONDS or not 0 < asked.window.milliseconds <= _LONGEST * 1000:
        raise _bad("window", "窗口期须大于 0 且不超过 10 年", "The window is longer than nothing, at most 10 years")
    if len(asked.exclude) > MOST_EXCLUSIONS:
        raise _bad("exclude", f"最多 {MOST_EXCLUSIONS} 个排除事件", f"At most {MOST_EXCLUSIONS} exclusions")
    for n, exclusion in enumerate(asked.exclude):
        if not 0 <= exclusion.after < exclusion.before <= last:
            zh, en = "排除区间须在两个步骤之间", "An exclusion lies between two steps, after < before"
            raise _bad(f"exclude[{n}].before", zh, en)
        if asked.order == "unordered" and (exclusion.after, exclusion.before) != (0, last):
            zh, en = (
                "无序漏斗的排除须覆盖全程",
                "In an unordered funnel an exclusion reaches from the first step to the last",
            )
            raise _bad(f"exclude[{n}]", zh, en)
    if asked.breakdown is not None and any(one.bins is not None for one in asked.breakdown.by):
        raise _bad("breakdown.bins", "漏斗不支持分箱", "A funnel is not split into bins")
    if not 0 <= asked.at <= last:
        raise _bad("breakdown.step", "没有这个步骤", "There is no such step")
    if asked.by.kind == "group" and not asked.by.type:
        raise _bad("by", "须给出群组类型，如 group:company", "Name the type of group, such as group:company")
    refuse_overlaps(asked)


def refuse_overlaps(asked: Funnel) -> None:
    """An event that can be two of so many steps cannot be told apart exactly."""
    names = [step.filter.event for step in asked.steps]
    apart = None not in names and len(set(names)) == len(names)
    if asked.order == "ordered" and not apart and len(names) > MOST_MASKED_STEPS:
        zh = f"步骤之间可能是同一事件时最多 {MOST_MASKED_STEPS} 步"
        raise _bad("steps", zh, f"At most {MOST_MASKED_STEPS} steps where one event can be two of them")


def _bad(about: str, zh: str, en: str) -> BadFunnel:
    return BadFunnel(Text(zh, en), about=about)
