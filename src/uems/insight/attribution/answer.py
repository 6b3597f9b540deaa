"""Which channel a conversion is owed to, by every model at once, with what the channels cost."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from uems.base.errors import NotFound
from uems.base.words import Text
from uems.insight.attribution import incremental, markov, path_model, rows, shapley
from uems.insight.attribution.incremental import Added
from uems.insight.attribution.journeys import Credit, Journeys
from uems.insight.attribution.question import Attribution, refuse_nonsense
from uems.insight.attribution.trial import Finding, findings
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Stopwatch
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

Model = Literal["first", "last", "linear", "time_decay", "position", "markov", "shapley", "incremental"]
Grade = Literal["path", "model", "experimental"]
MODELS: tuple[Model, ...] = (
    *("first", "last", "linear", "time_decay", "position"),
    *("markov", "shapley", "incremental"),
)


class NoSuchChannel(NotFound):
    code = "channel_not_found"
    text = Text("结果中没有这个渠道", "The answer has no such channel")


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel in the range: touches, people it met, people who converted with it on their way, and its cost; None =
    not known. `$other` = the channels beyond the limit."""

    channel: Any
    touches: int
    people: int
    converted: int
    cost: float | None


@dataclass(frozen=True, slots=True)
class Credited:
    """What a model gives a channel: conversions, their share of those that any channel touched, their worth; the cost
    of one and the worth for each unit of cost, None = not known or nothing to divide by."""

    conversions: float
    share: float
    value: float
    cpa: float | None
    roas: float | None


@dataclass(frozen=True, slots=True)
class Modelled:
    """One model's credits, in the order of the channels. `grade`: path = looks at journeys alone and mostly returns who
    was seen often; model = compares with journeys that did not convert, and needs holdouts to be trusted."""

    model: Model
    grade: Grade
    credits: tuple[Credited, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The conversions that a channel added, with 95 % intervals. `grade` experimental = from the named experiment,
    which held the channel back from `held`: there `share` of its conversions were caused by it (`share_low` to
    `share_high`), 0 where the effect cannot be told from none; `people` in the two arms."""

    conversions: float
    low: float
    high: float
    grade: Grade
    experiment: str | None = None
    shown: str | None = None
    held: str | None = None
    share: float | None = None
    share_low: float | None = None
    share_high: float | None = None
    people: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Attributed:
    """Conversions and their worth; `touched` = those with a channel on their way, which every model divides whole.
    `base` = conversions that would have been without any channel, by the incremental model."""

    channels: tuple[Channel, ...]
    models: tuple[Modelled, ...]
    added: tuple[Evidence, ...]
    base: float
    conversions: int
    touched: int
    value: float
    touched_value: float
    journeys: int
    computed: Computed


def credits(journeys: Journeys, half_life: float, added: Added) -> Mapping[Model, Credit]:
    """Every model's credits of journeys. Path models see only those with a touch."""
    touched = journeys.touched()
    plain: Mapping[str, Callable[[Journeys], Credit]] = path_model.RULES
    return {
        "first": plain["first"](touched),
        "last": plain["last"](touched),
        "linear": plain["linear"](touched),
        "time_decay": path_model.time_decay(touched, half_life),
        "position": plain["position"](touched),
        "markov": markov.credit(touched),
        "shapley": shapley.credit(touched),
        "incremental": added.credit,
    }


def answer(asked: Attribution, scope: Scope) -> Attributed:
    """Raises BadAttribution, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    names = rows.channels_of(asked, scope)
    ways = rows.ways(asked, names, scope)
    journeys = ways.journeys
    held = findings(asked, names, scope) if names else []
    added = incremental.added(journeys, {one.channel: one.result.tested for one in held})
    costs = _costs(asked, names, scope)
    found = credits(journeys, asked.half_life, added)
    met, won = rows.met(asked, names, scope), _won(ways, len(names) + 1)
    shown = [n for n in range(len(names) + 1) if n < len(names) or met[n][0] or won[n]]
    converted = journeys.weight * journeys.converted
    touched = converted * (journeys.length > 0)
    whole = float(touched.sum())
    labels = [split.value(rows.breakdown(asked), name, [None]) for name in (*names, split.OTHER)]
    return Attributed(
        tuple(Channel(labels[n], *met[n], won[n], costs.get(labels[n])) for n in shown),
        tuple(_modelled(model, found[model], shown, [costs.get(label) for label in labels], whole) for model in MODELS),
        tuple(_evidence(n, added, held) for n in shown),
        added.base,
        round(float(converted.sum())),
        round(whole),
        float((converted * journeys.value).sum()),
        float((touched * journeys.value).sum()),
        round(float((journeys.weight * (journeys.length > 0)).sum())),
        watch.computed("attribution", asked, scope),
    )


def _won(ways: rows.Ways, count: int) -> list[int]:
    """People who converted with each channel on their way."""
    journeys = ways.journeys
    person, converted = ways.person[journeys.journey], journeys.converted[journeys.journey] > 0
    return [len(np.unique(person[(journeys.channel == n) & converted])) for n in range(count)]


def _modelled(model: Model, credit: Credit, shown: list[int], costs: list[float | None], whole: float) -> Modelled:
    given = []
    for n in shown:
        conversions, value, cost = float(credit.conversions[n]), float(credit.value[n]), costs[n]
        given.append(
            Credited(
                conversions,
                conversions / whole if whole else 0.0,
                value,
                cost / conversions if cost is not None and conversions > 1e-9 else None,
                value / cost if cost else None,
            )
        )
    return Modelled(model, "model" if model == "incremental" else "path", tuple(given))


def _evidence(channel: int, added: Added, held: list[Finding]) -> Evidence:
    numbers = (float(added.effect[channel]), float(added.low[channel]), float(added.high[channel]))
    one = next((found for found in held if found.channel == channel), None)
    if one is None:
        return Evidence(*numbers, "model")
    said = one.result.tested
    return Evidence(
        *(*numbers, "experimental", one.trial, one.shown, one.held),
        *(said.share, said.low, said.high, one.result.people),
    )


def _costs(asked: Attribution, names: tuple[str, ...], scope: Scope) -> Mapping[Any, float]:
    """What was paid in the range, by channel as the answer says it; what the question gives takes its place."""
    query = sql(
        """SELECT {key} AS name, sum(ifNull({amount}, 0)) FROM {events}
WHERE {which} AND name IN {names:Array(String)} GROUP BY name""",
        key=rows.key(asked),
        amount=split.number(facts.event_property(asked.cost.property)),
        events=scope.events,
        which=Which(asked.cost.filter).rows(asked.span, scope),
        names=list(names),
    )
    found = {json.loads(name): float(amount) for name, amount in scope.ask(query).rows}
    return found | dict(asked.cost.given)


def behind(asked: Attribution, channel: Any, converted: bool, scope: Scope) -> Sql:
    """SELECT person_id of the people a channel met, or of those who converted with it on their way; `channel` as the
    answer says it. Raises NoSuchChannel."""
    names = rows.channels_of(asked, scope)
    key = split.key_of(rows.breakdown(asked), names, [None], channel)
    if key is None:
        raise NoSuchChannel(about=str(channel)[:100])
    return rows.behind(asked, names, key, converted, scope)
