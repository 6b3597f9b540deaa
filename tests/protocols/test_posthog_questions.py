from typing import Any

import pytest


@pytest.mark.parametrize("url", ["/flags/?v=2", "/flags?v=4", "/flags/?v=99", "/decide/?v=3"])
def test_no_flags_are_said_in_both_shapes(door: Any, url: str) -> None:
    answer = door.post(url, {"api_key": "wk_test", "distinct_id": "u1"})
    assert answer.status == 200
    assert answer.json["flags"] == answer.json["featureFlags"] == answer.json["featureFlagPayloads"] == {}
    assert answer.json["errorsWhileComputingFlags"] is False
    assert door.post(url, {"api_key": "wrong", "distinct_id": "u1"}).status == 401


def test_the_oldest_decide_reads_a_list(door: Any) -> None:
    assert door.post("/decide/", {"api_key": "wk_test"}).json["featureFlags"] == []


def test_definitions_need_the_secret_key_and_know_their_etag(door: Any) -> None:
    for url in ("/flags/definitions?token=wk_test&send_cohorts", "/api/feature_flag/local_evaluation/?token=wk_test"):
        answer = door.get(url, authorization="Bearer sk_test")
        assert answer.json == {"flags": [], "group_type_mapping": {}, "cohorts": {}}
        again = door.get(url, authorization="Bearer sk_test", if_none_match=answer.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert door.get(url, authorization="Bearer wk_test").status == 401


def test_the_browser_sdk_gets_its_configuration(door: Any) -> None:
    script = door.get("/array/wk_test/config.js")
    assert script.headers["content-type"].startswith("application/javascript")
    assert b'_POSTHOG_REMOTE_CONFIG["wk_test"]={config:{"token":"wk_test"' in script.body
    assert door.get("/array/wk_test/config").json["analytics"] == {"endpoint": "/i/v0/e/"}
    assert door.get("/array/other/config").status == 401
    assert door.get("/static/1.449.2/surveys.js").status == 404


def test_lists_that_our_own_api_also_has_are_theirs_only_with_a_token(door: Any) -> None:
    assert door.get("/api/surveys/?token=wk_test").json == {"surveys": []}
    assert door.get("/api/early_access_features?token=wk_test").json == {"earlyAccessFeatures": []}
    assert not door.app.owns("GET", "/api/surveys")
