"""What can be asked of attribution: which conversions, which touches name a channel, and how far back they count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.metrics.asked import Span
from uems.metrics.which import Which
from uems.rules.condition import EventFilter

MOST_CHANNELS = 100
_LONGEST = 366
GAP = 30 * 60 * 1000
"""Touches of one channel at most so many milliseconds apart are one."""


AT_ONCE = 60 * 1000
"""A person was brought by a touch that lies at most so many milliseconds after they were first seen."""


class BadAttribution(Invalid):
    code = "bad_attribution"
    text = Text("归因查询无效", "The attribution is not valid")


@dataclass(frozen=True, slots=True)
class Trial:
    """An experiment that may have held a channel back: its exposures, whose property names the arm, and when it ran."""

    name: str
    exposure: EventFilter
    property: str
    arms: tuple[str, ...]
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What channels cost: events that bear the channel's property and an amount; `given` = amounts by channel that
    take their place."""

    filter: EventFilter = field(default_factory=lambda: EventFilter("ad_cost"))
    property: str = "cost"
    given: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Conversions of the span, since ≤ t < until, and the touches up to `lookback` before each. A conversion ends a
    journey: the touches before it are spent. `channel` = the property of a touch that names its channel; `value` = the
    property that says what a conversion is worth (None = 1). `half_life` of the time-decay model in days."""

    conversion: Which
    touch: Which
    channel: str
    span: Span
    value: str | None = None
    lookback: timedelta = timedelta(days=30)
    half_life: float = 7.0
    limit: int = 25
    cost: Cost = field(default_factory=Cost)
    trials: tuple[Trial, ...] = ()

    @property
    def reach(self) -> int:
        """The lookback in milliseconds."""
        return round(self.lookback.total_seconds() * 1000)


def refuse_nonsense(asked: Attribution) -> None:
    """Raises BadAttribution."""
    if not 0 < asked.lookback.total_seconds() <= _LONGEST * 86_400:
        raise BadAttribution(
            Text("回溯期须大于 0 且不超过 366 天", "The lookback is longer than nothing, at most 366 days"),
            about="lookback",
        )
    if not 1 <= asked.limit <= MOST_CHANNELS:
        raise BadAttribution(about="limit")
    if asked.half_life <= 0:
        raise BadAttribution(about="half_life")
