"""A metric: what is counted, of whom, within which time; frozen, and the same for charts, targets and experiments."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.rules.condition import EventFilter

Kind = Literal["proportion", "mean", "sum", "ratio", "retention", "quantile", "funnel", "participation", "formula"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Counts = Literal["value", "people", "days"]
Direction = Literal["up", "down", "none"]
Unit = Literal["number", "percent", "money", "seconds", "days"]
MOST_TERMS = 20
MOST_DAYS = 366


class BadMetric(Invalid):
    code = "bad_metric"
    text = Text("指标定义无效", "The metric's definition is not valid")


@dataclass(frozen=True, slots=True)
class Term:
    """Events that count; each counts the number in `property`, or 1 without one; `sign` -1 takes it away (a refund)."""

    filter: EventFilter
    property: str | None = None
    sign: Literal[1, -1] = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """What is counted of a person: `value` = the sum over the person's events, `people` = 1 if there is any, `days` =
    on how many days. An event that fits several terms counts for the first. `but`: names that "any event" leaves out.
    `first`: only the first such event that the person ever had."""

    terms: tuple[Term, ...]
    counts: Counts = "value"
    but: tuple[str, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Events count from `delay` after the person entered, for `within` from then on; both in milliseconds."""

    within: int
    delay: int = 0


@dataclass(frozen=True, slots=True)
class Cap:
    """A person's number counts at most so much: a fixed number, or the percentile (0 to 1) of all people's."""

    value: float | None = None
    percentile: float | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """One definition, read the same way over time and in an experiment.

    proportion: the share of the people of `base` with the event; without a base, how many people have it. mean: the
    number of a person of `base`, on average; without a base, of those who have the event. sum: all of it. ratio: all of
    it over all of the base's own number. retention: the share of those of `base` who have the event between the first
    and the last of `days` after. quantile: of the numbers of people, or of events. funnel: the share of those at the
    first step who reach the last within the window. participation: the share of days with the event, on average.
    formula: arithmetic over other metrics (`parts`, the letters A, B, … in order).

    In an experiment the base of a person's number is being exposed, and `base` counts for ratio alone.
    `lookback`: each point looks at so many days that end with it. `cap` bounds a person's number in mean, sum, ratio.
    """

    kind: Kind
    event: Fact | None = None
    base: Fact | None = None
    window: Window | None = None
    lookback: int | None = None
    days: tuple[int, int] = (1, 1)
    quantile: float = 0.5
    per: Literal["person", "event"] = "person"
    steps: tuple[EventFilter, ...] = ()
    formula: str = ""
    parts: tuple[str, ...] = ()
    cap: Cap | None = None

    @property
    def enters(self) -> bool:
        """Whether a person enters at a moment of their own, from which on events are looked for."""
        late = self.base is not None and self.base.first and self.kind != "ratio"
        return self.kind in ("retention", "funnel") or self.window is not None or late


def refuse_nonsense(asked: Metric) -> None:
    """Raises BadMetric with the field and the reason."""
    for field, zh, en in _mistakes(asked):
        raise BadMetric(Text(zh, en), about=field)


def _mistakes(asked: Metric) -> Iterator[tuple[str, str, str]]:
    kind = asked.kind
    if kind not in ("formula", "funnel") and (asked.event is None or not asked.event.terms):
        yield "event", "需要指定事件", "Name an event"
    if kind in ("ratio", "retention") and asked.base is None:
        yield "base", "需要指定基数", "This kind needs a base"
    if kind == "funnel" and (not 2 <= len(asked.steps) <= 20 or asked.window is None):
        yield "steps", "漏斗需要 2 至 20 步和窗口", "A funnel has 2 to 20 steps and a window"
    if kind == "formula" and not (asked.formula and asked.parts):
        yield "formula", "需要公式和组成指标", "Give a formula and its parts"
    if asked.window is not None and kind not in ("funnel",) and asked.base is None:
        yield (
            "window",
            "窗口从进入基数时算起，需要指定基数",
            "A window begins with the base: name one",
        )
    if asked.window is not None and kind not in ("proportion", "mean", "funnel"):
        yield "window", "该类型没有转化窗口", "This kind has no window"
    yield from _limits(asked)


def _limits(asked: Metric) -> Iterator[tuple[str, str, str]]:
    first, last = asked.days
    if not 0 <= first <= last <= MOST_DAYS:
        yield "days", "天数范围无效", f"The days lie between 0 and {MOST_DAYS}, the first before the last"
    if asked.lookback is not None and (not 1 <= asked.lookback <= MOST_DAYS or asked.enters):
        yield "lookback", "回看天数无效或该类型不支持", "The lookback is 1 to 366 days, of kinds without a window"
    if asked.lookback is not None and (asked.kind in ("quantile", "formula") or _first(asked)):
        yield "lookback", "该类型没有回看天数", "This kind has no lookback"
    if not 0 < asked.quantile < 1:
        yield "quantile", "分位数应在 0 与 1 之间", "The quantile lies between 0 and 1"
    if asked.cap is not None and asked.kind not in ("mean", "sum", "ratio"):
        yield "cap", "该类型没有上限", "This kind has no cap"
    share = asked.cap.percentile if asked.cap is not None else None
    if share is not None and not 0 < share < 1:
        yield "cap.percentile", "百分位应在 0 与 1 之间", "The percentile lies between 0 and 1"
    if asked.event is not None and asked.event.first and asked.base is not None:
        yield "event.first", "首次事件只能作为基数或单独统计", "A first event is a base, or stands alone"
    if asked.kind == "ratio" and asked.base is not None and asked.base.first:
        yield "base.first", "比率的基数不能是首次事件", "The base of a ratio is not a first event"
    for name, fact in (("event", asked.event), ("base", asked.base)):
        if fact is not None and len(fact.terms) > MOST_TERMS:
            yield name, f"最多 {MOST_TERMS} 个事件", f"At most {MOST_TERMS} events"


def _first(asked: Metric) -> bool:
    return any(fact is not None and fact.first for fact in (asked.event, asked.base))
