"""A point of a metric as a number to reconcile: its people, and the same with its rules taken away one by one."""

from dataclasses import replace

from uems.insight.number import NotComparable, Number, Weights, Wider, among, plainly
from uems.metrics import measured, series
from uems.metrics.asked import Span
from uems.metrics.metric import MOST_DAYS, Fact, Metric, Term, Window
from uems.metrics.people_rows import Question, settles
from uems.metrics.period import MILLISECOND, Calendar
from uems.metrics.series import NoSuchSpot, Spot
from uems.people.scope import Scope
from uems.warehouse.sql import sql

_TEN_YEARS = 3660 * 86_400_000
"""Milliseconds."""


def of_metric(asked: Question, spot: Spot, scope: Scope) -> Number:
    """A point of a metric, or its total: the sum of a `sum`, else people. Raises NobodyBehind, NoSuchSpot,
    NotComparable."""
    series.refuse_formula(asked.metric)
    if spot.side == "missing":
        raise NotComparable(about="cell.side")
    fact, reach = _counted(asked.metric, spot), _reach(asked, spot, scope)
    plain = replace(fact, first=False)
    return Number(plain, reach, asked.people, _point(asked, spot), tuple(_rules(asked, spot, fact, reach)))


def _rules(asked: Question, spot: Spot, fact: Fact, reach: Span) -> list[Wider]:
    metric, people, found = asked.metric, asked.people, []
    if asked.breakdown is not None and spot.breakdown is not None:
        asked, spot = replace(asked, breakdown=None), replace(spot, breakdown=None)
        found.append(Wider("filter", _point(asked, spot)))
    if metric.cap is not None:
        asked = replace(asked, metric=replace(metric, cap=None))
        found.append(Wider("dedupe", _point(asked, spot)))
    last = plainly(replace(fact, first=False), reach, people)
    if metric.enters and spot.side == "counted":
        entry = replace(measured.entry(metric), first=False)
        found.append(Wider("window", _point(replace(asked, metric=_patient(asked.metric)), spot)))
        found.append(Wider("period", among(last, entry, reach.until, people)))
        found.append(Wider("order", last))
    elif fact.first:
        found.append(Wider("dedupe", last))
    elif metric.base is not None and metric.kind != "ratio" and spot.side == "counted":
        found.append(Wider("filter", last))
    return found


def _point(asked: Question, spot: Spot) -> Weights:
    """A person adds the own number where a metric sums up, else counts once."""
    w = sql("m" if asked.metric.kind == "sum" else "1.")
    return lambda scope: sql("SELECT person_id, {w} AS w FROM ({rows})", w=w, rows=series.spot_rows(asked, spot, scope))


def _counted(metric: Metric, spot: Spot) -> Fact:
    """The events that make a person count."""
    if spot.side == "all" and metric.kind != "ratio" and (metric.base is not None or metric.kind == "funnel"):
        return replace(measured.entry(metric), counts="people")
    if metric.kind == "funnel":
        return Fact((Term(metric.steps[-1]),), "people")
    assert metric.event is not None
    if spot.side == "all" and metric.base is not None:
        both = metric.event.terms + metric.base.terms
        return Fact(both, "people", tuple({*metric.event.but} & {*metric.base.but}))
    return metric.event if metric.kind == "sum" else replace(metric.event, counts="people")


def _reach(asked: Question, spot: Spot, scope: Scope) -> Span:
    """When the events that make a person count can lie."""
    metric, calendar, span = asked.metric, asked.calendar, asked.span
    bucket = spot.bucket
    if bucket is None and metric.lookback is not None:
        bucket = span.until - MILLISECOND
    if bucket is not None:
        number = calendar.number_of(bucket)
        if number not in calendar.numbers(span.since, span.until):
            raise NoSuchSpot(about="bucket")
        span = Span(max(span.since, calendar.start_of(number)), min(span.until, calendar.end_of(number)))
    if metric.lookback is not None:
        days = Calendar("day", calendar.zone)
        return Span(days.start_of(days.number_of(span.until - MILLISECOND) - metric.lookback + 1), span.until)
    if metric.enters and spot.side == "counted":
        return Span(span.since, max(span.since, min(settles(asked, span.until), scope.now + MILLISECOND)))
    return span


def _patient(metric: Metric) -> Metric:
    """The metric with all the time in the world."""
    if metric.kind == "retention":
        return replace(metric, days=(0, MOST_DAYS))
    if metric.window is not None:
        return replace(metric, window=Window(_TEN_YEARS))
    return metric
