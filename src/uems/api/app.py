"""The control API: every room's routes in one FastAPI app."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from pydantic import BaseModel

from uems import __version__
from uems.api import (
    annotations,
    attribution,
    bottlenecks,
    catalog,
    collect_described,
    condition_body,
    consents,
    correlation,
    dashboard_links,
    dashboards,
    digests,
    distribution,
    erasures,
    events,
    experiment_advice,
    experiment_plans,
    experiment_results,
    experiments,
    export,
    flag_doors,
    flag_evaluation,
    flags,
    funnel,
    groups,
    holdouts,
    idempotent,
    identity,
    importing,
    insight,
    interval,
    invitations,
    journey_maps,
    keys,
    kol,
    kpi,
    learnings,
    lifecycle,
    map_question,
    members,
    merges,
    metric_alerts,
    metrics,
    paths,
    people,
    people_list,
    personal_export,
    problem,
    progress,
    projects,
    property_classes,
    reconcile,
    reports,
    rfm,
    search,
    segment_portrait,
    segment_sets,
    segments,
    session,
    sessions,
    sql,
    tag_given,
    tag_trials,
    tag_values,
    tags,
    timeline,
    trace,
)
from uems.api.door import COOKIE
from uems.api.parts import Parts
from uems.events.protocol import Protocol

_ROOMS = (
    *(session, invitations, projects, progress, keys, members),
    *(events, catalog, importing, export),
    *(people_list, people, timeline, merges, identity, groups),
    *(erasures, consents, property_classes, personal_export),
    *(tags, tag_values, tag_given, tag_trials, segments, segment_sets, segment_portrait, lifecycle, rfm, kol),
    *(insight, funnel, correlation, interval, distribution, paths, sessions, attribution, trace, reports, annotations),
    *(search, journey_maps, map_question, bottlenecks, dashboards, dashboard_links, digests, sql),
    *(reconcile, metrics, metric_alerts, kpi),
    *(experiments, experiment_advice, experiment_results, experiment_plans, learnings, holdouts),
    *(flag_evaluation, flags),
)
_CALLERS = {
    "key": {"type": "http", "scheme": "bearer", "description": "wk_… for collecting, sk_… for all else of one project"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "Somebody who signed in; the project is named by the header X-UEMS-Project or ?project=",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "`csrf` of GET /api/session, beside the cookie, for everything but GET",
    },
}
"""How a caller says who it is, for the description."""


class Health(BaseModel):
    """`status` is ok as soon as the server can answer; the other fields say how far the facts have come."""

    status: str
    version: str
    waiting: int
    """Acknowledged request bodies that queries cannot see yet."""
    failure: str
    """Why the last block of them could not be written; empty = it was."""


def create(parts: Parts) -> FastAPI:
    """The app, with its parts in `app.state.parts`."""
    app = _routed()
    app.state.parts = parts

    @app.get("/openapi.json", include_in_schema=False)
    def description() -> dict[str, Any]:
        return _described(app, parts.spoken)

    return app


def described(spoken: Mapping[str, Protocol]) -> dict[str, Any]:
    """What `/openapi.json` answers, without a server and without data."""
    return _described(_routed(), spoken)


def _described(app: FastAPI, spoken: Mapping[str, Protocol]) -> dict[str, Any]:
    whole = app.openapi()
    whole |= {"paths": whole["paths"] | collect_described.paths({**spoken, **flag_doors.described()})}
    whole |= {"security": [{"key": []}, {"session": [], "csrf": []}]}
    whole |= {"components": whole["components"] | {"securitySchemes": _CALLERS}}
    return condition_body.described(whole)


def _routed() -> FastAPI:
    app = FastAPI(
        title="UEMS", version=__version__, redirect_slashes=False, openapi_url=None, docs_url=None, redoc_url=None
    )
    problem.install(app)
    idempotent.install(app)

    @app.get("/api/health", tags=["health"])
    def health(request: Request) -> Health:
        writer = request.app.state.parts.writer
        return Health(status="ok", version=__version__, waiting=writer.behind, failure=writer.failure)

    for room in _ROOMS:
        app.include_router(room.router)
    return app
