"""Metrics as callers write and read them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from uems.api.condition_body import TestJson
from uems.api.door import Asked
from uems.api.insight_body import Body, BreakdownBody, BreakdownsBody, EventBody, TimedBody, breakdown
from uems.base.words import Language
from uems.metrics import asked as shared
from uems.metrics import definition, how, registry
from uems.metrics.asked import Computed
from uems.metrics.breakdown import Value
from uems.metrics.how import How
from uems.metrics.metric import Counts, Direction, Kind, Metric, Unit
from uems.metrics.people_rows import Question
from uems.metrics.period import Calendar, Interval
from uems.metrics.registry import Entry
from uems.metrics.standard import Group
from uems.people.property_class import Of
from uems.people.scope import Scope

RATE: dict[str, Any] = {
    "kind": "proportion",
    "event": {"events": [{"event": "order_paid"}]},
    "base": {"events": [{"event": "checkout_started"}]},
    "window": {"within": {"days": 1}},
}


class TermBody(EventBody):
    """Events that count: the number in `property`, or 1 each; `sign` -1 takes it away."""

    where: list[TestJson] = Field(default_factory=list, max_length=50)
    property: str | None = Field(None, max_length=200, examples=["revenue"])
    sign: Literal[1, -1] = 1


class FactBody(Body):
    """`counts`: `value` = the sum, `people` = 1 if there is any, `days` = on how many days. `but`: names that any event
    leaves out. `first`: only the first ever of each person."""

    events: list[TermBody] = Field(min_length=1, max_length=20, examples=[[{"event": "order_paid"}]])
    counts: Counts = "value"
    but: list[str] = Field(default_factory=list, max_length=200)
    first: bool = False


class WindowBody(Body):
    """From `delay` after entering, for `within`."""

    within: dict[str, int] = Field(examples=[{"days": 7}])
    delay: dict[str, int] | None = Field(None, examples=[{"hours": 1}])


class CapBody(Body):
    """One of the two."""

    value: FiniteFloat | None = None
    percentile: FiniteFloat | None = Field(None, examples=[0.99])


class DefinitionBody(Body):
    """What is counted, of whom, within which time; see the guide to metrics."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": RATE})
    kind: Kind
    event: FactBody | None = None
    base: FactBody | None = None
    window: WindowBody | None = None
    lookback: int | None = Field(None, description="Days that end with the point.", examples=[30])
    days: tuple[int, int] | None = Field(None, description="Of retention: the first and the last day after.")
    quantile: FiniteFloat | None = None
    per: Literal["person", "event"] | None = None
    steps: list[EventBody] | None = Field(None, max_length=20)
    formula: str | None = Field(None, max_length=500, examples=["A/B"])
    parts: list[str] | None = Field(None, max_length=26, description="Ids of metrics: A, B, … of the formula.")
    cap: CapBody | None = None

    def metric(self) -> Metric:
        """Raises BadMetric, BadFormula, ConditionInvalid."""
        return definition.parse(self.plain())

    def plain(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class MetricWords(Body):
    """What people read of a metric; `direction`: which way is better."""

    name: str = Field(min_length=1, max_length=200, examples=["Paid after checkout"])
    about: str = Field("", max_length=2000)
    group: Group = "other"
    unit: Unit = "number"
    direction: Direction = "up"
    owner: str = Field("", max_length=200)


class NewMetric(MetricWords):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"name": "Paid after checkout", "definition": RATE}}
    )
    definition: DefinitionBody


class MetricChange(Body):
    """What is left out stays as it is. Another definition is a new version; `note` says why. `certified` = somebody
    vouches for it, until the definition changes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"certified": True}})
    name: str | None = Field(None, min_length=1, max_length=200)
    about: str | None = Field(None, max_length=2000)
    group: Group | None = None
    unit: Unit | None = None
    direction: Direction | None = None
    owner: str | None = Field(None, max_length=200)
    definition: DefinitionBody | None = None
    note: str = Field("", max_length=1000)
    certified: bool | None = None


class MetricEntry(BaseModel):
    """A metric as lists show it; `sentence` says the definition in plain words."""

    id: str = Field(examples=["arpu"])
    name: str
    about: str
    group: Group
    unit: Unit
    direction: Direction
    owner: str
    certified: bool
    certified_by: str
    built_in: bool
    kind: Kind
    version: int
    sentence: str
    changed_at: datetime | None


class MetricUser(BaseModel):
    """What would miss the metric."""

    kind: Literal["metric", "target", "alert", "experiment", "holdout"]
    id: str
    name: str


class MetricBody(MetricEntry):
    definition: dict[str, Any] = Field(examples=[RATE])
    used_by: list[MetricUser]


class Metrics(BaseModel):
    items: list[MetricEntry]
    next: str | None


class MetricSeriesBody(TimedBody):
    """A metric over a range, by buckets of an interval."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"since": "-30d", "interval": "day"}})
    interval: Interval = "day"
    breakdown: BreakdownBody | BreakdownsBody | None = None

    def question(self, metric: Metric, scope: Scope) -> Question:
        span = shared.span(self.since, self.until, scope)
        calendar = Calendar(self.interval, scope.zone, self.week_start)
        return Question(metric, calendar, span, breakdown(self.breakdown), self.people())


class MetricPreviewBody(MetricSeriesBody):
    """A definition that is not kept yet."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"definition": RATE, "since": "-30d"}})
    definition: DefinitionBody


class MetricPoint(BaseModel):
    """`value` = numerator / denominator; null where there is nothing to divide by."""

    value: float | None
    numerator: float | None
    denominator: float | None
    people: int


class MetricLine(BaseModel):
    breakdown: Value
    points: list[MetricPoint]
    total: MetricPoint


class MetricBreak(BaseModel):
    """Since `at` the metric means something else; the whole series is drawn by the newest definition."""

    at: datetime
    version: int
    by: str
    note: str


class MetricSeries(BaseModel):
    """`complete` = the bucket can change no more; of metrics that wait for people the total leaves the others out."""

    buckets: list[datetime]
    complete: list[bool]
    series: list[MetricLine]
    breaks: list[MetricBreak]
    how: How
    computed: Computed


def told(metric: Metric, parts: Mapping[str, Metric]) -> list[tuple[str, Of]]:
    """The properties whose numbers a metric's value is made of."""
    facts = [fact for one in (metric, *parts.values()) for fact in (one.event, one.base) if fact is not None]
    return [(term.property, "event") for fact in facts for term in fact.terms if term.property is not None]


def told_by(caller: Asked, id: str) -> list[tuple[str, Of]]:
    """The same of a metric that is kept. Raises NoMetric, PartMissing."""
    found = registry.find(caller.parts.store, caller.project.number, id).metric
    return told(found, registry.parts(caller.parts.store, caller.project.number, found))


def entry(one: Entry, language: Language) -> MetricEntry:
    return MetricEntry(
        id=one.id,
        name=one.name.read(language),
        about=one.about.read(language),
        group=one.group,
        unit=one.unit,
        direction=one.direction,
        owner=one.owner,
        certified=bool(one.certified_by),
        certified_by=one.certified_by,
        built_in=one.built_in,
        kind=one.metric.kind,
        version=one.version,
        sentence=how.sentence(one.metric).read(language),
        changed_at=one.changed_at,
    )
