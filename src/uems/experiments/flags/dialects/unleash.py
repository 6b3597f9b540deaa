"""A flag as a feature of Unleash, with strategies that its clients read by themselves."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from uems.base.words import Text
from uems.experiments import assignment
from uems.experiments.flags.alternative import Asked, alternatives
from uems.experiments.flags.dialect import NO_HOLDOUT, NO_MEMORY, NO_NAMESPACE, SERVER_ONLY, Dialect
from uems.experiments.flags.flag import Flag, Rule, Variant, remembered, settled
from uems.rules.test import Test
from uems.rules.value import MILLISECONDS_FROM, NEGATIONS, text_of

Json = dict[str, Any]


def feature(flag: Flag, flags: Mapping[str, Flag], now: datetime, environment: str) -> Json:
    """The feature for an environment now. A rule that clients cannot judge is left out."""
    there = settled(flag, environment, now)
    rules = there.rules if there.namespace is None and not there.kept_out else ()
    told = [rule for rule in rules if rule.variant is not None or not there.keeps]
    strategies = [one for rule in told for one in _strategies(there, rule)]
    kept = flag.native.get("unleash") or {}
    found: Json = {
        "name": flag.key,
        "type": "experiment" if flag.kind == "multivariate" else "release",
        "description": flag.description,
        "enabled": there.enabled and bool(strategies),
        "stale": False,
        "project": "default",
        "impressionData": bool(kept.get("impressionData")),
        "strategies": strategies,
        "variants": [_given(one) for one in kept.get("variants") or ()] or _variants(flag.variants, None),
    }
    wanted = [
        {"feature": one.flag, "enabled": True, **({"variants": list(one.variants)} if one.variants else {})}
        for one in flag.prerequisites
    ]
    return found | ({"dependencies": wanted} if wanted else {})


def _given(variant: Mapping[str, Any]) -> Json:
    return {name: held for name, held in variant.items() if held not in (None, [])}


def beyond(flag: Flag) -> list[Text]:
    every = [*flag.rules, *(rule for one in flag.environments.values() for rule in one.rules or ())]
    found = [] if all(_told(rule) is not None for rule in every) else [SERVER_ONLY]
    found += [NO_NAMESPACE] if flag.namespace is not None else []
    return found + ([NO_HOLDOUT] if flag.kept_out else []) + ([NO_MEMORY] if remembered(flag) else [])


def _told(rule: Rule) -> list[list[Json]] | None:
    """The constraints of each alternative; None = clients cannot judge them."""
    found = alternatives(rule.condition)
    if found is None:
        return None
    lists = [[constraint(asked) for asked in one] for one in found]
    if any(one is None for constraints in lists for one in constraints):
        return None
    return [[one for one in constraints if one is not None] for constraints in lists]


def _strategies(flag: Flag, rule: Rule) -> list[Json]:
    told = _told(rule) or []
    forced = None if rule.variant is None else flag.variant(rule.variant)
    arms = flag.variants if forced is None else (forced,)
    parameters = {"rollout": str(round(rule.rollout)), "stickiness": "default", "groupId": flag.salt}
    return [
        {
            "name": "flexibleRollout",
            "constraints": constraints,
            "parameters": parameters,
            "segments": [],
            "variants": _variants(arms, None if forced is None else 1000),
        }
        for constraints in told
    ]


def _variants(arms: tuple[Variant, ...], weight: int | None) -> list[Json]:
    """The arms with whole weights; one that is forced has them all."""
    parts = assignment.steps(arms) if weight is None else [weight]
    return [
        {"name": one.key, "weight": part, "stickiness": "default", "payload": payload(one)}
        for one, part in zip(arms, parts, strict=True)
    ]


def payload(one: Variant) -> Json:
    """What clients get with a variant: its payload, or else its value, always as a text."""
    held = one.value if one.payload is None else one.payload
    if isinstance(held, str):
        return {"type": "string", "value": held}
    number = isinstance(held, int | float) and not isinstance(held, bool)
    return {"type": "number" if number else "json", "value": json.dumps(held, ensure_ascii=False)}


def constraint(asked: Asked) -> Json | None:
    """One test as Unleash reads it; None = it cannot."""
    test, inverted = asked.test, asked.denied
    if test.op in NEGATIONS and test.op not in ("ne", "not_in"):
        test, inverted = Test(test.property, NEGATIONS[test.op], test.value), not inverted
    found = _plain(test)
    if found is None:
        return None
    return {"contextName": test.property, "inverted": inverted, "caseInsensitive": False, **found}


def _plain(test: Test) -> Json | None:
    value = test.value
    match test.op, value:
        case (("eq" | "ne"), str() | int() | float()):
            return {"operator": "IN" if test.op == "eq" else "NOT_IN", "values": [text_of(value)]}
        case (("in" | "not_in"), tuple()):
            return {"operator": "IN" if test.op == "in" else "NOT_IN", "values": [text_of(one) for one in value]}
        case "is_set", _:
            return {"operator": "STR_CONTAINS", "values": [""]}
        case "contains", _:
            return {"operator": "STR_CONTAINS", "values": [text_of(value)]}
        case "starts_with", str():
            return {"operator": "STR_STARTS_WITH", "values": [value]}
        case "matches", str():
            return {"operator": "REGEX", "value": value}
        case (("gt" | "gte" | "lt" | "lte"), int() | float()):
            return {"operator": f"NUM_{test.op.upper()}", "value": text_of(value)}
        case (("before" | "after"), str() | int() | float()):
            return {"operator": f"DATE_{test.op.upper()}", "value": _moment(value)}
    return None


def _moment(value: str | int | float) -> str:
    if isinstance(value, str):
        return value
    seconds = value / 1000 if abs(value) >= MILLISECONDS_FROM else value
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _asked(flag: Flag, flags: Mapping[str, Flag], now: datetime, environment: str) -> Json:
    return feature(replace(flag, kept_out=()), flags, now, environment)


offers = Dialect(name="unleash", title=Text("Unleash", "Unleash"), native=feature, beyond=beyond)
ASKED = replace(offers, name="unleash, asked", native=_asked)
"""As the server itself judges it for who asks: it looks at holdouts first, so that the feature need not say them."""
