"""GrowthBook's own cases for its clients, driven through our conditions and buckets (UEMS_CONDITION_CASES)."""

from collections.abc import Callable, Iterator
from typing import Any

from oracles.tally import Verdict, cases_of, report
from uems.experiments import bucket
from uems.experiments.flags import growthbook, growthbook_condition, growthbook_secret, growthbook_url
from uems.experiments.flags.growthbook import Context, Outcome, Run

SHARE = 0.98


def context(given: dict[str, Any], sticky: dict[str, Any] | None = None) -> Context:
    return Context(
        attributes=given.get("attributes", {}),
        features=given.get("features", {}),
        forced_variations=given.get("forcedVariations", {}),
        forced_features=given.get("forcedFeatureValues", given.get("forcedFeatures", {})),
        groups=given.get("savedGroups", {}),
        bandits=given.get("contextualBandits", {}),
        url=given.get("url", ""),
        enabled=given.get("enabled", True),
        checking=given.get("qaMode", False),
        sticky=sticky,
    )


def told(found: Outcome) -> dict[str, Any]:
    """An outcome in GrowthBook's words."""
    words = {"value": found.value, "on": found.on, "off": not found.on, "source": found.source, "ruleId": found.rule}
    if found.experiment is not None and found.run is not None:
        words |= {"experiment": dict(found.experiment), "experimentResult": growthbook.shown(found.run)}
    return words


def condition(_name: str, asked: Any, attributes: Any, wanted: bool, groups: Any = None) -> tuple[Any, Any]:
    return growthbook_condition.holds(asked, attributes, groups or {}), wanted


def hashed(seed: str, value: str, version: int, wanted: float | None) -> tuple[Any, Any]:
    return bucket.growthbook(seed, value, version), wanted


def ranges(_name: str, given: list[Any], wanted: Any) -> tuple[Any, Any]:
    found = bucket.ranges(given[0], given[1], given[2])
    return [[round(end, 9) for end in pair] for pair in found], [[round(end, 9) for end in pair] for pair in wanted]


def feature(_name: str, given: Any, key: str, wanted: Any) -> tuple[Any, Any]:
    return told(growthbook.feature(context(given), key)), wanted


def ran(_name: str, given: Any, experiment: Any, *wanted: Any) -> tuple[Any, Any]:
    found = growthbook.run(context(given), experiment)
    return (found.value, found.included, found.hashed), tuple(wanted)


def redirected(_name: str, given: Any, wanted: Any) -> tuple[Any, Any]:
    asked, found = context(given), []
    for one in given["experiments"]:
        run: Run = growthbook.run(asked, one)
        to = run.value.get("urlRedirect", "")
        whole = growthbook_url.redirected(to, asked.url, bool(one.get("persistQueryString")))
        found.append({"inExperiment": run.included, "urlRedirect": to, "urlWithParams": whole})
    return found, wanted


def sticky(_name: str, given: Any, kept: list[Any], key: str, wanted: Any, after: Any) -> tuple[Any, Any]:
    documents = {f"{one['attributeName']}||{one['attributeValue']}": one for one in kept}
    documents |= given.get("stickyBucketAssignmentDocs") or {}
    found = growthbook.feature(context(given, documents), key)
    if found.run is not None and found.run.kept is not None:
        documents[found.run.kept[0]] = dict(found.run.kept[1])
    return (None if found.run is None else growthbook.shown(found.run), documents), (wanted, after)


AREAS: dict[str, Callable[..., tuple[Any, Any]]] = {
    "evalCondition": condition,
    "hash": hashed,
    "getBucketRange": ranges,
    "feature": feature,
    "run": ran,
    "chooseVariation": lambda _name, n, given, wanted: (bucket.chosen(n, given), wanted),
    "getQueryStringOverride": lambda _name, key, url, n, wanted: (growthbook_url.override(key, url, n), wanted),
    "inNamespace": lambda _name, id, given, wanted: (growthbook.in_namespace(id, given), wanted),
    "getEqualWeights": lambda n, wanted: ([round(w, 8) for w in bucket.equal(n)], [round(w, 8) for w in wanted]),
    "decrypt": lambda _name, sealed, key, wanted: (growthbook_secret.decrypt(sealed, key), wanted),
    "stickyBucket": sticky,
    "urlRedirect": redirected,
    "contextualBandit": feature,
}


def judged(cases: dict[str, Any]) -> Iterator[Verdict]:
    for area, of_area in cases.items():
        if not isinstance(of_area, list):
            continue
        for case in of_area:
            name = str(case[0])
            if area not in AREAS:
                yield Verdict(area, name, "no such area is known here")
                continue
            try:
                found, wanted = AREAS[area](*case)
                yield Verdict(area, name, None if found == wanted else f"{found} is not {wanted}")
            except Exception as broken:
                yield Verdict(area, name, repr(broken))


def test_the_cases_of_growthbooks_clients_hold() -> None:
    assert report(judged(cases_of("UEMS_CONDITION_CASES", "growthbook_sdk_cases.json.gz"))) >= SHARE
