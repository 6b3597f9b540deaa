"""Unleash's client specification, driven through our strategies and variants (UEMS_UNLEASH_CASES)."""

from collections.abc import Iterator
from typing import Any

from oracles.tally import Verdict, cases_of, report
from uems.experiments.flags import unleash
from uems.experiments.flags.unleash import State
from uems.experiments.flags.unleash_constraint import Context

SHARE = 0.98
NOW = "2026-03-01T12:00:00+00:00"


def context(given: dict[str, Any]) -> Context:
    return Context(
        now=given.get("currentTime") or NOW,
        user=given.get("userId") or "",
        session=given.get("sessionId") or "",
        address=given.get("remoteAddress") or "",
        environment=given.get("environment") or "",
        app=given.get("appName") or "",
        properties=given.get("properties") or {},
    )


def state(given: dict[str, Any]) -> State:
    return unleash.changed(unleash.state(given), given.get("events") or ())


def judged(suites: list[dict[str, Any]]) -> Iterator[Verdict]:
    for suite in suites:
        known = state(suite["state"])
        for one in suite.get("tests") or ():
            found = unleash.evaluate(known, one["toggleName"], context(one["context"]), lambda: 0.5).on
            yield verdict(suite, one, found)
        for one in suite.get("variantTests") or ():
            found = dict(unleash.evaluate(known, one["toggleName"], context(one["context"]), lambda: 0.5).variant)
            yield verdict(suite, one, found)


def verdict(suite: dict[str, Any], case: dict[str, Any], found: Any) -> Verdict:
    wanted = case["expectedResult"]
    if isinstance(wanted, dict) and "featureEnabled" in wanted:
        wanted = {("feature_enabled" if name == "featureEnabled" else name): held for name, held in wanted.items()}
    return Verdict(suite["name"], case["description"], None if found == wanted else f"{found} is not {wanted}")


def test_the_client_specification_of_unleash_holds() -> None:
    assert report(judged(cases_of("UEMS_UNLEASH_CASES", "unleash_client_spec.json.gz"))) >= SHARE
