"""How a number is computed, in plain sentences: definition, filters, zone, until when, and which identities."""

from dataclasses import dataclass
from datetime import datetime

from uems.base.words import Text
from uems.metrics.metric import Cap, Fact, Metric, Term
from uems.people.scope import Scope
from uems.rules.condition import EventFilter
from uems.warehouse.sql import sql

_KINDS = {
    "proportion": Text("{event}的用户数", "People with {event}"),
    "mean": Text("人均{event}", "{event}, on average over people"),
    "sum": Text("{event}合计", "{event}, all together"),
    "ratio": Text("{event} ÷ {base}", "{event} over {base}"),
    "retention": Text(
        "{base}之后{days}再次{event}的用户占比", "The share of those with {base} who have {event} {days}"
    ),
    "quantile": Text("用户{event}的 {q} 分位数", "The {q} quantile of {event}, over people"),
    "funnel": Text("依次完成 {steps} 的用户占比", "The share of people who go through {steps} in order"),
    "participation": Text("有{event}的天数占比", "The share of days with {event}"),
    "formula": Text("{formula}", "{formula}"),
}
_SHARE = Text("有{base}的用户中，有{event}的占比", "The share of people with {base} who have {event}")
_OF_EVENTS = Text("各次{event}的 {q} 分位数", "The {q} quantile of {event}, over events")
_OF_BASE = Text("（有{base}的用户）", ", among people with {base}")
_WINDOW = Text("；进入后 {end} 小时内", "; within {end} hours of entering")
_DELAYED = Text("；进入后第 {begin} 至 {end} 小时", "; from {begin} to {end} hours after entering")
_LOOKBACK = Text("；截至当日的 {n} 天内", "; in the {n} days that end with the point")
_CAP = Text("；每人最多计 {most}", "; a person counts at most {most}")
_RARE = Text("全部用户数值的 {share} 分位数", "the {share} quantile of people's numbers")


@dataclass(frozen=True, slots=True)
class How:
    """`sentence` says the definition; `timezone` whose days are counted; `identity_version` rises with every merge and
    split of people: two numbers of the same version count the same people as one."""

    sentence: str
    version: int
    timezone: str
    data_until: datetime | None
    identity_version: int


def sentence(metric: Metric) -> Text:
    """The definition as a person would say it."""
    both = [_said(metric, zh) for zh in (True, False)]
    return Text(*both)


def identity_version(scope: Scope) -> int:
    """The number of the last merge or split that the answer knows; 0 = none yet."""
    return int(scope.ask(sql("SELECT max(version) FROM person_overrides")).scalar() or 0)


def _said(metric: Metric, zh: bool) -> str:
    def read(text: Text) -> str:
        return text.zh if zh else text.en

    base = _fact(metric.base, zh) if metric.base is not None else ""
    first, last = metric.days
    days = (f"第 {first} 天" if first == last else f"第 {first} 至 {last} 天") if zh else f"on day {first}"
    if not zh and first != last:
        days = f"on days {first} to {last}"
    steps = " → ".join(_filter(one, zh) for one in metric.steps)
    text = _KINDS[metric.kind]
    if metric.kind == "proportion" and base:
        text = _SHARE
    elif metric.kind == "quantile" and metric.per == "event":
        text = _OF_EVENTS
    found = read(text).format(
        event=_fact(metric.event, zh) if metric.event is not None else "",
        base=base,
        days=days,
        q=f"{metric.quantile:g}",
        steps=steps,
        formula=f"{metric.formula} ({', '.join(metric.parts)})",
    )
    if base and metric.kind in ("mean", "participation"):
        found += read(_OF_BASE).format(base=base)
    if metric.window is not None:
        begin, within = metric.window.delay / 3_600_000, metric.window.within / 3_600_000
        found += read(_DELAYED if begin else _WINDOW).format(begin=f"{begin:g}", end=f"{begin + within:g}")
    if metric.lookback is not None:
        found += read(_LOOKBACK).format(n=metric.lookback)
    return found + ("" if metric.cap is None else read(_CAP).format(most=_most(metric.cap, zh)))


def _most(cap: Cap, zh: bool) -> str:
    if cap.value is not None:
        return f"{cap.value:g}"
    return (_RARE.zh if zh else _RARE.en).format(share=f"{cap.percentile:g}")


def _fact(fact: Fact, zh: bool) -> str:
    parts = [_term(term, zh) for term in fact.terms[:6]]
    found = ("、" if zh else " or ").join(parts) + ("…" if len(fact.terms) > 6 else "")
    if fact.but:
        found += f"（{len(fact.but)} 种事件除外）" if zh else f" (but {len(fact.but)} kinds of events)"
    if fact.counts == "days":
        found = f"{found}的天数" if zh else f"days with {found}"
    if fact.first:
        found = f"首次{found}" if zh else f"their first {found}"
    return found


def _term(term: Term, zh: bool) -> str:
    named = _filter(term.filter, zh)
    if term.property is not None:
        named = f"{named} 的 {term.property}" if zh else f"{term.property} of {named}"
    return named if term.sign == 1 else (f"减去 {named}" if zh else f"less {named}")


def _filter(filter: EventFilter, zh: bool) -> str:
    name = filter.event or ("任意事件" if zh else "any event")
    tests = [f"{test.property} {test.op} {test.value}" for test in filter.where]
    return f"{name} [{', '.join(tests)}]" if tests else name
