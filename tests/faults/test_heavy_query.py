"""A question over its limit is refused in clear words, and the next one is answered."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from faults.life import Life
from served import Caller

TEXT = "".join(str(uuid.uuid4()) for _ in range(600))


def _slow(n: int) -> dict[str, Any]:
    value = f"(a|b|[0-9].*){{1,40}}.*zz{n}"
    return {"did": "e", "where": [{"property": "text", "op": "matches", "value": value}]}


@pytest.fixture
def caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    """Of a server whose questions may take three seconds: few for fifty slow patterns, many for a light question, also
    on a machine that is busy with other things."""
    monkeypatch.setenv("UEMS_QUERY_SECONDS", "3")
    life = Life(tmp_path)
    made = life.caller()
    try:
        with life.running():
            yield made
    finally:
        made.http.close()


def test_a_question_over_its_limit_is_refused_and_the_next_is_answered(caller: Caller) -> None:
    for n in range(10):
        caller.send(*({"event": "e", "user_id": f"u{n}-{m}", "properties": {"text": TEXT}} for m in range(100)))
    heavy = {"condition": {"any": [_slow(n) for n in range(240)]}}
    refused = caller.http.post("/api/segments/preview", json=heavy, headers={"Accept-Language": "zh-CN"})
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert (refused.json()["code"], "查询超出资源上限" in refused.json()["title"]) == ("query_too_heavy", True)
    light = caller.post("/api/insight/trend", {"series": [{"event": "e"}], "since": "-1d"})
    assert sum(light["series"][0]["values"]) == 1000
    caller.send({"event": "after", "user_id": "u"})
    assert caller.get("/api/events", event="after")["items"]
