"""Metrics over HTTP: the registry, one over time, who is behind it, its versions, which events it counts."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field

from uems.api import metric_body as body
from uems.api.door import Analyst, Asked, Id, Reader
from uems.api.metric_body import MetricBody, MetricChange, MetricSeries, MetricUser, NewMetric
from uems.api.people import Persons, shown
from uems.api.problem import refusals
from uems.base.words import Text
from uems.experiments import holdout_register, holdout_trial, register
from uems.insight import cell
from uems.metrics import attached, definition, how, registry, series, vocabulary
from uems.metrics.alert import ALERTS
from uems.metrics.asked import Stopwatch
from uems.metrics.how import How
from uems.metrics.kpi import TARGETS
from uems.metrics.metric import Metric
from uems.metrics.people_rows import Question
from uems.metrics.period import Interval
from uems.metrics.registry import Draft, MetricInUse
from uems.metrics.series import Spot
from uems.people import person
from uems.people.scope import Scope
from uems.warehouse.sql import sql

router = APIRouter(prefix="/api/metrics", tags=["metrics"], responses=refusals(403, 404, 409, 422, 503))

_WORDS = {"order": [{"event": "order_paid"}], "amount": "revenue"}


class MetricVersion(BaseModel):
    """What the metric meant from `at` on."""

    version: int
    definition: dict[str, Any]
    sentence: str
    note: str
    by: str
    at: datetime


class MetricVersions(BaseModel):
    items: list[MetricVersion]
    next: str | None


class MetricWordsBody(BaseModel):
    """`words` = the events and numbers in use, as somebody said or by default; `said` = those that somebody said."""

    words: dict[str, Any] = Field(examples=[{"order": [{"event": "order_paid"}], "amount": "revenue"}])
    said: dict[str, Any]


@router.get("")
def list_metrics(caller: Reader) -> body.Metrics:
    """The built-in metrics, and the project's own."""
    found = registry.every(caller.parts.store, caller.project.number)
    return body.Metrics(items=[body.entry(one, caller.language) for one in found], next=None)


@router.post("", status_code=201)
def create_metric(caller: Analyst, asked: NewMetric) -> MetricBody:
    """A metric of the project's own."""
    given = asked.model_dump(exclude={"definition"})
    draft = Draft(definition=asked.definition.plain(), **given)
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    return _body(caller, registry.create(store, number, draft, caller.by, now).id)


@router.post("/preview")
def preview_metric(caller: Reader, asked: body.MetricPreviewBody) -> MetricSeries:
    """The numbers of a definition that is not kept yet."""
    scope, metric = asked.scope(caller), asked.definition.metric()
    parts = registry.parts(caller.parts.store, caller.project.number, metric)
    return _series(asked.question(metric, scope), parts, 0, [], scope, caller)


@router.get("/words")
def get_words(caller: Reader) -> MetricWordsBody:
    """Which events the built-in metrics count."""
    store, number = caller.parts.store, caller.project.number
    return MetricWordsBody(
        words=vocabulary.everything(vocabulary.of(store, number)), said=vocabulary.kept(store, number)
    )


@router.put("/words")
def put_words(caller: Analyst, asked: Annotated[dict[str, Any], Body(examples=[_WORDS])]) -> MetricWordsBody:
    """Say which events the built-in metrics count; what is left out is as by default."""
    store, number = caller.parts.store, caller.project.number
    vocabulary.keep(store, number, asked, caller.by, caller.parts.clock())
    return get_words(caller)


@router.get("/{id}")
def get_metric(caller: Reader, id: Id) -> MetricBody:
    """One metric with its definition, and whatever uses it."""
    return _body(caller, id)


@router.patch("/{id}")
def change_metric(caller: Analyst, id: Id, asked: MetricChange) -> MetricBody:
    """Other words, a new version of the definition, or somebody's word for it."""
    values = asked.model_dump(exclude_none=True, exclude={"definition", "note"})
    if asked.definition is not None:
        values["definition"] = asked.definition.plain()
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    return _body(caller, registry.change(store, number, id, values, asked.note, caller.by, now).id)


@router.delete("/{id}", status_code=204)
def delete_metric(caller: Analyst, id: Id) -> None:
    """The metric is gone with its versions; refused while something uses it."""
    store, number = caller.parts.store, caller.project.number
    used = [one for one in _users(caller, id) if one.kind != "metric"]
    if used:
        raise MetricInUse(about=", ".join(one.name for one in used))
    registry.delete(store, number, id)


@router.get("/{id}/versions")
def list_versions(caller: Reader, id: Id) -> MetricVersions:
    """What the metric meant since when; of a built-in one none."""
    found = registry.versions(caller.parts.store, caller.project.number, id)
    items = [
        MetricVersion(
            version=one.version,
            definition=one.definition,
            sentence=how.sentence(definition.parse(one.definition)).read(caller.language),
            note=one.note,
            by=one.by,
            at=one.at,
        )
        for one in found
    ]
    return MetricVersions(items=items, next=None)


@router.get("/{id}/series")
def get_series(
    caller: Reader,
    id: Id,
    interval: Interval = "day",
    since: str | None = Query(None, max_length=40),
    until: str | None = Query(None, max_length=40),
    now: datetime | None = None,
    timezone: str | None = Query(None, max_length=60),
) -> MetricSeries:
    """The metric over time, of everybody."""
    given = _given(caller, interval, since, until, now, timezone)
    return ask_series(caller, id, given)


@router.post("/{id}/series")
def ask_series(caller: Reader, id: Id, asked: body.MetricSeriesBody) -> MetricSeries:
    """The metric over time, split by a property, or of some people only."""
    store, number = caller.parts.store, caller.project.number
    entry, scope = registry.find(store, number, id), asked.scope(caller)
    question = asked.question(entry.metric, scope)
    breaks = [
        body.MetricBreak(at=one.at, version=one.version, by=one.by, note=one.note)
        for one in registry.versions(store, number, id)[1:]
        if question.span.since <= one.at < question.span.until
    ]
    return _series(question, registry.parts(store, number, entry.metric), entry.version, breaks, scope, caller)


@router.get("/{id}/people")
def list_people(
    caller: Reader,
    id: Id,
    interval: Interval = "day",
    since: str | None = Query(None, max_length=40),
    until: str | None = Query(None, max_length=40),
    now: datetime | None = None,
    timezone: str | None = Query(None, max_length=60),
    bucket: datetime | None = None,
    side: series.Side = "counted",
    limit: int = Query(50, ge=1, le=500),
    cursor: str | None = Query(None, max_length=32),
) -> Persons:
    """Who is behind a point (`bucket` = a moment in it; left out: the whole range): `counted` = whose number is not 0,
    `missing` = those of the base whose number is 0, `all` = both."""
    given = _given(caller, interval, since, until, now, timezone)
    caller.must_see(body.told_by(caller, id))
    scope = given.scope(caller)
    entry = registry.find(caller.parts.store, caller.project.number, id)
    selected = series.behind(given.question(entry.metric, scope), Spot(caller.zoned(bucket), side), scope)
    listed = sql("SELECT person_id, {none} AS columns FROM ({behind})", none=cell.NO_COLUMNS, behind=selected)
    found, next = cell.listed(listed, scope, limit, cursor)
    people = person.described(scope, caller.parts.store, [one.person for one in found])
    return Persons(items=[shown(one) for one in people], next=next)


def _given(
    caller: Asked, interval: Interval, since: str | None, until: str | None, now: datetime | None, timezone: str | None
) -> body.MetricSeriesBody:
    said = {"interval": interval, "since": since, "until": until, "now": caller.zoned(now), "timezone": timezone}
    return body.MetricSeriesBody.model_validate(said)


def _series(
    question: Question,
    parts: dict[str, Metric],
    version: int,
    breaks: list[body.MetricBreak],
    scope: Scope,
    caller: Asked,
) -> MetricSeries:
    caller.must_see(body.told(question.metric, parts))
    watch = Stopwatch.start()
    found = series.answer(question, parts, scope)
    computed = watch.computed("metric", [question, parts], scope)
    sentence = how.sentence(question.metric).read(caller.language)
    identity = how.identity_version(scope)
    return MetricSeries.model_validate(
        {
            "buckets": found.buckets,
            "complete": found.complete,
            "series": found.lines,
            "breaks": breaks,
            "how": How(sentence, version, scope.zone.key, computed.data_until, identity),
            "computed": computed,
        },
        from_attributes=True,
    )


def _users(caller: Asked, id: str) -> list[MetricUser]:
    store, number = caller.parts.store, caller.project.number
    found = [
        MetricUser(kind="metric", id=one.id, name=one.name.read(caller.language))
        for one in registry.users(store, number, id)
    ]
    targets, alerts = attached.every(TARGETS, store, number, id), attached.every(ALERTS, store, number, id)
    beats = {name: text.read(caller.language) for name, text in _BEATS.items()}
    percent = registry.find(store, number, id).unit == "percent"
    found += [
        MetricUser(kind="target", id=one.id, name=f"{beats[one.interval]} {_value(one.value, percent)}")
        for one in targets
    ]
    found += [MetricUser(kind="alert", id=one.id, name=beats[one.interval]) for one in alerts]
    trials = [one for one in register.every(store, number) if id in one.plan.metrics]
    found += [MetricUser(kind="experiment", id=one.id, name=one.plan.name or one.plan.key) for one in trials]
    out = [one for one in holdout_register.every(store, number) if id in one.metrics]
    return found + [MetricUser(kind="holdout", id=one.holdout.id, name=holdout_trial.plan(one).name) for one in out]


def _value(value: float, percent: bool) -> str:
    return f"{value * 100:g}%" if percent else f"{value:g}"


_BEATS = {
    "hour": Text("每小时", "each hour"),
    "day": Text("每日", "each day"),
    "week": Text("每周", "each week"),
    "month": Text("每月", "each month"),
}


def _body(caller: Asked, id: str) -> MetricBody:
    one = registry.find(caller.parts.store, caller.project.number, id)
    return MetricBody(
        **body.entry(one, caller.language).model_dump(),
        definition=definition.normal(one.metric),
        used_by=_users(caller, id),
    )
