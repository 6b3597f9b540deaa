"""The oracle's queries put to the product: for each of PostHog's runners, who translates."""

from collections.abc import Callable
from typing import Any

from oracles import activity_words, correlation_words, funnel_adapter, path_words, retention_words, trend_words
from oracles.case import Ask, NotTranslated, World

Translate = Callable[[dict[str, Any], Ask, World], Any]


def answer(asked: dict[str, Any], ask: Ask, world: World) -> Any:
    """The answer in the shape that the assertions look at. Raises NotTranslated, Refused."""
    runner = asked["runner"]
    if runner == "ActorsQueryRunner":
        kind = _source(asked).get("kind")
        runner = f"ActorsQueryRunner of {kind}"
    if runner not in RUNNERS:
        raise NotTranslated(f"a query for {runner}")
    return RUNNERS[runner](asked, ask, world)


def _source(asked: dict[str, Any]) -> dict[str, Any]:
    source = (asked.get("query") or {}).get("source") or {}
    inner = source.get("source") or {}
    return inner if "kind" in inner else source


RUNNERS: dict[str, Translate] = {
    "TrendsQueryRunner": trend_words.answer,
    "RetentionQueryRunner": retention_words.answer,
    "Retention": retention_words.answer_old,
    "ActorsQueryRunner of RetentionQuery": retention_words.people,
    "PathsQueryRunner": path_words.answer,
    "Paths": path_words.answer_old,
    "ActorsQueryRunner of PathsQuery": path_words.people,
    "LifecycleQueryRunner": activity_words.lifecycle,
    "StickinessQueryRunner": activity_words.stickiness,
    "FunnelCorrelationQueryRunner": correlation_words.answer,
    **dict.fromkeys(
        (
            "ActorsQueryRunner of FunnelsActorsQuery",
            "ActorsQueryRunner of FunnelsQuery",
            "FunnelsQueryRunner",
            "ClickhouseFunnel",
            "ClickhouseFunnelActors",
            "ClickhouseFunnelStrictActors",
            "ClickhouseFunnelTrendsActors",
            "ClickhouseFunnelUnordered",
            "ClickhouseFunnelUnorderedActors",
        ),
        funnel_adapter.answer,
    ),
}
