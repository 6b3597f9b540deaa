"""Keys: every reading route asks for one, refuses a write key, and never shows another project's data."""

from typing import Any

import httpx
import pytest

from served import Caller, Server

OPEN = {
    ("get", "/api/health"),
    ("post", "/api/session"),
    ("post", "/api/setup"),
    ("get", "/api/invitations/{token}"),
    ("post", "/api/invitations/{token}"),
    ("get", "/api/shared/{token}"),
    ("get", "/api/shared/{token}/tiles/{tile}"),
}
"""What must answer before anybody has signed in, or to somebody who never does."""
EITHER = {("post", "/api/flags/evaluate")}
"""What a client asks as well, with the write key that everybody can see."""
METHODS = ("get", "post", "patch", "delete", "put")
CANARY = "canary-7d1f"


def routes(server: Server) -> list[tuple[str, str, dict[str, Any]]]:
    """(method, path with its holes filled, its description) of every control route."""
    paths = httpx.get(f"{server.url}/openapi.json", timeout=60).json()["paths"]
    found = []
    for path, operations in paths.items():
        if path.startswith("/api/"):
            for method in METHODS:
                if method in operations and (method, path) not in OPEN:
                    parts = [
                        "events" if part == "{what}" else "x" if part[:1] == "{" else part for part in path.split("/")
                    ]
                    found.append((method, "/".join(parts), operations[method]))
    return found


def control(server: Server) -> list[tuple[str, str, dict[str, Any]]]:
    return [one for one in routes(server) if not any(tag.startswith("collect") for tag in one[2].get("tags", ()))]


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_every_reading_route_asks_for_the_secret_key(server: Server, caller: Caller) -> None:
    asked = control(server)
    assert len(asked) > 20
    with httpx.Client(base_url=server.url) as http:
        for method, path, _ in asked:
            if (method, path) not in EITHER:
                refused_everywhere(http, caller, method, path)


def test_a_write_key_learns_what_flags_are_for_somebody_and_no_more(server: Server, caller: Caller) -> None:
    head = {"Authorization": f"Bearer {caller.made.write_key}"}
    with httpx.Client(base_url=server.url) as http:
        assert code(http.post("/api/flags/evaluate", json={"user_id": "u"}))[0] == 401
        assert http.post("/api/flags/evaluate", json={"user_id": "u"}, headers=head).json() == {"flags": []}
        refused_everywhere(http, caller, "get", "/api/flags")


def refused_everywhere(http: httpx.Client, caller: Caller, method: str, path: str) -> None:
    assert code(http.request(method, path)) in {(401, "key_refused"), (401, "sign_in_required")}, path
    for key, refused in (
        ("sk_wrong", (401, "key_refused")),
        (caller.made.write_key, (403, "write_key_cannot_read")),
    ):
        answer = http.request(method, path, headers={"Authorization": f"Bearer {key}"})
        assert code(answer) == refused, (method, path)
    other = http.request(method, f"{path}?project=prj_other", headers=caller.http.headers)
    assert (other.status_code, other.headers["content-type"]) == (404, "application/problem+json"), (method, path)


def test_the_own_project_may_be_named(caller: Caller) -> None:
    assert caller.get("/api/events", project=caller.made.project.id)["items"] == []


@pytest.fixture
def twins(server: Server) -> Any:
    made = server.project("left"), server.project("right")
    yield made
    for one in made:
        one.http.close()


def test_a_twin_never_sees_the_others_canary(server: Server, twins: tuple[Caller, Caller]) -> None:
    left, right = twins
    for one, secret in ((left, CANARY), (right, "own")):
        one.send(
            {"id": "m", "event": "e", "user_id": "u", "anonymous_id": "a", "properties": {"p": secret}},
            {"event": secret, "user_id": secret, "type": "identify", "ops": {"set": {"p": secret}}},
            {"event": "bad", "user_id": secret * 400},
        )
        query = {"series": [{"event": secret}]}
        one.post("/api/reports", {"name": secret, "kind": "trend", "query": query})
    report = left.get("/api/reports")["items"][0]["id"]
    person = left.get(f"/api/persons/{CANARY}")["id"]
    for path in (f"/api/reports/{report}", f"/api/reports/{report}/answer", f"/api/persons/{person}/timeline"):
        assert left.http.get(path).status_code == 200
        assert right.http.get(path).status_code == 404
    assert right.http.delete(f"/api/reports/{report}").status_code == 404
    assert right.http.post("/api/persons/merge", json={"ids": ["u", person]}).status_code == 404
    split = {"series": [{"event": None}], "breakdown": {"property": "p"}}
    told = [
        right.http.get(path).text
        for path in (
            "/api/events",
            "/api/events/rejected",
            "/api/persons",
            "/api/persons/u",
            "/api/persons/a",
            "/api/persons/u/timeline",
            "/api/persons/u/links",
            "/api/persons?search=canary",
            "/api/reports",
            "/api/export/events",
            "/api/export/persons",
        )
    ]
    told += [
        right.http.post("/api/insight/trend", json=split).text,
        right.http.post(
            "/api/insight/people", json={"query": {"kind": "trend", **split}, "cell": {"breakdown": "own"}}
        ).text,
        right.http.post("/api/segments/preview", json={"condition": {"person": "p", "op": "is_set"}}).text,
    ]
    assert [text for text in told if CANARY in text] == []
    assert CANARY in left.http.get("/api/export/events").text
    assert sum("own" in text for text in told) >= 8
