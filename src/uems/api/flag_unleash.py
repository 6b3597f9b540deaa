"""Unleash's routes: the client API with its stream and counts, and the frontend API that answers for one context."""

import random
import re
from functools import partial
from typing import Any

from uems.api.flag_door import environment_of, json_of, object_in, project_of, question, streamed, tagged, thanked
from uems.events.protocol import Answer, Call, Opened, Protocol, Route, Sent
from uems.experiments.flags import unleash
from uems.experiments.flags.dialects import unleash as dialect
from uems.experiments.flags.phrasebook import Said
from uems.experiments.flags.switchboard import Switchboard, Who
from uems.experiments.flags.unleash import State
from uems.experiments.flags.unleash_constraint import Context
from uems.store.project import Project

_PROPERTY = re.compile(r"properties\[(.+)\]")


def protocol(board: Switchboard) -> Protocol:
    def features(call: Call, _sent: Sent, opened: Opened, patient: bool) -> Answer:
        found = _said(board, project_of(opened), environment_of(call), patient)
        board.book.seen(project_of(opened).number, list(found.flags))
        return tagged(call, _payload(found))

    def counted(call: Call, sent: Sent, opened: Opened, patient: bool) -> Answer:
        project = project_of(opened)
        toggles = object_in(object_in(json_of(sent), "bucket"), "toggles")
        known = board.page(project, patient).flags
        board.book.seen(project.number, [key for key in toggles if key in known])
        return thanked(call, sent, opened)

    def frontend(call: Call, sent: Sent, opened: Opened, patient: bool) -> Answer:
        context = _context(call, object_in(json_of(sent), "context"))
        project = project_of(opened)
        found = board.phrases.said(project.number, dialect.ASKED, context.environment, patient)
        board.book.seen(project.number, list(found.flags))
        who = Who(context.user or context.session, known=context.user != "", properties=context.properties)
        out = board.kept_out(project, who, context.environment, patient) if who.id else set()
        own = board.given(project, who, context.environment, dialect.offers, "unleash", patient) if who.id else {}
        left = {name: feature for name, feature in {**found.flags, **own}.items() if name not in out}
        return tagged(call, {"toggles": _toggles(State(left), context)})

    return Protocol(
        name="unleash",
        routes=(
            Route("register", "/api/client/register", tell=thanked),
            question("features", "/api/client/features", features, ("GET",)),
            Route("streaming", "/api/client/streaming", ("GET",), tell=partial(_followed, board), reads=False),
            question("metrics", "/api/client/metrics", counted),
            question("frontend", "/api/frontend", frontend, ("GET",)),
            question("frontend", "/api/frontend", frontend),
            Route("frontend_register", "/api/frontend/client/register", tell=thanked),
            question("frontend_metrics", "/api/frontend/client/metrics", counted),
        ),
        prefixes=("unleash",),
        keys=_keys,
    )


def _said(board: Switchboard, project: Project, environment: str, patient: bool) -> Said[dict[str, Any]]:
    return board.phrases.said(project.number, dialect.offers, environment, patient)


def _followed(board: Switchboard, call: Call, _sent: Sent, opened: Opened) -> Answer:
    """The stream: everything first, and again whenever anything is other."""
    project, environment = project_of(opened), environment_of(call)

    def told(patient: bool) -> tuple[str, Any]:
        found = _said(board, project, environment, patient)
        hydration = {"type": "hydration", "eventId": found.page.revision, **_payload(found)}
        return found.stamp, {"events": [hydration]}

    return streamed(told, "unleash-connected", "unleash-updated")


def _payload(said: Said[dict[str, Any]]) -> dict[str, Any]:
    return {"version": 2, "features": list(said.flags.values()), "segments": []}


def _keys(call: Call, _sent: Sent) -> tuple[str, ...]:
    """The key stands in the header as it is."""
    return tuple(key for key in (call.bearer, call.header(b"authorization").strip()) if key)


def _context(call: Call, said: dict[str, Any]) -> Context:
    """The context of the query (`userId=&properties[plan]=`), or of the body."""
    given: dict[str, Any] = said or call.query
    properties = object_in(given, "properties") | {
        found[1]: value for name, value in given.items() if (found := _PROPERTY.fullmatch(name))
    }
    # Fields that Unleash has no name for are properties too.
    properties |= {name: value for name, value in given.items() if isinstance(value, str) and "[" not in name}
    return Context(
        now=str(given.get("currentTime") or call.received_at.isoformat()),
        user=str(given.get("userId") or ""),
        session=str(given.get("sessionId") or ""),
        address=str(given.get("remoteAddress") or call.peer),
        environment=str(given.get("environment") or ""),
        app=str(given.get("appName") or ""),
        properties=properties,
    )


def _toggles(state: State, context: Context) -> list[dict[str, Any]]:
    """Those that are on, with their variants."""
    found = ((name, unleash.evaluate(state, name, context, random.random)) for name in state.features)
    return [
        {
            "name": name,
            "enabled": True,
            "variant": {**one.variant, "featureEnabled": True},
            "impressionData": bool(state.features[name].get("impressionData")),
        }
        for name, one in found
        if one.on
    ]
