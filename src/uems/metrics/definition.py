"""A metric's definition as JSON: read with the path of every mistake, and written in one stable form."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal, cast

from uems.base.words import Text
from uems.metrics import formula
from uems.metrics.metric import KINDS, BadMetric, Cap, Fact, Kind, Metric, Term, Window, refuse_nonsense
from uems.rules.condition import EventFilter, parse_filter
from uems.rules.normal import normal_filter
from uems.rules.test import read_span
from uems.rules.value import UNITS

Json = dict[str, Any]
_FIELDS = ("kind", "event", "base", "window", "lookback", "days", "quantile", "per", "steps", "formula", "parts", "cap")


def parse(json: Mapping[str, Any]) -> Metric:
    """The metric of this JSON. Raises BadMetric, BadFormula, ConditionInvalid."""
    given = {name: value for name, value in json.items() if value is not None}
    _known(given, _FIELDS, "")
    if given.get("kind") not in KINDS:
        raise BadMetric(Text("未知的指标类型", f"The kind is one of {', '.join(KINDS)}"), about="kind")
    parts = tuple(str(one) for one in given.get("parts", ()))
    found = Metric(
        kind=cast(Kind, given["kind"]),
        event=_fact(given["event"], "event") if "event" in given else None,
        base=_fact(given["base"], "base") if "base" in given else None,
        window=_window(given["window"]) if "window" in given else None,
        lookback=given.get("lookback"),
        days=_days(given.get("days", (1, 1))),
        quantile=given.get("quantile", 0.5),
        per=given.get("per", "person"),
        steps=tuple(_filter(one, f"steps[{n}]") for n, one in enumerate(given.get("steps", ()))),
        formula=given.get("formula", ""),
        parts=parts,
        cap=_cap(given["cap"]) if "cap" in given else None,
    )
    refuse_nonsense(found)
    if found.formula:
        formula.parse(found.formula, len(parts))
    return found


def normal(metric: Metric) -> Json:
    """JSON that `parse` reads as the same metric; what is as by default is left out."""
    plain = Metric(metric.kind)
    found: Json = {"kind": metric.kind}
    for name in ("event", "base"):
        fact = getattr(metric, name)
        if fact is not None:
            found[name] = _fact_json(fact)
    if metric.window is not None:
        found["window"] = {"within": _length(metric.window.within)}
        if metric.window.delay:
            found["window"]["delay"] = _length(metric.window.delay)
    for name in ("lookback", "quantile", "per", "formula"):
        if getattr(metric, name) != getattr(plain, name):
            found[name] = getattr(metric, name)
    if metric.kind == "retention":
        found["days"] = list(metric.days)
    if metric.steps:
        found["steps"] = [normal_filter(one) for one in metric.steps]
    if metric.parts:
        found["parts"] = list(metric.parts)
    if metric.cap is not None:
        found["cap"] = {name: value for name, value in asdict(metric.cap).items() if value is not None}
    return found


def _known(given: Mapping[str, Any], names: Sequence[str], at: str) -> None:
    unknown = sorted(given.keys() - set(names))
    if unknown:
        raise BadMetric(Text("未知的字段", "Unknown field"), about=f"{at}{unknown[0]}")


def _filter(given: Any, at: str) -> EventFilter:
    return parse_filter({"event": given.get("event"), "where": given.get("where") or []}, at)


def _fact(given: Any, at: str) -> Fact:
    """`{"events": [{"event", "where", "property", "sign"}], "counts", "but", "first"}`; one event may stand alone."""
    if "events" not in given:
        shared = {name: given[name] for name in ("counts", "but", "first") if name in given}
        given = {"events": [{k: v for k, v in given.items() if k not in shared}], **shared}
    _known(given, ("events", "counts", "but", "first"), f"{at}.")
    counts = given.get("counts", "value")
    if counts not in ("value", "people", "days"):
        raise BadMetric(about=f"{at}.counts")
    terms = tuple(_term(one, f"{at}.events[{n}]") for n, one in enumerate(given["events"]))
    return Fact(terms, counts, tuple(given.get("but") or ()), bool(given.get("first", False)))


def _term(given: Mapping[str, Any], at: str) -> Term:
    _known(given, ("event", "where", "property", "sign"), f"{at}.")
    sign = given.get("sign", 1)
    if sign not in (1, -1):
        raise BadMetric(about=f"{at}.sign")
    return Term(_filter(given, at), given.get("property"), cast(Literal[1, -1], sign))


def _fact_json(fact: Fact) -> Json:
    events: list[Json] = []
    for term in fact.terms:
        one: Json = dict(normal_filter(term.filter))
        if term.property is not None:
            one["property"] = term.property
        if term.sign != 1:
            one["sign"] = term.sign
        events.append(one)
    found: Json = {"events": events}
    if fact.counts != "value":
        found["counts"] = fact.counts
    if fact.but:
        found["but"] = list(fact.but)
    if fact.first:
        found["first"] = True
    return found


def _window(given: Mapping[str, Any]) -> Window:
    """`{"days": 7}`, or `{"within": {"days": 7}, "delay": {"hours": 1}}`."""
    if "within" not in given:
        given = {"within": given}
    _known(given, ("within", "delay"), "window.")
    delay = given.get("delay")
    return Window(_read(given["within"], "window"), 0 if delay is None else _read(delay, "window.delay"))


def _read(given: Any, at: str) -> int:
    span = read_span(given, at)
    return span.amount * UNITS[span.unit] * 1000


def _length(milliseconds: int) -> Json:
    seconds = milliseconds // 1000
    unit = next(unit for unit in ("days", "hours", "minutes") if seconds % UNITS[unit] == 0)
    return {unit: seconds // UNITS[unit]}


def _days(given: Any) -> tuple[int, int]:
    if isinstance(given, int):
        return (given, given)
    if len(given) != 2:
        raise BadMetric(about="days")
    return (int(given[0]), int(given[1]))


def _cap(given: Mapping[str, Any]) -> Cap:
    _known(given, ("value", "percentile"), "cap.")
    if len(given) != 1:
        raise BadMetric(Text("上限为固定值或百分位之一", "A cap is a value or a percentile"), about="cap")
    return Cap(given.get("value"), given.get("percentile"))
