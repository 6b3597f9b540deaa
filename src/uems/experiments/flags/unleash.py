"""Unleash's evaluation: strategies, segments, dependencies and variants, as its clients count.

Source: github.com/Unleash/client-specification.
Features and segments are Unleash's own JSON: what `/api/client/features` serves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from uems.experiments import bucket
from uems.experiments.flags.unleash_constraint import Context, holds, within

Json = Mapping[str, Any]
Chance = Callable[[], float]
"""0 ≤ n < 1: for strategies that are random on purpose."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that is defined: the features by name, the segments by id."""

    features: Mapping[str, Json] = field(default_factory=dict)
    segments: Mapping[Any, Json] = field(default_factory=dict)


def state(payload: Json) -> State:
    """The state of a payload of features and segments."""
    features = {one["name"]: one for one in payload.get("features") or ()}
    return State(features, {one["id"]: one for one in payload.get("segments") or ()})


def changed(before: State, events: Iterable[Json]) -> State:
    """The state after the events of Unleash's delta API."""
    features, segments = dict(before.features), dict(before.segments)
    for event in events:
        match event["type"]:
            case "hydration":
                whole = state(event)
                features, segments = dict(whole.features), dict(whole.segments)
            case "feature-updated":
                features[event["feature"]["name"]] = event["feature"]
            case "feature-removed":
                features.pop(event["featureName"], None)
            case "segment-updated":
                segments[event["segment"]["id"]] = event["segment"]
            case "segment-removed":
                segments.pop(event["segmentId"], None)
    return State(features, segments)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a feature is on, and its variant in Unleash's words ({"name": "disabled"} where it has none)."""

    on: bool
    variant: Json


def evaluate(known: State, name: str, context: Context, chance: Chance) -> Answer:
    """The feature for this context; an unknown one is off."""
    feature = known.features.get(name)
    if feature is None or not all(_parent_agrees(known, one, context, chance) for one in _dependencies(feature)):
        return Answer(False, _no_variant(False))
    return _alone(known, feature, context, chance)


def _alone(known: State, feature: Json, context: Context, chance: Chance) -> Answer:
    """The feature without regard to those that it depends on."""
    if not feature.get("enabled"):
        return Answer(False, _no_variant(False))
    strategies = feature.get("strategies") or ()
    met = next((one for one in strategies if _strategy_holds(known, one, feature, context, chance)), None)
    if strategies and met is None:
        return Answer(False, _no_variant(False))
    own = (met or {}).get("variants")
    if own:
        parameters = (met or {}).get("parameters") or {}
        group, stickiness = str(parameters.get("groupId") or feature["name"]), parameters.get("stickiness")
        return Answer(True, _variant(own, group, stickiness, context, chance))
    return Answer(True, _variant(feature.get("variants") or (), feature["name"], None, context, chance))


def _dependencies(feature: Json) -> Sequence[Json]:
    return feature.get("dependencies") or ()


def _parent_agrees(known: State, wanted: Json, context: Context, chance: Chance) -> bool:
    """A parent that depends on others itself never agrees, so circles end at once."""
    parent = known.features.get(str(wanted.get("feature")))
    if parent is None or _dependencies(parent):
        return False
    found = _alone(known, parent, context, chance)
    if wanted.get("enabled") is False:
        return not found.on
    variants = wanted.get("variants")
    return found.on and (not variants or found.variant["name"] in variants)


def _strategy_holds(known: State, strategy: Json, feature: Json, context: Context, chance: Chance) -> bool:
    constraints = list(strategy.get("constraints") or ())
    for id in strategy.get("segments") or ():
        segment = known.segments.get(id)
        if segment is None:
            return False
        constraints += segment.get("constraints") or ()
    asked = _STRATEGIES.get(str(strategy.get("name")))
    if asked is None or not all(holds(one, context) for one in constraints):
        return False
    return asked(strategy.get("parameters") or {}, feature, context, chance)


def _everyone(_parameters: Json, _feature: Json, _context: Context, _chance: Chance) -> bool:
    return True


def _named(parameters: Json, _feature: Json, context: Context, _chance: Chance) -> bool:
    return context.user != "" and context.user in _list(parameters.get("userIds"))


def _at_address(parameters: Json, _feature: Json, context: Context, _chance: Chance) -> bool:
    return within(context.address, _list(parameters.get("IPs")))


def _on_host(parameters: Json, _feature: Json, context: Context, _chance: Chance) -> bool:
    return context.host != "" and context.host.lower() in map(str.lower, _list(parameters.get("hostNames")))


def _list(text: Any) -> list[str]:
    return [one.strip() for one in str(text or "").split(",") if one.strip()]


def _by_user(parameters: Json, _feature: Json, context: Context, _chance: Chance) -> bool:
    return _reached(parameters.get("percentage"), str(parameters.get("groupId") or ""), context.user)


def _by_session(parameters: Json, _feature: Json, context: Context, _chance: Chance) -> bool:
    return _reached(parameters.get("percentage"), str(parameters.get("groupId") or ""), context.session)


def _by_chance(parameters: Json, _feature: Json, _context: Context, chance: Chance) -> bool:
    return _percentage(parameters.get("percentage")) > chance() * 100


def _flexible(parameters: Json, feature: Json, context: Context, chance: Chance) -> bool:
    id = _sticky(parameters.get("stickiness") or "default", context, chance)
    group = str(parameters.get("groupId") or feature["name"])
    return _reached(parameters.get("rollout"), group, id)


def _reached(percentage: Any, group: str, id: str) -> bool:
    wanted = _percentage(percentage)
    return id != "" and wanted > 0 and bucket.unleash(group, id) <= wanted


def _percentage(value: Any) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


def _sticky(stickiness: str, context: Context, chance: Chance) -> str:
    """The id that is hashed; "" = the field it hangs on is not there."""
    if stickiness == "default":
        return context.user or context.session or str(int(chance() * 10_000))
    return str(int(chance() * 10_000)) if stickiness == "random" else context.read(stickiness)


def _no_variant(on: bool) -> dict[str, Any]:
    return {"name": "disabled", "enabled": False, "feature_enabled": on}


def _variant(
    variants: Sequence[Json], group: str, stickiness: str | None, context: Context, chance: Chance
) -> dict[str, Any]:
    found = next((one for one in variants if _overridden(one, context)), None)
    total = sum(int(one.get("weight") or 0) for one in variants)
    if found is None and total > 0:
        by = stickiness or variants[0].get("stickiness") or "default"
        id = _sticky(by, context, chance) or str(int(chance() * 10_000))
        found = _weighted(variants, bucket.unleash(group, id, total, bucket.VARIANT_SEED))
    if found is None:
        return _no_variant(True)
    payload = {"payload": found["payload"]} if found.get("payload") else {}
    return {"name": found["name"], **payload, "enabled": True, "feature_enabled": True}


def _weighted(variants: Sequence[Json], place: int) -> Json | None:
    for one in variants:
        place -= int(one.get("weight") or 0)
        if place <= 0 and one.get("weight"):
            return one
    return None


def _overridden(variant: Json, context: Context) -> bool:
    return any(
        context.read(str(one.get("contextName"))) in (one.get("values") or ()) for one in variant.get("overrides") or ()
    )


_STRATEGIES: dict[str, Callable[[Json, Json, Context, Chance], bool]] = {
    "default": _everyone,
    "userWithId": _named,
    "remoteAddress": _at_address,
    "applicationHostname": _on_host,
    "gradualRolloutUserId": _by_user,
    "gradualRolloutSessionId": _by_session,
    "gradualRolloutRandom": _by_chance,
    "flexibleRollout": _flexible,
}
