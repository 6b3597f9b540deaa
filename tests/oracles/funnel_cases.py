"""PostHog's funnel cases asked of this process: each case's events in the warehouse, its queries through our JSON."""

import gzip
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from insight.small_world import World
from oracles import funnel_adapter as adapter
from uems.api import funnel as api
from uems.base.errors import Refusal
from uems.insight import cell, funnel, funnel_time
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse

_PATHS = {
    "/api/insight/funnel": api.FunnelBody,
    "/api/insight/funnel/histogram": api.HistogramBody,
    "/api/insight/funnel/trend": api.CourseBody,
}


def cases(path: Path) -> list[dict[str, Any]]:
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else path.open()
    with opened as lines:
        return [case for case in map(json.loads, lines) if case["area"].startswith("funnel")]


def evaluator(folder: Path) -> Any:
    spec = spec_from_file_location("eval_path", folder / "eval_path.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.check


def post(path: str, body: Mapping[str, Any], world: World) -> Any:
    """What the API would answer, without its door. Raises adapter.Refused."""
    try:
        return json.loads(json.dumps(_answer(path, dict(body), world)))
    except (Refusal, ValidationError) as error:
        raise adapter.Refused(str(error)) from error


def _answer(path: str, body: dict[str, Any], world: World) -> Any:
    if path == "/api/insight/people":
        scope = _scope(body["query"], world)
        if body["query"]["kind"] == "funnel":
            asked = api.FunnelBody.model_validate(body["query"])
            behind = api.behind(asked, api.FunnelCellBody.model_validate(body["cell"]), scope)
        else:
            course = api.CourseBody.model_validate(body["query"])
            behind = api.behind_course(course, api.CourseCellBody.model_validate(body["cell"]), scope)
        return _plain(cell.listed(behind, scope, body["limit"]))
    scope = _scope(body, world)
    asked = _PATHS[path].model_validate(body)
    question = asked.question(scope)
    if isinstance(asked, api.HistogramBody):
        return _plain(funnel_time.histogram(question, asked.leg(), asked.bins, scope))
    if isinstance(asked, api.CourseBody):
        return _plain(funnel_time.course(question, asked.leg(), asked.calendar(scope), scope))
    return _plain(funnel.answer(question, scope))


def _scope(body: Mapping[str, Any], world: World) -> Scope:
    return world.scope(body["now"], body["timezone"])


def _plain(answer: Any) -> Any:
    return TypeAdapter(type(answer)).dump_python(answer, mode="json")


def run(case: Mapping[str, Any], warehouse: Warehouse, project: int, check: Any) -> list[tuple[bool, Any, Any]]:
    """(held, assertion, what we said) of each assertion of a case."""
    persons = case.get("persons", [])
    people = adapter.People(persons)
    world = World(warehouse, project)
    said: dict[str, Any] = {}
    loaded = 0
    for person in persons:
        world.knows(person["distinct_ids"][0], **(person.get("properties") or {}))
    for query in sorted(case["queries"], key=lambda one: one["events_upto"]):
        for event in case.get("events", [])[loaded : query["events_upto"]]:
            who = people.first.get(event["distinct_id"], event["distinct_id"])
            properties = event.get("properties") or {}
            world.did(who, event["event"], event["timestamp"].removesuffix("Z"), **properties)
        loaded = query["events_upto"]
        try:
            said[query["id"]] = adapter.ask(query, _now(case, query), people, lambda p, b: post(p, b, world))
        except adapter.Refused as error:
            said[query["id"]] = error
    return [_judged(one, said[one["query"]], check) for one in case["assertions"]]


def _judged(assertion: Mapping[str, Any], answer: Any, check: Any) -> tuple[bool, Any, Any]:
    if assertion["op"] == "raises" or isinstance(answer, Exception):
        return assertion["op"] == "raises" and isinstance(answer, Exception), assertion, repr(answer)
    try:
        held, found = check(assertion, answer)
    except (KeyError, IndexError, TypeError) as error:
        return False, assertion, repr(error)
    return held, assertion, found


def _now(case: Mapping[str, Any], query: Mapping[str, Any]) -> datetime:
    if query.get("now"):
        moment = datetime.fromisoformat(query["now"])
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    times = [datetime.fromisoformat(event["timestamp"]) for event in case.get("events", [])[: query["events_upto"]]]
    last = max(times, default=datetime(2021, 3, 10, 12, tzinfo=UTC))
    return (last if case.get("synthetic_clock") else max(last, datetime(2025, 1, 1, tzinfo=UTC))) + timedelta(minutes=1)


if __name__ == "__main__":
    sys.exit("run by tests/oracles/test_funnel_cases.py")
