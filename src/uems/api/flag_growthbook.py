"""GrowthBook's routes: the features of a project, a stream of their changes, and evaluation on the server."""

from datetime import UTC, datetime
from typing import Any

from uems.api.flag_door import environment_of, json_of, object_in, project_of, question, streamed, tagged, text_in
from uems.events.protocol import Answer, Call, Opened, Protocol, Route, Sent, json_answer
from uems.experiments.flags import growthbook
from uems.experiments.flags.dialects import growthbook as dialect
from uems.experiments.flags.growthbook import Context, Outcome
from uems.experiments.flags.phrasebook import Said
from uems.experiments.flags.switchboard import Switchboard, Who
from uems.store.project import Project

_STREAMS = ((b"x-sse-support", b"enabled"),)


def protocol(board: Switchboard) -> Protocol:
    def payload(call: Call, project: Project, patient: bool) -> dict[str, Any]:
        said = board.phrases.said(project.number, dialect.offers, environment_of(call), patient)
        return {"status": 200, "features": dict(said.flags), "experiments": [], "dateUpdated": changed_at(said)}

    def features(call: Call, _sent: Sent, opened: Opened, patient: bool) -> Answer:
        whole = payload(call, project_of(opened), patient)
        board.book.seen(project_of(opened).number, list(whole["features"]))
        return tagged(call, whole, _STREAMS)

    def evaluated(call: Call, sent: Sent, opened: Opened, patient: bool) -> Answer:
        whole = payload(call, project_of(opened), patient)
        project, environment = project_of(opened), environment_of(call)
        attributes = object_in(json_of(sent), "attributes")
        who = Who(text_in(attributes, "id"), properties=attributes)
        if who.id:
            board.kept_out(project, who, environment, patient)  # the features say who is; here it is noted
            whole["features"] |= board.given(project, who, environment, dialect.offers, "growthbook", patient)
        context = _context(json_of(sent), whole["features"])
        found = {key: _settled(growthbook.feature(context, key)) for key in whole["features"]}
        board.book.seen(project.number, list(found))
        return json_answer({**whole, "features": found})

    def followed(call: Call, _sent: Sent, opened: Opened) -> Answer:
        def told(patient: bool) -> tuple[str, Any]:
            whole = payload(call, project_of(opened), patient)
            return whole["dateUpdated"], whole

        return streamed(told, "features", "features")

    return Protocol(
        name="growthbook",
        routes=(
            question("features", "/api/features/{key}", features, ("GET",)),
            question("eval", "/api/eval/{key}", evaluated),
            Route("sub", "/sub/{key}", ("GET",), tell=followed, reads=False),
        ),
        prefixes=("growthbook",),
        keys=lambda call, _sent: (call.holes["key"],) if "key" in call.holes else (),
    )


def changed_at(said: Said[dict[str, Any]]) -> str:
    """When the features last became other ones: by somebody's change, or since a flag's time began or ended."""
    last = (said.since or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC)
    # Two changes of the same moment differ all the same: clients ignore a payload with the date that they have.
    return f"{last:%Y-%m-%dT%H:%M:%S}.{last.microsecond // 1000:03d}{said.page.revision % 1000:03d}Z"


def _context(said: dict[str, Any], features: dict[str, Any]) -> Context:
    forced = said.get("forcedFeatures")
    pairs = [one for one in forced if isinstance(one, list) and len(one) == 2] if isinstance(forced, list) else []
    return Context(
        attributes=object_in(said, "attributes"),
        features=features,
        forced_variations=object_in(said, "forcedVariations"),
        forced_features={str(key): value for key, value in pairs},
        url=str(said.get("url") or ""),
    )


def _settled(found: Outcome) -> dict[str, Any]:
    """A feature that has one value for this person; of an experiment the client is told, so that it can track it."""
    if found.run is None or found.experiment is None:
        return {"defaultValue": found.value}
    track = {"experiment": dict(found.experiment), "result": growthbook.shown(found.run)}
    return {"defaultValue": found.value, "rules": [{"force": found.value, "tracks": [track]}]}
