"""Questions about what happened over HTTP: JSON in, a frozen question asked, its answer out."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from uems.api import attribution, spreadsheet
from uems.api import correlation as telling
from uems.api import distribution as spread
from uems.api import experiment_plan_body as trials
from uems.api import funnel as steps
from uems.api import insight_body as body
from uems.api import interval as lengths
from uems.api import lifecycle_body as life
from uems.api import paths as ways
from uems.api import sessions as visits
from uems.api.bottlenecks import BottleneckBody, LostBody, ask_bottlenecks
from uems.api.door import Asked, Reader
from uems.api.map_question import MapCellBody, MapNumbers, MapQuestion, ask_journey_map
from uems.api.metric_question import MetricCellBody, MetricQuestion
from uems.api.people import PersonBody, shown
from uems.api.people_list import persons_csv
from uems.api.problem import refusals
from uems.api.reconcile import ReconcileBody, ReconcileCellBody
from uems.api.sql_body import SqlBody, ask_sql
from uems.api.trace import FlowCellBody, FlowQuestion
from uems.insight import (
    cell,
    correlation,
    distribution,
    funnel,
    funnel_time,
    interval,
    lifecycle,
    retention,
    stickiness,
    trend,
    typed_question,
)
from uems.insight.attribution.answer import Attributed
from uems.insight.bottleneck_answer import Bottlenecks
from uems.metrics import asked as shared
from uems.people import listing, person
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, sql


class PersonBehind(PersonBody):
    """A person behind a number; `returned` = the columns of the retention the person is in."""

    returned: list[int] | None


class PeopleBehind(BaseModel):
    """`total` = people on all pages; told with the first page only."""

    items: list[PersonBehind]
    next: str | None
    total: int | None = Field(examples=[1280])


router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_BUY = {"event": "order_paid", "measure": "sum", "property": "amount"}
_TREND = {"series": [_BUY, {"event": "order_paid", "measure": "people"}], "formula": "A/B", "since": "-30d"}
_RETENTION = {
    "start": {"event": "sign_up"},
    "return": {"event": "app_open"},
    "start_kind": "first_ever",
    "period": "week",
    "periods": 8,
    "since": "2026-05-01",
}
_ACTIVE = {"event": "app_open", "interval": "day", "since": "-6d"}
_PEOPLE = {"query": {"kind": "retention", **_RETENTION}, "cell": {"cohort": "2026-05-04", "column": 1}}


Question = Annotated[
    body.TrendBody
    | body.RetentionBody
    | body.LifecycleBody
    | body.StickinessBody
    | steps.FunnelBody
    | steps.CourseBody
    | ways.PathsBody
    | visits.SessionsBody
    | telling.CorrelationBody
    | lengths.IntervalBody
    | spread.DistributionBody
    | attribution.AttributionBody
    | life.StatesBody
    | life.RfmBody
    | life.KolBody
    | MetricQuestion
    | ReconcileBody
    | MapQuestion
    | BottleneckBody
    | FlowQuestion
    | trials.ExposedBody,
    Field(discriminator="kind"),
]
"""The body of any question, with its `kind`."""


class PeopleBody(body.Body):
    """A query with its `kind`, and which cell of its answer. `columns` = the properties that CSV has; left out: the
    most common."""

    query: Question
    cell: dict[str, Any] = Field(default_factory=dict, examples=[{"cohort": "2026-05-01", "column": 1}])
    limit: int = Field(100, ge=1, le=1000)
    cursor: str | None = Field(None, max_length=32)
    columns: list[Annotated[str, Field(max_length=200)]] | None = Field(None, max_length=50)


Answer = (
    trend.Drawn
    | retention.Returned
    | lifecycle.Lives
    | stickiness.Histogram
    | funnel.Conversion
    | funnel_time.Course
    | ways.WaysTold
    | visits.SessionsTold
    | correlation.Factors
    | interval.Lengths
    | distribution.Ranged
    | typed_question.SqlRows
    | Attributed
    | MapNumbers
    | Bottlenecks
)
"""What any question is answered with."""


def _example(value: dict[str, Any]) -> Any:
    return Body(openapi_examples={"example": {"value": value}})


@router.post("/trend")
def ask_trend(caller: Reader, asked: Annotated[body.TrendBody, _example(_TREND)]) -> trend.Drawn:
    """How much over time: events or people per bucket, split, compared, combined by a formula (x/0 = 0)."""
    scope = asked.scope(caller)
    return trend.answer(asked.question(scope), scope)


@router.post("/retention")
def ask_retention(caller: Reader, asked: Annotated[body.RetentionBody, _example(_RETENTION)]) -> retention.Returned:
    """Who comes back: cohorts by the period of their start, people who returned in each period after."""
    scope = asked.scope(caller)
    return retention.answer(asked.question(scope), scope)


@router.post("/lifecycle")
def ask_lifecycle(caller: Reader, asked: Annotated[body.LifecycleBody, _example(_ACTIVE)]) -> lifecycle.Lives:
    """New, returning, resurrecting and dormant people per interval."""
    scope = asked.scope(caller)
    return lifecycle.answer(asked.question(scope), scope)


@router.post("/stickiness")
def ask_stickiness(caller: Reader, asked: Annotated[body.StickinessBody, _example(_ACTIVE)]) -> stickiness.Histogram:
    """People by the number of intervals they were active in."""
    scope = asked.scope(caller)
    return stickiness.answer(asked.question(scope), scope)


@router.post("/people", response_model=PeopleBehind, responses=spreadsheet.CSV)
def ask_people(
    caller: Reader, asked: Annotated[PeopleBody, _example(_PEOPLE)], csv: spreadsheet.Wanted
) -> PeopleBehind | StreamingResponse:
    """Who is behind a number: as many people as the cell says, page by page or all as CSV."""
    scope, store = asked.query.scope(caller), caller.parts.store
    whom = behind(asked.query, asked.cell, scope, caller)
    if csv:
        caller.must("export")
        return persons_csv(caller, scope, listing.in_turn(cell.everyone(whom, scope), scope, store), asked.columns)
    found, next = cell.listed(whom, scope, asked.limit, asked.cursor)
    columns = {person.public(one.person): list(one.columns) or None for one in found}
    people = person.described(scope, store, [one.person for one in found])
    items = [PersonBehind(**shown(one).model_dump(), returned=columns[one.id]) for one in people]
    total = None if asked.cursor is not None else len(items) if next is None else cell.counted(whom, scope)
    return PeopleBehind(items=items, next=next, total=total)


def answer(kind: str, query: dict[str, Any], caller: Asked) -> Answer:
    """The answer to a stored question of a kind. Raises shared.BadQuery when it no longer reads as one."""
    found: Answer = ANSWERS[kind](caller, read(kind, query))
    return found


def behind(query: Any, given: dict[str, Any], scope: Scope, caller: Asked) -> Sql:
    """SELECT person_id, columns of the people behind one cell of a question's answer."""
    if query.kind in OF_METRICS:
        found = body.parsed(OF_METRICS[query.kind], given, "cell").behind(query, scope, caller)
        return sql("SELECT person_id, {none} AS columns FROM ({found})", none=cell.NO_COLUMNS, found=found)
    return BEHIND[query.kind](query, given, scope)


def read(kind: str, query: dict[str, Any]) -> Any:
    """The body of a question of a kind. Raises shared.BadQuery."""
    if kind not in BODIES:
        raise shared.BadQuery(about=f"kind: {kind}")
    return body.parsed(BODIES[kind], query, "query")


def check(kind: str, query: dict[str, Any], caller: Asked) -> None:
    """Raises what keeps a question from being asked, without asking it."""
    found = read(kind, query)
    if kind in OF_METRICS:
        found.asked(caller.scope(), caller)
    else:
        found.question(caller.scope())


def _trend(query: body.TrendBody, given: dict[str, Any], scope: Scope) -> Sql:
    return cell.of_trend(query.question(scope), body.parsed(body.TrendCellBody, given, "cell").cell(scope), scope)


def _retention(query: body.RetentionBody, given: dict[str, Any], scope: Scope) -> Sql:
    wanted = body.parsed(body.RetentionCellBody, given, "cell").cell(scope)
    return cell.of_retention(query.question(scope), wanted, scope)


def _lifecycle(query: body.LifecycleBody, given: dict[str, Any], scope: Scope) -> Sql:
    asked = body.parsed(body.LifecycleCellBody, given, "cell")
    bucket = shared.moment(asked.bucket, scope, "cell.bucket")
    return cell.of_lifecycle(query.question(scope), cell.LifecycleCell(bucket, asked.status), scope)


def _stickiness(query: body.StickinessBody, given: dict[str, Any], scope: Scope) -> Sql:
    asked = body.parsed(body.StickinessCellBody, given, "cell")
    return cell.of_stickiness(query.question(scope), cell.StickinessCell(asked.intervals), scope)


def _funnel(query: steps.FunnelBody, given: dict[str, Any], scope: Scope) -> Sql:
    return steps.behind(query, body.parsed(steps.FunnelCellBody, given, "cell"), scope)


def _course(query: steps.CourseBody, given: dict[str, Any], scope: Scope) -> Sql:
    return steps.behind_course(query, body.parsed(steps.CourseCellBody, given, "cell"), scope)


def _paths(query: ways.PathsBody, given: dict[str, Any], scope: Scope) -> Sql:
    return ways.behind(query, body.parsed(ways.PathsCellBody, given, "cell"), scope)


def _sessions(query: visits.SessionsBody, given: dict[str, Any], scope: Scope) -> Sql:
    return visits.behind(query, body.parsed(visits.SessionsCellBody, given, "cell"), scope)


def _of_people(model: type[BaseModel]) -> Callable[[Any, dict[str, Any], Scope], Sql]:
    """A question that knows itself who is behind its cells."""

    def behind(query: Any, given: dict[str, Any], scope: Scope) -> Sql:
        found = body.parsed(model, given, "cell").behind(query, scope)
        return sql("SELECT person_id, {none} AS columns FROM ({found})", none=cell.NO_COLUMNS, found=found)

    return behind


BODIES: dict[str, type[BaseModel]] = {
    "trend": body.TrendBody,
    "retention": body.RetentionBody,
    "lifecycle": body.LifecycleBody,
    "stickiness": body.StickinessBody,
    "funnel": steps.FunnelBody,
    "funnel_trend": steps.CourseBody,
    "paths": ways.PathsBody,
    "sessions": visits.SessionsBody,
    "correlation": telling.CorrelationBody,
    "interval": lengths.IntervalBody,
    "distribution": spread.DistributionBody,
    "attribution": attribution.AttributionBody,
    "states": life.StatesBody,
    "rfm": life.RfmBody,
    "kol": life.KolBody,
    "experiment": trials.ExposedBody,
    "holdout": trials.ExposedBody,
    "metric": MetricQuestion,
    "reconcile": ReconcileBody,
    "journey_map": MapQuestion,
    "bottlenecks": BottleneckBody,
    "trace_flow": FlowQuestion,
    "sql": SqlBody,
}
ANSWERS: dict[str, Callable[[Asked, Any], Any]] = {
    "trend": ask_trend,
    "retention": ask_retention,
    "lifecycle": ask_lifecycle,
    "stickiness": ask_stickiness,
    "funnel": steps.ask_funnel,
    "funnel_trend": steps.ask_course,
    "paths": ways.ask_paths,
    "sessions": visits.ask_sessions,
    "correlation": telling.ask_correlation,
    "interval": lengths.ask_interval,
    "distribution": spread.ask_distribution,
    "sql": ask_sql,
    "attribution": attribution.ask_attribution,
    "journey_map": ask_journey_map,
    "bottlenecks": ask_bottlenecks,
}
BEHIND: dict[str, Callable[[Any, dict[str, Any], Scope], Sql]] = {
    "trend": _trend,
    "retention": _retention,
    "lifecycle": _lifecycle,
    "stickiness": _stickiness,
    "funnel": _funnel,
    "funnel_trend": _course,
    "paths": _paths,
    "sessions": _sessions,
    "correlation": _of_people(telling.CorrelationCellBody),
    "interval": _of_people(lengths.IntervalCellBody),
    "distribution": _of_people(spread.DistributionCellBody),
    "attribution": _of_people(attribution.AttributionCellBody),
    "states": _of_people(life.StatesCellBody),
    "rfm": _of_people(life.RfmCellBody),
    "kol": _of_people(life.KolCellBody),
    "experiment": _of_people(trials.ExposedCellBody),
    "holdout": _of_people(trials.ExposedCellBody),
}
OF_METRICS: dict[str, type[BaseModel]] = {
    "metric": MetricCellBody,
    "reconcile": ReconcileCellBody,
    "journey_map": MapCellBody,
    "bottlenecks": LostBody,
    "trace_flow": FlowCellBody,
}
"""Cells of questions whose metrics, maps or links the caller's project keeps."""
