"""OpenFeature's remote evaluation (OFREP): one flag, or all of a context at once (github.com/open-feature/protocol)."""

from typing import Any

from uems.api.flag_door import environment_of, json_of, object_in, project_of, question, tagged, text_in
from uems.base.ids import hash_uuid
from uems.events.protocol import Answer, Call, Opened, Protocol, Refused, Sent, json_answer
from uems.experiments.flags.ready import Decision
from uems.experiments.flags.switchboard import Switchboard, Who

_REASONS = {
    "static": "STATIC",
    "matched": "TARGETING_MATCH",
    "split": "SPLIT",
    "unmatched": "STATIC",
    "disabled": "DISABLED",
    "prerequisite": "DISABLED",
    "holdout": "HOLDOUT",
}


class _Bad(Exception):
    """A request that names nobody: OFREP's code for it, and a sentence."""

    def __init__(self, code: str, detail: str) -> None:
        self.told = {"errorCode": code, "errorDetails": detail}
        super().__init__(detail)


def protocol(board: Switchboard) -> Protocol:
    def one(call: Call, sent: Sent, opened: Opened, patient: bool) -> Answer:
        key, project = call.holes["key"], project_of(opened)
        try:
            who = _who(sent)
        except _Bad as bad:
            return json_answer({"key": key, **bad.told}, 400)
        found = board.decide(project, who, [key], environment_of(call), patient=patient)
        if found[0].reason == "unknown":
            missing = {"errorCode": "FLAG_NOT_FOUND", "errorDetails": f"There is no flag {key!r}"}
            return json_answer({"key": key, **missing}, 404)
        board.expose(project, who, found, environment_of(call))
        return json_answer(told(found[0]))

    def every(call: Call, sent: Sent, opened: Opened, patient: bool) -> Answer:
        project = project_of(opened)
        try:
            who = _who(sent)
        except _Bad as bad:
            return json_answer(bad.told, 400)
        found = board.decide(project, who, None, environment_of(call), patient=patient)
        context = str(hash_uuid(sent.text.decode("utf-8", "replace")))
        revision = board.page(project, patient).revision
        content = {"flags": [told(one) for one in found], "metadata": {"revision": revision, "context": context}}
        return tagged(call, content)

    return Protocol(
        name="ofrep",
        routes=(
            question("evaluate_flag", "/ofrep/v1/evaluate/flags/{key}", one),
            question("evaluate_flags", "/ofrep/v1/evaluate/flags", every),
        ),
        prefixes=("openfeature",),
        keys=lambda call, _sent: tuple(key for key in (call.bearer, call.header(b"x-api-key")) if key),
        refuse=_refused,
    )


def told(one: Decision) -> dict[str, Any]:
    """A decision in OFREP's words. A value that is null is left to the client's own default."""
    kept_out = next((member.holdout for member in one.memberships if member.held), None)
    found = {
        "key": one.key,
        "reason": _REASONS.get(one.reason, "UNKNOWN"),
        "variant": one.variant,
        "metadata": {"version": one.version, "hash": one.origin} | ({"holdout": kept_out} if kept_out else {}),
    }
    return found if one.value is None else found | {"value": one.value}


def _who(sent: Sent) -> Who:
    """Raises _Bad."""
    context = object_in(json_of(sent), "context")
    if not context:
        raise _Bad("INVALID_CONTEXT", 'The body needs an object "context"')
    id = text_in(context, "targetingKey")
    if not id:
        raise _Bad("TARGETING_KEY_MISSING", "The context needs a targetingKey")
    return Who(id, properties={name: held for name, held in context.items() if name != "targetingKey"})


def _refused(call: Call, why: Refused) -> Answer:
    if why.status == 400:
        key = {"key": call.holes["key"]} if "key" in call.holes else {}
        return json_answer({**key, "errorCode": "PARSE_ERROR", "errorDetails": why.detail}, 400)
    return json_answer({"errorDetails": why.detail}, why.status)
