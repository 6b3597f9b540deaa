"""Every described route, called with broken values: no answer is a server error, each refusal is a problem."""

import json
import random
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from served import Caller, Server

DIRT: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**63, 2**70, 1e308, float("nan"), "", "x", "\0", "\ud83d", "上海", "x" * 5000),
    *("-7d", "all", "today", "0001-01-01", "9999-12-31T23:59:59-14:00", "-9999y", ["e", "e"]),
    *([], {}, [[]], [None], {"a": 1}, {"event": "e"}, [{"event": "e"}], {"all": []}),
    *({"not": {"person": "p", "op": "is_set"}}, [{"property": "p", "op": "matches", "value": "("}]),
)
FLAT = tuple(one for one in DIRT if isinstance(one, str | int) and one != "\ud83d")
SKIPPED = {"/api/events/live", "/api/client/streaming", "/sub/{key}"}  # streams


def broken(chance: random.Random, good: Any) -> Any:
    """The same with one thing in it changed, or missing, or more of it."""
    if chance.random() < 0.15 or not isinstance(good, dict | list) or not good:
        return chance.choice(DIRT)
    if isinstance(good, list):
        at = chance.randrange(len(good))
        return [*good[:at], broken(chance, good[at]), *good[at + chance.randrange(2) :]]
    name = chance.choice(list(good))
    if chance.random() < 0.1:
        return {key: value for key, value in good.items() if key != name}
    return (
        good | {name: broken(chance, good[name])} | ({chance.choice(("x", "\0")): 1} if chance.random() < 0.05 else {})
    )


def example(operation: dict[str, Any], told: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in content:
        return content["example"]
    for one in content.get("examples", {}).values():
        return one["value"]
    schema = content.get("schema", {})
    schema = told["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
    if "example" in schema:
        return schema["example"]
    members = schema.get("properties", {}).items()
    return {name: member.get("examples", ["x"])[0] for name, member in members if name in schema.get("required", ())}


def called(
    chance: random.Random, caller: Caller, method: str, path: str, operation: dict[str, Any], body: Any
) -> httpx.Response:
    wrong, query = path, {}
    for parameter in operation.get("parameters", ()):
        value = str(chance.choice(FLAT))
        if parameter["in"] == "path":
            known = chance.choice(("u", "events", quote(value or "x", safe="")))
            wrong = wrong.replace("{%s}" % parameter["name"], known)  # noqa: UP031
        elif parameter["in"] == "query" and chance.random() < 0.4:
            query[parameter["name"]] = value
    text = json.dumps(broken(chance, body)) if body is not None else None
    if text is not None and chance.random() < 0.05:
        text = text[: chance.randrange(len(text))]
    head = {"Content-Type": "application/json"} if text is not None else {}
    return caller.http.request(method.upper(), wrong, params=query, content=text, headers=head)


def sweep(server: Server, caller: Caller, each: int, seed: int) -> None:
    chance = random.Random(seed)
    caller.send({"event": "e", "user_id": "u", "properties": {"p": 1}}, {"event": "sign_up", "user_id": "u"})
    told = httpx.get(f"{server.url}/openapi.json", timeout=60).json()
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            if path in SKIPPED:
                continue
            body = example(operation, told) if "requestBody" in operation else None
            for _ in range(each):
                answer = called(chance, caller, method, path, operation, body)
                assert answer.status_code < 500, (answer.request.url, answer.request.content[:2000], answer.text)
                vendor = operation["tags"][0].startswith("collect")  # answers in words of its own
                if answer.status_code >= 400 and path.startswith("/api/") and not vendor:
                    assert answer.headers["content-type"] == "application/problem+json"
    assert caller.get("/api/health")["status"] == "ok"


def test_no_broken_call_is_a_server_error(server: Server, caller: Caller) -> None:
    sweep(server, caller, each=12, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
def test_no_broken_call_of_many_is_a_server_error(server: Server, caller: Caller, seed: int) -> None:
    sweep(server, caller, each=1000, seed=seed)
