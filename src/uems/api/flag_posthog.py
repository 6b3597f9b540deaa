"""PostHog's flag routes: answers for one person in every generation's shape, and definitions for local evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from uems.api.flag_door import Ask, environment_of, json_of, object_in, project_of, question, tagged, text_in
from uems.base.ids import hash_uuid
from uems.events.protocol import Answer, Call, Opened, Protocol, Route, Sent, json_answer
from uems.events.protocols.posthog_questions import CONFIG, keys
from uems.experiments.flags.dialects import posthog as dialect
from uems.experiments.flags.ready import Decision
from uems.experiments.flags.switchboard import Switchboard, Who

_REASONS = {
    "static": ("condition_match", "Matched condition set"),
    "matched": ("condition_match", "Matched condition set"),
    "split": ("condition_match", "Matched condition set"),
    "unmatched": ("no_condition_match", "No matching condition set"),
    "disabled": ("flag_disabled", "The flag is switched off"),
    "holdout": ("holdout_condition_value", "A holdout keeps the person out"),
    "prerequisite": ("missing_dependency", "Another flag must be on first"),
}


def protocol(board: Switchboard) -> Protocol:
    def flags(call: Call, sent: Sent, opened: Opened, patient: bool) -> Answer:
        said = json_of(sent)
        who, query = _who(said), call.query
        named = said.get("flag_keys_to_evaluate")
        wanted = [str(key) for key in named] if isinstance(named, list) else None
        environment = query.get("environment", "")
        found = board.decide(project_of(opened), who, wanted, environment, "posthog", patient) if who.id else []
        return json_answer(_answer(call, query, who, [one for one in found if one.reason != "unknown"]))

    def definitions(call: Call, _sent: Sent, opened: Opened, patient: bool) -> Answer:
        said = board.phrases.said(project_of(opened).number, dialect.offers, environment_of(call), patient)
        board.book.seen(project_of(opened).number, list(said.flags))
        return tagged(call, {"flags": list(said.flags.values()), "group_type_mapping": {}, "cohorts": {}})

    def remote_config(call: Call, _sent: Sent, opened: Opened, patient: bool) -> Answer:
        flag = board.page(project_of(opened), patient).flags.get(call.holes["flag"])
        return json_answer(None if flag is None else dialect.payloads(flag).get("true"))

    def asked(name: str, path: str, ask: Ask) -> Route:
        return question(name, path, ask, ("GET",), "secret")

    return Protocol(
        name="posthog_flags",
        routes=(
            question("flags", "/flags", flags),
            question("decide", "/decide", flags, ("POST", "GET")),
            asked("definitions", "/flags/definitions", definitions),
            asked("definitions", "/api/feature_flag/local_evaluation", definitions),
            asked("remote_config", "/api/projects/@current/feature_flags/{flag}/remote_config", remote_config),
        ),
        prefixes=("posthog",),
        keys=keys,
    )


def _who(said: dict[str, Any]) -> Who:
    """Whoever has just been identified is still bucketed by the id that they had before."""
    id = text_in(said, "distinct_id", "$distinct_id")
    return Who(id, text_in(said, "$anon_distinct_id"), properties=object_in(said, "person_properties"))


@dataclass(frozen=True, slots=True)
class _Words:
    """A decision in every generation's words; the newest's whole and as JSON."""

    plain: Any
    payload: str | None
    whole: msgspec.Raw


def _answer(call: Call, query: Mapping[str, str], who: Who, found: list[Decision]) -> dict[str, Any]:
    """The shapes of every generation at once; the oldest (`/decide` before v2) reads a list of what is on."""
    old = call.path == "/decide" and query.get("v", "1") in ("", "1")
    told = {one.key: _words(one) for one in found}
    moment = call.received_at
    plain = {key: one.plain for key, one in told.items()}
    return {
        "flags": {key: one.whole for key, one in told.items()},
        "featureFlags": [key for key, value in plain.items() if value is not False] if old else plain,
        "featureFlagPayloads": {key: one.payload for key, one in told.items() if one.payload is not None},
        "errorsWhileComputingFlags": False,
        "requestId": str(hash_uuid(who.id, moment.isoformat())),
        "evaluatedAt": int(moment.timestamp() * 1000),
        **(CONFIG if call.path == "/decide" or query.get("config") == "true" else {}),
    }


def _words(one: Decision) -> _Words:
    known: _Words | None = one.words.get("posthog")
    if known is None:
        known = one.words["posthog"] = _said(one)
    return known


def _said(one: Decision) -> _Words:
    variant = one.variant if one.on and one.variant != "on" else None
    payload = dialect.payload_text(one.payload) if one.on else None
    code, words = _REASONS[one.reason]
    whole = {
        "key": one.key,
        "enabled": one.on,
        "variant": variant,
        "reason": {"code": code, "description": words, "condition_index": one.rule},
        "metadata": {"id": one.id, "version": one.version, "payload": payload, "description": None},
    }
    return _Words(one.on if variant is None else variant, payload, msgspec.Raw(msgspec.json.encode(whole)))
