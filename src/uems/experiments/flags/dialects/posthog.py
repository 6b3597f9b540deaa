"""A flag as PostHog's clients evaluate it in their own process."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import re2

from uems.base.words import Text
from uems.experiments.flags.alternative import Asked, alternatives
from uems.experiments.flags.dialect import ASKS_FOR_HOLDOUT, ASKS_FOR_MEMORY, ASKS_SERVER, Dialect
from uems.experiments.flags.flag import WHOLE, Flag, Prerequisite, Rule, remembered, settled
from uems.rules.value import text_of

Json = dict[str, Any]

ASK_SERVER: Json = {"key": "id", "type": "cohort", "value": 0, "operator": "in"}
"""A cohort that no client is told of: whoever meets it asks the server."""


def definition(flag: Flag, flags: Mapping[str, Flag], now: datetime, environment: str) -> Json:
    """The flag for an environment now. A rule that clients cannot judge makes them ask the server."""
    there = settled(flag, environment, now)
    needs = [_needed(one, flags) for one in there.prerequisites]
    barred = [ASK_SERVER] if there.namespace is not None or there.kept_out or remembered(there) else []
    groups = [
        {"properties": [*needs, *barred, *properties], "rollout_percentage": rule.rollout, "variant": rule.variant}
        for rule in there.rules
        for properties in _told(rule)
    ]
    arms = [{"key": one.key, "name": one.key, "rollout_percentage": one.weight} for one in flag.variants]
    return {
        "id": flag.id,
        "key": flag.key,
        "name": flag.name,
        "active": there.enabled,
        "version": flag.version,
        "ensure_experience_continuity": flag.sticky and _by_hash(there),
        "filters": {
            "groups": groups,
            "multivariate": {"variants": arms} if arms else None,
            "payloads": payloads(flag),
        },
    }


def _by_hash(flag: Flag) -> bool:
    """Whether the id that is hashed matters; then clients ask the server, which knows the id of before the sign-in."""
    weighed = flag.kind == "multivariate" and len(flag.variants) > 1
    return any(rule.rollout < WHOLE or (weighed and rule.variant is None) for rule in flag.rules)


def payloads(flag: Flag) -> dict[str, str]:
    """The payloads as JSON texts, by variant, `true` for a boolean flag."""
    held = {one.key: flag.payload if one.payload is None else one.payload for one in flag.variants}
    if flag.kind == "boolean":
        held = {"true": flag.payload}
    return {key: text for key, payload in held.items() if (text := payload_text(payload)) is not None}


def payload_text(payload: Any) -> str | None:
    """A payload as its clients read it, a JSON text; None = there is none."""
    return None if payload is None else json.dumps(payload, ensure_ascii=False)


def beyond(flag: Flag) -> list[Text]:
    every = [*flag.rules, *(rule for one in flag.environments.values() for rule in one.rules or ())]
    asks = flag.namespace is not None or any(ASK_SERVER in told for rule in every for told in _told(rule))
    found = ([ASKS_SERVER] if asks else []) + ([ASKS_FOR_HOLDOUT] if flag.kept_out else [])
    return found + ([ASKS_FOR_MEMORY] if remembered(flag) else [])


def _needed(wanted: Prerequisite, flags: Mapping[str, Flag]) -> Json:
    """Another flag that must be on. Several variants, or a flag that needs another itself, are judged by the server."""
    parent = flags.get(wanted.flag)
    if parent is None or parent.prerequisites or len(wanted.variants) > 1:
        return ASK_SERVER
    value: Any = wanted.variants[0] if wanted.variants else True
    return {
        "key": wanted.flag,
        "type": "flag",
        "value": value,
        "operator": "flag_evaluates_to",
        "dependency_chain": [wanted.flag],
    }


def _told(rule: Rule) -> list[list[Json]]:
    found = alternatives(rule.condition)
    return [[ASK_SERVER]] if found is None else [[_property(asked) for asked in one] for one in found]


def _property(asked: Asked) -> Json:
    said = None if asked.denied else _plain(asked)
    return ASK_SERVER if said is None else {"key": asked.test.property, "type": "person", **said}


def _plain(asked: Asked) -> Json | None:
    """Its clients compare texts without regard to case, ours with: where letters are in it, a pattern says so."""
    test = asked.test
    match test.op, test.value:
        case (("eq" | "ne"), str() | int() | float()):
            return _among([test.value], test.op == "ne")
        case (("in" | "not_in"), tuple()):
            return _among(list(test.value), test.op == "not_in")
        case (("contains" | "not_contains"), _):
            pattern = re2.escape(text_of(test.value) or "")
            return {"value": pattern, "operator": "regex" if test.op == "contains" else "not_regex"}
        case "starts_with", str():
            return {"value": "^" + re2.escape(test.value), "operator": "regex"}
        case "matches", str():
            return {"value": test.value, "operator": "regex"}
        case (("gt" | "gte" | "lt" | "lte"), int() | float()):
            return {"value": test.value, "operator": test.op}
        case "is_set", _:
            return {"value": "is_set", "operator": "is_set"}
    return None


def _among(values: list[Any], denied: bool) -> Json:
    texts = [text_of(one) or "" for one in values]
    if not any(isinstance(one, str) and one.lower() != one.upper() for one in values):
        return {"value": texts, "operator": "is_not" if denied else "exact"}
    pattern = "^(?:" + "|".join(map(re2.escape, texts)) + ")$"
    return {"value": pattern, "operator": "not_regex" if denied else "regex"}


offers = Dialect(name="posthog", title=Text("PostHog", "PostHog"), native=definition, beyond=beyond)
