"""What PostHog's SDKs ask: their configuration, flags (none yet), surveys, and the other lists they may load."""

from collections.abc import Callable
from typing import Any

import msgspec

from uems.base.ids import hash_uuid
from uems.events.protocol import Answer, Call, Opened, Protocol, Route, Sent, json_answer, text_in
from uems.events.protocols import posthog

_SCRIPT = "application/javascript; charset=utf-8"
_CONFIG: dict[str, Any] = {
    "supportedCompression": ["gzip", "gzip-js"],
    "hasFeatureFlags": True,
    "sessionRecording": False,
    "surveys": False,
    "autocapture_opt_out": False,
    "capturePerformance": False,
    "heatmaps": False,
    "captureDeadClicks": False,
    "autocaptureExceptions": False,
    "analytics": {"endpoint": "/i/v0/e/"},
    "elementsChainAsString": True,
    "defaultIdentifiedOnly": True,
}


def keys(call: Call, sent: Sent) -> tuple[str, ...]:
    """The key may also stand in the path."""
    key = call.holes.get("token")
    return (key,) if key else posthog.keys(call, sent)


def config(_call: Call, _sent: Sent, opened: Opened) -> Answer:
    return json_answer({"token": opened.key, **_CONFIG, "siteApps": []})


def config_script(_call: Call, _sent: Sent, opened: Opened) -> Answer:
    """The same as a script that the SDK loads first."""
    name, body = (msgspec.json.encode(part).decode() for part in (opened.key, {"token": opened.key, **_CONFIG}))
    script = (
        "(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};"
        f"window._POSTHOG_REMOTE_CONFIG[{name}]={{config:{body},siteApps:[]}};}})();"
    )
    return Answer(200, script.encode(), _SCRIPT)


def flags(call: Call, sent: Sent, _opened: Opened) -> Answer:
    """No flags, in the shapes of every generation at once; the oldest (`/decide` before v2) reads a list."""
    old = call.path == "/decide" and call.query.get("v", "1") in ("", "1")
    who = "".join(text_in(sent.document, "distinct_id"))
    moment = call.received_at
    return json_answer(
        {
            "flags": {},
            "featureFlags": [] if old else {},
            "featureFlagPayloads": {},
            "errorsWhileComputingFlags": False,
            "requestId": str(hash_uuid(who, moment.isoformat())),
            "evaluatedAt": int(moment.timestamp() * 1000),
            **(_CONFIG if call.path == "/decide" or call.query.get("config") == "true" else {}),
        }
    )


_ETAG = '"no-flags"'


def definitions(call: Call, _sent: Sent, _opened: Opened) -> Answer:
    """Flags for evaluation in the client's own process; only for the secret key."""
    headers = ((b"etag", _ETAG.encode()),)
    if call.header(b"if-none-match") == _ETAG:
        return Answer(304, b"", headers=headers)
    return json_answer({"flags": [], "group_type_mapping": {}, "cohorts": {}}, headers=headers)


def _remote_config(_call: Call, _sent: Sent, _opened: Opened) -> Answer:
    return json_answer(None)


def _always(content: Any) -> Callable[[Call, Sent, Opened], Answer]:
    answer = json_answer(content)
    return lambda _call, _sent, _opened: answer


def _no_script(_call: Call, _sent: Sent, _opened: Opened) -> Answer:
    return Answer(404, b"", _SCRIPT)


def _asked(name: str, content: Any) -> Route:
    # Our own API has some of these paths too; the SDK always names its token in the query.
    return Route(name, f"/api/{name}", ("GET",), tell=_always(content), reads=False, query="token")


offers = Protocol(
    name="posthog_questions",
    routes=(
        Route("flags", "/flags", tell=flags),
        Route("decide", "/decide", ("POST", "GET"), tell=flags),
        Route("definitions", "/flags/definitions", ("GET",), tell=definitions, opens="secret", reads=False),
        Route(
            "definitions", "/api/feature_flag/local_evaluation", ("GET",), tell=definitions, opens="secret", reads=False
        ),
        Route(
            "remote_config",
            "/api/projects/@current/feature_flags/{flag}/remote_config",
            ("GET",),
            tell=_remote_config,
            opens="secret",
            reads=False,
        ),
        Route("config_script", "/array/{token}/config.js", ("GET",), tell=config_script, reads=False),
        Route("config", "/array/{token}/config", ("GET",), tell=config, reads=False),
        Route("script", "/static/{version}/{file}.js", ("GET",), tell=_no_script, opens="none", reads=False),
        Route("script", "/static/{file}.js", ("GET",), tell=_no_script, opens="none", reads=False, query="v"),
        _asked("surveys", {"surveys": []}),
        _asked("early_access_features", {"earlyAccessFeatures": []}),
        _asked("product_tours", {"product_tours": []}),
        _asked("web_experiments", {"experiments": []}),
    ),
    prefixes=("posthog",),
    keys=keys,
)
