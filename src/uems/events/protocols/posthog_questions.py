"""What PostHog's SDKs ask beside flags: their configuration, surveys, and the other lists they may load."""

from collections.abc import Callable
from typing import Any

import msgspec

from uems.events.protocol import Answer, Call, Opened, Protocol, Route, Sent, json_answer
from uems.events.protocols import posthog

_SCRIPT = "application/javascript; charset=utf-8"
CONFIG: dict[str, Any] = {
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
    return json_answer({"token": opened.key, **CONFIG, "siteApps": []})


def config_script(_call: Call, _sent: Sent, opened: Opened) -> Answer:
    """The same as a script that the SDK loads first."""
    name, body = (msgspec.json.encode(part).decode() for part in (opened.key, {"token": opened.key, **CONFIG}))
    script = (
        "(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};"
        f"window._POSTHOG_REMOTE_CONFIG[{name}]={{config:{body},siteApps:[]}};}})();"
    )
    return Answer(200, script.encode(), _SCRIPT)


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
