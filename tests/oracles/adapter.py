"""The oracle's queries put to the product: for each of PostHog's runners, who translates."""

from collections.abc import Callable
from typing import Any

from oracles import activity_words, funnel_adapter, retention_words, trend_words
from oracles.case import Ask, NotTranslated, World
from oracles.vendor import Clock

Translate = Callable[[dict[str, Any], Ask, World], Any]


def answer(asked: dict[str, Any], ask: Ask, world: World) -> Any:
    """The answer in the shape that the assertions look at. Raises NotTranslated, Refused."""
    runner = asked["runner"]
    if runner == "ActorsQueryRunner":
        runner = f"ActorsQueryRunner of {_source(asked)}"
    if runner.startswith("ClickhouseFunnel"):
        return _funnel(asked, ask, world)
    if runner not in RUNNERS:
        raise NotTranslated(f"a query for {runner}")
    return RUNNERS[runner](asked, ask, world)


def _source(asked: dict[str, Any]) -> str:
    """Which kind of query the people are asked of; an old filter in its place is a funnel's."""
    source = (asked.get("query") or {}).get("source") or {}
    return str((source.get("source") or source).get("kind") or "FunnelsQuery")


def _funnel(asked: dict[str, Any], ask: Ask, world: World) -> Any:
    def post(path: str, body: dict[str, Any]) -> Any:
        answer = ask(path, body)
        if path.endswith("/people"):
            # Neither side promises an order of people; upstream's tests look at them by name.
            ids = sorted(sorted(id["value"] for id in item["ids"]) for item in answer["items"])
            return {"items": [{"ids": one} for one in ids]}
        return answer

    people = funnel_adapter.People(world.persons)  # type: ignore[arg-type]
    return funnel_adapter.ask(asked, Clock(asked, world).now, people, post)


RUNNERS: dict[str, Translate] = {
    "TrendsQueryRunner": trend_words.answer,
    "RetentionQueryRunner": retention_words.answer,
    "Retention": retention_words.answer_old,
    "ActorsQueryRunner of RetentionQuery": retention_words.people,
    "FunnelsQueryRunner": _funnel,
    "ActorsQueryRunner of FunnelsQuery": _funnel,
    "LifecycleQueryRunner": activity_words.lifecycle,
    "StickinessQueryRunner": activity_words.stickiness,
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
