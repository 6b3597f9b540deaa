"""The bodies of questions as callers write them, and the frozen questions they become."""

from dataclasses import replace
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from uems.api.condition_body import ConditionJson, TestJson
from uems.api.door import Asked
from uems.insight.cell import RetentionCell, TrendCell
from uems.insight.lifecycle import Lifecycle, Status
from uems.insight.measure import Measure, wants_number
from uems.insight.retention_rows import Retention, StartKind
from uems.insight.stickiness import Stickiness
from uems.insight.trend import Series, Trend
from uems.metrics import asked as shared
from uems.metrics.breakdown import Breakdown, Split, Value
from uems.metrics.period import Calendar, Interval, Weekday
from uems.metrics.which import Which
from uems.people.property_class import Of
from uems.people.scope import Scope
from uems.rules.condition import All, Condition, InSegment, parse, parse_filter

WHERE: list[Any] = [{"property": "price", "op": "gte", "value": 10}]
CONDITION = {"person": "country", "op": "in", "value": ["CN"]}


class Body(BaseModel):
    """What every body shares: unknown fields are refused, so that a misspelt one is not silently ignored."""

    model_config = ConfigDict(extra="forbid")


class EventBody(Body):
    """Which events: `event` null = any; every test of `where` must pass."""

    event: str | None = Field(default=None, examples=["add_to_cart"])
    where: list[TestJson] = Field(default_factory=list, max_length=50, examples=[WHERE])

    def which(self, about: str, people: Condition | None) -> Which:
        return Which(parse_filter({"event": self.event, "where": self.where}, about), people)


class SplitBody(Body):
    """One property to split by; `bins` cuts a number into ranges of equal width."""

    property: str = Field(min_length=1, max_length=200, examples=["country"])
    of: Literal["event", "person"] = "event"
    bins: int | None = Field(None, ge=1, le=1000)
    clean: Literal["url"] | None = None


class BreakdownBody(SplitBody):
    """One property to split by, and how many of its values are shown; `other` shows the rest as `$other`."""

    limit: int = Field(25, ge=1, le=1000)
    other: bool = True


class BreakdownsBody(Body):
    """Several properties to split by at once; each value is answered as a list."""

    by: list[SplitBody] = Field(min_length=1, max_length=5)
    limit: int = Field(25, ge=1, le=1000)
    other: bool = True


def parsed(model: type[BaseModel], given: dict[str, Any], about: str) -> Any:
    """JSON as this model. Raises shared.BadQuery with the path of the first mistake."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join([about, *(str(part) for part in first["loc"])])
        raise shared.BadQuery(about=f"{where}: {first['msg']}") from None


def breakdown(body: "BreakdownBody | BreakdownsBody | None") -> Breakdown | None:
    if body is None:
        return None
    listed = isinstance(body, BreakdownsBody)
    splits = body.by if isinstance(body, BreakdownsBody) else [body]
    by = tuple(Split(one.property, one.of, one.bins, one.clean) for one in splits)
    return Breakdown(by, body.limit, body.other, listed)


class TimedBody(Body):
    """The range and the people of a question.

    `since` and `until`: ISO time, date, `-7d` (min h d w m y), `today`, `this_week`, `this_month`, `this_year`, `all`;
    a date as `until` includes that day. Left out: the last 30 days. `now` freezes the clock, `timezone` the calendar.
    """

    since: str | None = Field(None, max_length=40, examples=["2026-05-01"])
    until: str | None = Field(None, max_length=40, examples=["2026-05-31"])
    now: AwareDatetime | None = None
    timezone: str | None = Field(None, max_length=60, examples=["Asia/Shanghai"])
    week_start: Weekday = "monday"
    condition: ConditionJson | None = Field(None, description="Only these people.", examples=[CONDITION])
    segment: str | None = Field(None, description="Only the people of this segment.")

    def people(self) -> Condition | None:
        parts: list[Condition] = [] if self.condition is None else [parse(self.condition, "condition")]
        if self.segment is not None:
            parts.append(InSegment(self.segment))
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def scope(self, caller: Asked) -> Scope:
        """Raises HiddenProperty for an answer whose values the caller may not see."""
        caller.must_see(self.told())
        return caller.scope(self.now, self.timezone)

    def told(self) -> list[tuple[str, Of]]:
        """The properties whose values stand in the answer."""
        split = breakdown(getattr(self, "breakdown", None))
        return [] if split is None else [(one.property, one.of) for one in split.by]


class SeriesBody(EventBody):
    """One line of a trend; `property` is the number that sum, avg, min, max and p50… look at."""

    measure: Measure = "total"
    property: str | None = Field(None, max_length=200)
    name: str | None = Field(None, max_length=200)
    condition: ConditionJson | None = Field(None, description="Only these people, for this line.")

    def series(self, about: str, people: Condition | None) -> Series:
        if self.condition is not None:
            own = parse(self.condition, f"{about}.condition")
            people = own if people is None else All((people, own))
        name = self.name if self.name is not None else self.event or ""
        return Series(self.which(about, people), self.measure, self.property, name)


class TrendBody(TimedBody):
    """How much over time."""

    kind: Literal["trend"] = "trend"
    series: list[SeriesBody] = Field(min_length=1, max_length=26)
    formula: str | None = Field(None, max_length=500, examples=["A/B*100"])
    interval: Interval = "day"
    breakdown: BreakdownBody | BreakdownsBody | None = None
    compare: bool | str | None = Field(
        None, description="true or `previous` = the period of the same length before; `-7d` = moved back so far."
    )
    rolling: int | None = Field(None, ge=2, le=366, description="Mean of so many buckets.")
    cumulative: bool = False

    def told(self) -> list[tuple[str, Of]]:
        measured = [one.property for one in self.series if wants_number(one.measure)]
        return [*super().told(), *((name, "event") for name in measured if name)]

    def question(self, scope: Scope) -> Trend:
        people = self.people()
        compare = {True: "previous", False: None}.get(self.compare) if isinstance(self.compare, bool) else self.compare
        return Trend(
            tuple(one.series(f"series[{n}]", people) for n, one in enumerate(self.series)),
            Calendar(self.interval, scope.zone, self.week_start),
            shared.span(self.since, self.until, scope),
            self.formula,
            breakdown(self.breakdown),
            compare,
            self.rolling,
            self.cumulative,
        )


class RetentionBody(TimedBody):
    """Who comes back. Column 0 is the period of the start: the whole cohort."""

    kind: Literal["retention"] = "retention"
    start: EventBody = Field(default_factory=lambda: EventBody())
    back: EventBody = Field(default_factory=lambda: EventBody(), alias="return")
    start_kind: StartKind = Field(
        "first_in_range",
        description="recurring = every period with a start; first_in_range = the first start of the range; "
        "first_ever = the first start of all time, where it lies in the range.",
    )
    measure: Literal["on", "on_or_after", "bracket"] = "on"
    brackets: list[tuple[int, int]] = Field(default_factory=list, max_length=100, examples=[[[1, 3], [4, 7]]])
    clock: Literal["calendar", "rolling"] = "calendar"
    period: Literal["hour", "day", "week", "month"] = "day"
    periods: int = Field(31, ge=1, le=400, description="Number of columns, column 0 among them.")
    breakdown: BreakdownBody | BreakdownsBody | None = None
    mean: Literal["weighted", "simple"] = "weighted"

    def question(self, scope: Scope) -> Retention:
        people = self.people()
        return Retention(
            self.start.which("start", people),
            self.back.which("return", people),
            self.start_kind,
            self.measure,
            tuple(self.brackets),
            self.clock,
            Calendar(self.period, scope.zone, self.week_start),
            self.periods,
            shared.span(self.since, self.until, scope),
            breakdown(self.breakdown),
            self.mean,
            self.now,
        )


class LifecycleBody(TimedBody, EventBody):
    """New, returning, resurrecting, dormant people per interval; the filter says what being active is."""

    kind: Literal["lifecycle"] = "lifecycle"
    interval: Interval = "day"

    def question(self, scope: Scope) -> Lifecycle:
        calendar = Calendar(self.interval, scope.zone, self.week_start)
        span = shared.span(self.since, self.until, scope)
        return Lifecycle(self.which("", self.people()), calendar, replace(span, since=calendar.floor(span.since)))


class StickinessBody(TimedBody, EventBody):
    """People by the number of intervals they were active in; L7 is `since` `-6d` with days."""

    kind: Literal["stickiness"] = "stickiness"
    interval: Interval = "day"

    def question(self, scope: Scope) -> Stickiness:
        calendar = Calendar(self.interval, scope.zone, self.week_start)
        return Stickiness(self.which("", self.people()), calendar, shared.span(self.since, self.until, scope))


class TrendCellBody(Body):
    """A bucket's start (left out = the whole span), the series' letter, and the breakdown's value."""

    series: str = Field("A", max_length=1)
    bucket: str | None = Field(None, max_length=40)
    breakdown: Value = None
    period: Literal["current", "previous"] = "current"

    def cell(self, scope: Scope) -> TrendCell:
        bucket = None if self.bucket is None else shared.moment(self.bucket, scope, "cell.bucket")
        return TrendCell(self.series, bucket, self.breakdown, self.period)


class RetentionCellBody(Body):
    """A cohort by its date, and the column."""

    cohort: str = Field(max_length=40)
    column: int = Field(0, ge=0)
    breakdown: Value = None

    def cell(self, scope: Scope) -> RetentionCell:
        return RetentionCell(shared.moment(self.cohort, scope, "cell.cohort"), self.column, self.breakdown)


class LifecycleCellBody(Body):
    """A bucket's start and a status."""

    bucket: str = Field(max_length=40)
    status: Status


class StickinessCellBody(Body):
    """A bar by its number of intervals."""

    intervals: int = Field(ge=1)
