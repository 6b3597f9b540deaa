"""A flag as a feature of GrowthBook, with rules that its clients read by themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import re2

from uems.base.words import Text
from uems.experiments.flags.dialect import NO_HOLDOUT, NO_MEMORY, SERVER_ONLY, Dialect
from uems.experiments.flags.flag import Flag, Prerequisite, Rule, remembered, settled
from uems.experiments.holdout import Holdout
from uems.rules.condition import All, Condition, Not, PersonTest
from uems.rules.condition import Any as Some
from uems.rules.test import Test
from uems.rules.value import NEGATIONS, text_of

Json = dict[str, Any]
_NOBODY: Json = {"$not": {}}
_MOST_WAYS = 8
"""Ways past holdouts with conditions that a client is given; more are judged by the server alone."""


def feature(flag: Flag, flags: Mapping[str, Flag], now: datetime, environment: str) -> Json:
    """{"defaultValue", "rules"} for an environment now. A rule that clients cannot judge is left out."""
    there = settled(flag, environment, now)
    default = False if flag.kind == "boolean" else flag.off
    if not there.enabled:
        return {"defaultValue": default}
    gates = [_gate(one, flags) for one in there.prerequisites]
    ways = _ways_in(there.kept_out)
    rules = [_rule(there, place, rule, way) for place, rule in enumerate(there.rules) for way in ways]
    return {"defaultValue": default, "rules": [*gates, *(one for one in rules if one is not None)]}


def beyond(flag: Flag) -> list[Text]:
    every = [*flag.rules, *(rule for one in flag.environments.values() for rule in one.rules or ())]
    told = all(rule.condition is None or condition(rule.condition) is not None for rule in every)
    found = ([] if told else [SERVER_ONLY]) + ([] if _ways_in(flag.kept_out) else [NO_HOLDOUT])
    return found + ([NO_MEMORY] if remembered(flag) else [])


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of being kept out by no holdout: what a rule must ask besides."""

    filters: tuple[Json, ...] = ()
    conditions: tuple[Json, ...] = ()


def _ways_in(holdouts: Sequence[Holdout]) -> list[_Way]:
    """The ways that do not overlap: the id falls outside of the share, or inside and the holdout is not for the person.
    None of them = a client cannot judge it."""
    ways = [_Way()]
    for one in holdouts:
        asked: Json | None = {} if one.condition is None else condition(one.condition)
        if asked is None or len(ways) > _MOST_WAYS:
            return []
        share = one.share / 100
        outside = [_Way((*way.filters, _within(one.salt, share, 1)), way.conditions) for way in ways]
        inside = [
            _Way((*way.filters, _within(one.salt, 0, share)), (*way.conditions, {"$not": asked}))
            for way in (ways if asked else ())
        ]
        ways = [*outside, *inside]
    return ways


def _within(seed: str, start: float, end: float) -> Json:
    return {"attribute": "id", "seed": seed, "hashVersion": 2, "ranges": [[start, end]]}


def _gate(wanted: Prerequisite, flags: Mapping[str, Flag]) -> Json:
    parent = flags.get(wanted.flag)
    if parent is None or parent.kind == "boolean":
        met: Any = True
    else:
        keys = wanted.variants or tuple(one.key for one in parent.variants)
        met = {"$in": [one.value for one in parent.variants if one.key in keys]}
    return {"parentConditions": [{"id": wanted.flag, "condition": {"value": met}, "gate": True}]}


def _rule(flag: Flag, place: int, rule: Rule, way: _Way) -> Json | None:
    asked = {} if rule.condition is None else condition(rule.condition)
    if asked is None or (flag.keeps and rule.variant is None):
        return None
    if way.conditions:
        asked = {"$and": [*([asked] if asked else []), *way.conditions]}
    found: Json = {"id": f"{flag.key}-{place}"} | ({"condition": asked} if asked else {})
    spread: Json = {"hashAttribute": "id", "hashVersion": 2, "seed": flag.salt}
    filters, space = list(way.filters), flag.namespace
    if space is not None:
        name = f"__{space.name}"
        filters += [{"attribute": "id", "seed": name, "hashVersion": 1, "ranges": [[space.start, space.end]]}]
    if filters:
        found |= {"filters": filters}
    if flag.kind == "multivariate" and rule.variant is None:
        arms = flag.variants
        found |= spread | {"key": flag.salt, "variations": [one.value for one in arms], "coverage": rule.rollout / 100}
        return found | {"weights": [one.weight / 100 for one in arms], "meta": [{"key": one.key} for one in arms]}
    forced = None if rule.variant is None else flag.variant(rule.variant)
    found |= {"force": True if forced is None else forced.value}
    return found if rule.rollout >= 100 else found | spread | {"coverage": rule.rollout / 100}


def condition(asked: Condition) -> Json | None:
    """The condition as GrowthBook reads it; None = it cannot."""
    match asked:
        case All(parts) | Some(parts):
            found = [condition(part) for part in parts]
            if any(one is None for one in found):
                return None
            if isinstance(asked, All):
                return {"$and": found} if found else {}
            return {"$or": found} if found else _NOBODY
        case Not(part):
            inner = condition(part)
            return None if inner is None else {"$not": inner}
        case PersonTest(test):
            return _test(test)
    return None


def _test(test: Test) -> Json | None:
    op = NEGATIONS.get(test.op)
    if op is not None:
        plain = _test(replace(test, op=op))
        return None if plain is None else {"$not": plain}
    name, value = test.property, test.value
    match test.op, value:
        case "is_set", _:
            return {name: {"$exists": True}}
        case "eq", str() | bool() | int() | float():
            return {name: {"$in": _spellings(value)}}
        case "in", tuple():
            return {name: {"$in": [one for item in value for one in _spellings(item)]}}
        case "between", (low, high):
            return _ordered(name, ("$gte", low), ("$lte", high))
        case (("gt" | "gte" | "lt" | "lte"), _):
            return _ordered(name, (f"${test.op}", value))
        case "contains", _:
            return _text(name, re2.escape(text_of(value) or ""))
        case "starts_with", str():
            return _text(name, "^" + re2.escape(value))
        case "matches", str():
            return _text(name, value)
    return None


def _spellings(value: Any) -> list[Any]:
    """A value and what else is equal to it with us, but not in a client: 1 and "1", true and "true"."""
    text = text_of(value)
    if not isinstance(value, str):
        return [value, text]
    if value in ("true", "false"):
        return [value, value == "true"]
    try:
        number = float(value) if value[:1] in "-0123456789" else None
    except ValueError:
        return [value]
    return [value] if number is None or text_of(number) != value else [value, number]


def _ordered(name: str, *bounds: tuple[str, Any]) -> Json:
    kind = "string" if isinstance(bounds[0][1], str) else "number"
    return {name: {"$type": kind, **dict(bounds)}}


def _text(name: str, pattern: str) -> Json:
    return {name: {"$exists": True, "$regex": pattern}}


offers = Dialect(name="growthbook", title=Text("GrowthBook", "GrowthBook"), native=feature, beyond=beyond)
