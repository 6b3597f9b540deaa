"""A question over its limit is refused in clear words, and the next one is answered."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from faults.life import Life

TEXT = "".join(str(uuid.uuid4()) for _ in range(600))


def _slow(n: int) -> dict[str, Any]:
    value = f"(a|b|[0-9].*){{1,40}}.*zz{n}"
    return {"did": "e", "where": [{"property": "text", "op": "matches", "value": value}]}


def test_a_question_over_its_limit_is_refused_and_the_next_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UEMS_QUERY_SECONDS", "1")
    life = Life(tmp_path)
    caller = life.caller()
    with life.running():
        for n in range(10):
            caller.send(*({"event": "e", "user_id": f"u{n}-{m}", "properties": {"text": TEXT}} for m in range(100)))
        heavy = {"condition": {"any": [_slow(n) for n in range(50)]}}
        refused = caller.http.post("/api/segments/preview", json=heavy, headers={"Accept-Language": "zh-CN"})
        assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
        assert (refused.json()["code"], "查询超出资源上限" in refused.json()["title"]) == ("query_too_heavy", True)
        light = caller.post("/api/insight/trend", {"series": [{"event": "e"}], "since": "today"})
        assert sum(light["series"][0]["values"]) == 1000
        caller.send({"event": "after", "user_id": "u"})
        assert caller.get("/api/events", event="after")["items"]
    caller.http.close()
