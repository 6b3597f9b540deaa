from typing import Any


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
