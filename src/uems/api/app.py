"""The control API: every room's routes in one FastAPI app."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from uems import __version__
from uems.api import (
    collect_described,
    events,
    export,
    funnel,
    idempotent,
    importing,
    insight,
    people,
    problem,
    reports,
    segments,
)
from uems.api.parts import Parts


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
    app = FastAPI(
        title="UEMS", version=__version__, redirect_slashes=False, openapi_url=None, docs_url=None, redoc_url=None
    )
    app.state.parts = parts
    problem.install(app)
    idempotent.install(app)

    @app.get("/api/health", tags=["health"])
    def health() -> Health:
        return Health(status="ok", version=__version__, waiting=parts.writer.behind, failure=parts.writer.failure)

    @app.get("/openapi.json", include_in_schema=False)
    def description() -> dict[str, Any]:
        whole = app.openapi()
        return whole | {"paths": whole["paths"] | collect_described.paths(parts.spoken)}

    for room in (events, importing, export, people, segments, insight, funnel, reports):
        app.include_router(room.router)
    return app
