"""GrowthBook's evaluation: a feature's rules and an experiment's arms, as its clients count.

Source: docs.growthbook.io/lib/build-your-own. Features, rules and experiments are in the JSON of GrowthBook; what is
decided is an `Outcome` and a `Run`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from uems.experiments import bucket
from uems.experiments.flags import growthbook_url
from uems.experiments.flags.growthbook_condition import Groups, holds, truthy

Json = Mapping[str, Any]

_EXPERIMENT = (
    *("coverage", "weights", "hashAttribute", "fallbackAttribute", "disableStickyBucketing", "bucketVersion"),
    *("minBucketVersion", "namespace", "meta", "ranges", "name", "phase", "seed", "hashVersion", "filters"),
    *("condition",),
)
"""What an experiment takes over from the rule that holds it."""


@dataclass(frozen=True, slots=True)
class Context:
    """One person and what is known when they are asked. `sticky`: earlier choices by `attribute||value`; None = off."""

    attributes: Json = field(default_factory=dict)
    features: Mapping[str, Json] = field(default_factory=dict)
    forced_variations: Mapping[str, int] = field(default_factory=dict)
    forced_features: Json = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)
    bandits: Mapping[str, Json] = field(default_factory=dict)
    url: str = ""
    enabled: bool = True
    checking: bool = False
    """GrowthBook's QA mode: nobody is bucketed by chance."""
    sticky: Mapping[str, Json] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What an experiment gave. `bucket` is None where no hash decided; `kept` is the choice to remember, if any."""

    key: str
    value: Any
    variation: int
    included: bool
    hashed: bool
    attribute: str
    attribute_value: Any
    feature: str | None = None
    bucket: float | None = None
    sticky: bool = False
    name: str | None = None
    passthrough: bool = False
    leaf: Json | None = None
    kept: tuple[str, Json] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a feature is for this person. `source` says why: defaultValue, force, experiment, override, prerequisite,
    cyclicPrerequisite, unknownFeature."""

    value: Any
    source: str
    rule: str = ""
    experiment: Json | None = None
    run: Run | None = None

    @property
    def on(self) -> bool:
        return truthy(self.value)


def feature(context: Context, key: str, above: frozenset[str] = frozenset()) -> Outcome:
    """The feature's value for this person; `above` are the features that wait for this one."""
    if key in above:
        return Outcome(None, "cyclicPrerequisite")
    if key in context.forced_features:
        return Outcome(context.forced_features[key], "override")
    known = context.features.get(key)
    if known is None:
        return Outcome(None, "unknownFeature")
    for rule in known.get("rules") or ():
        found = _by_rule(context, key, rule, above | {key})
        if found is not None:
            return found
    return Outcome(known.get("defaultValue"), "defaultValue")


def _by_rule(context: Context, key: str, rule: Json, above: frozenset[str]) -> Outcome | None:
    """What the rule decides; None = it is silent and the next one is asked."""
    blocked = _blocked(context, rule, above)
    if blocked is not None:
        return None if blocked == "" else Outcome(None, blocked)
    if rule.get("filters") and _filtered_out(context, rule["filters"]):
        return None
    id = str(rule.get("id") or "")
    if "force" in rule:
        met = not rule.get("condition") or holds(rule["condition"], context.attributes, context.groups)
        return Outcome(rule["force"], "force", id) if met and _rolled_out(context, key, rule) else None
    asked, leaf = _experiment(context, key, rule)
    if asked is None:
        return None
    result = _run(context, asked, key, leaf)
    if not result.included or result.passthrough:
        return None
    return Outcome(result.value, "experiment", id, _told(asked, result), result)


def _told(asked: Json, result: Run) -> Json:
    return asked if result.leaf is None or not result.hashed else {**asked, "contextualBandit": result.leaf}


def _blocked(context: Context, rule: Json, above: frozenset[str]) -> str | None:
    """Whether what must hold first does not: the source of the refusal, "" = this rule is silent, None = it holds."""
    for parent in rule.get("parentConditions") or ():
        found = feature(context, parent["id"], above)
        if found.source == "cyclicPrerequisite":
            return "cyclicPrerequisite"
        if not holds(parent.get("condition") or {}, {"value": found.value}, context.groups):
            return "prerequisite" if parent.get("gate") else ""
    return None


def _experiment(context: Context, key: str, rule: Json) -> tuple[Json | None, Json | None]:
    """The experiment of a rule, and the leaf of a contextual bandit that sets its weights."""
    variations = rule.get("contextualVariations") or rule.get("variations")
    if not variations:
        return None, None
    asked = {"variations": variations, "key": rule.get("key") or key}
    asked |= {name: rule[name] for name in _EXPERIMENT if name in rule}
    bandit = context.bandits.get(str(rule.get("contextualBanditRef") or ""))
    if not rule.get("contextualVariations") or bandit is None:
        return asked, None
    for one in bandit.get("contexts") or ():
        if holds(one.get("condition") or {}, context.attributes, context.groups):
            leaf, weights = one.get("leafId"), one.get("weights")
            break
    else:
        leaf, weights = -1, rule.get("weights")
    told = {"leafId": leaf, "variationWeights": weights}
    told |= {"banditVersion": bandit["banditVersion"]} if "banditVersion" in bandit else {}
    return {**asked, "weights": weights}, told


def run(context: Context, experiment: Json) -> Run:
    """Which variation of an experiment this person gets."""
    return _run(context, experiment, None, None)


def _run(context: Context, experiment: Json, feature_key: str | None, leaf: Json | None) -> Run:
    key, count = str(experiment["key"]), len(experiment["variations"])
    if count < 2 or not context.enabled:
        return _result(context, experiment, feature_key, -1)
    if "urlPatterns" in experiment and not growthbook_url.targeted(context.url, experiment["urlPatterns"] or ()):
        return _result(context, experiment, feature_key, -1)
    forced = growthbook_url.override(key, context.url, count)
    forced = context.forced_variations.get(key) if forced is None else forced
    if forced is not None:
        return _result(context, experiment, feature_key, forced)
    if experiment.get("status") == "draft" or experiment.get("active") is False:
        return _result(context, experiment, feature_key, -1)
    attribute, value = _unit(context, experiment)
    earlier, barred = _earlier(context, experiment) if value else (-1, False)
    if not value or (earlier < 0 and not _eligible(context, experiment, attribute, value)):
        return _result(context, experiment, feature_key, -1)
    n = bucket.growthbook(str(experiment.get("seed") or key), text(value), experiment.get("hashVersion") or 1)
    assigned = -1 if n is None else earlier if earlier >= 0 else bucket.chosen(n, _ranges(experiment))
    if barred or assigned < 0:
        return _result(context, experiment, feature_key, -1)
    if "force" in experiment:
        return _result(context, experiment, feature_key, experiment["force"])
    if context.checking or experiment.get("status") == "stopped":
        return _result(context, experiment, feature_key, -1)
    return _result(context, experiment, feature_key, assigned, n, earlier >= 0, leaf)


def _ranges(experiment: Json) -> Sequence[Sequence[float]]:
    coverage = experiment.get("coverage")
    count, weights = len(experiment["variations"]), experiment.get("weights")
    found: Sequence[Sequence[float]] = experiment.get("ranges") or bucket.ranges(
        count, 1.0 if coverage is None else coverage, weights
    )
    return found


def _eligible(context: Context, experiment: Json, attribute: str, value: Any) -> bool:
    """Filters (or else the namespace), the condition, and the features that must have a certain value."""
    if experiment.get("filters"):
        if _filtered_out(context, experiment["filters"]):
            return False
    elif experiment.get("namespace") and not in_namespace(value, experiment["namespace"]):
        return False
    if experiment.get("condition") and not holds(experiment["condition"], context.attributes, context.groups):
        return False
    return _blocked(context, experiment, frozenset()) is None


def in_namespace(value: Any, namespace: Sequence[Any]) -> bool:
    """Whether the id is in the part [name, start, end) of a namespace: experiments in different parts share no one."""
    name, start, end = namespace
    n = bucket.growthbook(f"__{name}", text(value), 1)
    return n is not None and start <= n < end


def _filtered_out(context: Context, filters: Sequence[Json]) -> bool:
    for one in filters:
        value = context.attributes.get(one.get("attribute") or "id")
        n = bucket.growthbook(str(one.get("seed") or ""), text(value), one.get("hashVersion") or 2) if value else None
        if n is None or bucket.chosen(n, one["ranges"]) < 0:
            return True
    return False


def _rolled_out(context: Context, key: str, rule: Json) -> bool:
    stretch, coverage = rule.get("range"), rule.get("coverage")
    if stretch is None and coverage is None:
        return True
    _, value = _unit(context, rule)
    if not value or (stretch is None and coverage == 0):
        return False
    n = bucket.growthbook(str(rule.get("seed") or key), text(value), rule.get("hashVersion") or 1)
    if n is None:
        return False
    return bucket.chosen(n, [stretch]) == 0 if stretch is not None else n <= float(coverage or 0)


def _unit(context: Context, asked: Json) -> tuple[str, Any]:
    """By which attribute people are told apart, and its value; the second choice counts only with sticky buckets."""
    attribute = asked.get("hashAttribute") or "id"
    value = context.attributes.get(attribute)
    other = asked.get("fallbackAttribute") if _remembers(context, asked) else None
    if not value and other and context.attributes.get(other):
        return str(other), context.attributes[other]
    return str(attribute), value if value or value == 0 else ""


def _remembers(context: Context, asked: Json) -> bool:
    return context.sticky is not None and not asked.get("disableStickyBucketing")


def _assignments(context: Context, experiment: Json) -> dict[str, str]:
    """Earlier choices under the fallback's value and, over them, under the attribute's own."""
    found: dict[str, str] = {}
    for name in (experiment.get("fallbackAttribute"), experiment.get("hashAttribute") or "id"):
        value = context.attributes.get(name) if name else None
        document = (context.sticky or {}).get(f"{name}||{text(value)}") if value else None
        found |= document["assignments"] if document else {}
    return found


def _earlier(context: Context, experiment: Json) -> tuple[int, bool]:
    """The variation that was chosen before (-1 = none), and whether an older version of it bars the person."""
    if not _remembers(context, experiment):
        return -1, False
    version, least = experiment.get("bucketVersion") or 0, experiment.get("minBucketVersion") or 0
    chosen, key = _assignments(context, experiment), experiment["key"]
    if any(f"{key}__{n}" in chosen for n in range(least)):
        return -1, True
    wanted = chosen.get(f"{key}__{version}")
    keys = [one.get("key") for one in experiment.get("meta") or ()]
    return (keys.index(wanted) if wanted in keys else -1), False


def _result(
    context: Context,
    experiment: Json,
    feature_key: str | None,
    chosen: int,
    n: float | None = None,
    sticky: bool = False,
    leaf: Json | None = None,
) -> Run:
    variations = experiment["variations"]
    included = 0 <= chosen < len(variations)
    index = chosen if included else 0
    metas = experiment.get("meta") or ()
    meta = metas[index] if index < len(metas) else {}
    attribute, value = _unit(context, experiment)
    key = str(meta.get("key") or index)
    return Run(
        key=key,
        value=variations[index] if variations else None,
        variation=index,
        included=included,
        hashed=n is not None,
        attribute=attribute,
        attribute_value=value,
        feature=feature_key,
        bucket=n,
        sticky=sticky,
        name=meta.get("name"),
        passthrough=bool(meta.get("passthrough")),
        leaf=leaf,
        kept=_kept(context, experiment, attribute, value, key) if n is not None else None,
    )


def _kept(context: Context, experiment: Json, attribute: str, value: Any, key: str) -> tuple[str, Json] | None:
    if not _remembers(context, experiment):
        return None
    place = f"{attribute}||{text(value)}"
    before = (context.sticky or {}).get(place, {}).get("assignments", {})
    chosen = {**before, f"{experiment['key']}__{experiment.get('bucketVersion') or 0}": key}
    return place, {"attributeName": attribute, "attributeValue": text(value), "assignments": chosen}


def text(value: Any) -> str:
    """An id as the text that is hashed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def shown(result: Run) -> dict[str, Any]:
    """A run in GrowthBook's words."""
    told: dict[str, Any] = {
        "key": result.key,
        "featureId": result.feature,
        "inExperiment": result.included,
        "hashUsed": result.hashed,
        "variationId": result.variation,
        "value": result.value,
        "hashAttribute": result.attribute,
        "hashValue": result.attribute_value,
        "stickyBucketUsed": result.sticky,
    }
    told |= {} if result.name is None else {"name": result.name}
    told |= {} if result.bucket is None else {"bucket": result.bucket}
    told |= {"passthrough": True} if result.passthrough else {}
    return told | (dict(result.leaf) if result.leaf is not None and result.hashed else {})
