"""Every route of the control API names who may call it, and this table is what people review."""

from collections.abc import Iterator
from typing import Any, cast

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from uems.access.role import RIGHTS
from uems.api import door
from uems.api.app import _ROOMS

NAMED = {one: right for right in sorted(RIGHTS["owner"]) for one in (door.may(right), door.may(right, watched=False))}
OTHERS = {door.evaluates: "either key", door.known: "known", door.signed: "signed in", door.guest: "anybody"}
ANYBODY = {
    "GET /api/session",
    "POST /api/session",
    "POST /api/setup",
    "GET /api/invitations/{token}",
    "POST /api/invitations/{token}",
    "GET /api/shared/{token}",
    "GET /api/shared/{token}/tiles/{tile}",
}
"""What must work before somebody has signed in; each checks a secret of its own."""
READS_BY_POST = {
    "POST /api/persons/query",
    "POST /api/persons/merge/preview",
    "POST /api/persons/{id}/split/preview",
    "POST /api/segments/preview",
    "POST /api/segments/combine",
    "POST /api/lifecycle/preview",
    "POST /api/rfm",
    "POST /api/rfm/migration",
    "POST /api/kol",
    "POST /api/metrics/preview",
    "POST /api/metrics/reconcile",
    "POST /api/metrics/{id}/series",
    "POST /api/experiments/analyse",
    "POST /api/experiments/plan",
    "POST /api/experiments/decide",
    "POST /api/experiments/observed",
    "POST /api/experiments/power",
    "POST /api/dashboards/{id}/tiles/{tile}/answer",
    "DELETE /api/members/{id}",
}
"""Questions with a body, and leaving a project, which asks for more only when it is somebody else."""


def named(dependant: Dependant) -> Iterator[str]:
    for one in dependant.dependencies:
        call = cast(Any, one.call)
        if call in NAMED or call in OTHERS:
            yield NAMED.get(call) or OTHERS[call]
        yield from named(one)


def routes() -> dict[str, list[str]]:
    found = [route for room in _ROOMS for route in room.router.routes if isinstance(route, APIRoute)]
    return {f"{method} {one.path}": list(named(one.dependant)) for one in found for method in one.methods}


def test_every_route_names_exactly_one_right() -> None:
    table = routes()
    assert len(table) > 40
    assert {path: rights for path, rights in table.items() if len(rights) != 1} == {}


def test_only_these_routes_answer_anybody() -> None:
    assert {path for path, rights in routes().items() if rights == ["anybody"]} == ANYBODY


def test_what_changes_something_asks_for_more_than_reading() -> None:
    changing = {path for path in routes() if path.split()[0] != "GET" and not path.startswith("POST /api/insight/")}
    loose = {path for path in changing - READS_BY_POST if routes()[path] == ["read"]}
    assert loose == set()


def test_the_rights_of_the_routes_that_matter_most() -> None:
    table = routes()
    told = {
        "GET /api/export/{what}": "export",
        "POST /api/import": "manage",
        "POST /api/persons/merge": "people",
        "PATCH /api/persons/{id}": "people",
        "POST /api/persons/{id}/split": "people",
        "POST /api/merges/{id}/undo": "people",
        "POST /api/identity/conflicts/{id}/accept": "people",
        "POST /api/identity/conflicts/{id}/dismiss": "people",
        "DELETE /api/persons/{id}": "people",
        "GET /api/erasures": "people",
        "GET /api/erasures/{id}": "people",
        "GET /api/persons/{id}/export": "export",
        "GET /api/persons/{id}/consents": "read",
        "PUT /api/persons/{id}/consents": "people",
        "PUT /api/consents/purposes": "manage",
        "PUT /api/properties/classes": "manage",
        "POST /api/reports": "analyse",
        "DELETE /api/reports/{id}": "analyse",
        "POST /api/keys": "manage",
        "DELETE /api/keys/{id}": "manage",
        "POST /api/members": "manage",
        "PATCH /api/projects/{project}": "manage",
        "POST /api/projects": "signed in",
        "GET /api/lifecycle": "read",
        "PUT /api/lifecycle/rules": "analyse",
        "POST /api/lifecycle/compute": "analyse",
        "POST /api/lifecycle/starters": "analyse",
        "POST /api/insight/paths": "read",
        "POST /api/insight/sessions": "read",
        "GET /api/insight/sessions/rule": "read",
        "PUT /api/insight/sessions/rule": "analyse",
        "DELETE /api/insight/sessions/rule": "analyse",
        "POST /api/kol": "read",
        "GET /api/events/live": "read",
        "POST /api/tags": "analyse",
        "POST /api/tags/{id}/publish": "operate",
        "POST /api/tags/{id}/retire": "operate",
        "POST /api/tags/{id}/import": "analyse",
        "POST /api/tags/{id}/give": "analyse",
        "POST /api/tags/{id}/trials": "analyse",
        "DELETE /api/tags/{id}/trials/{trial_id}": "analyse",
        "PUT /api/tags/{id}/labels/{person}": "analyse",
        "POST /api/segments/combine": "read",
        "POST /api/segments/import": "analyse",
        "POST /api/segments/{id}/lookalike": "analyse",
        "GET /api/segments/{id}/portrait": "read",
        "POST /api/journey-maps": "analyse",
        "PATCH /api/journey-maps/{id}": "analyse",
        "DELETE /api/journey-maps/{id}": "analyse",
        "GET /api/journey-maps/{id}/numbers": "read",
        "POST /api/insight/bottlenecks": "read",
        "POST /api/insight/journey_map": "read",
        "POST /api/metrics": "analyse",
        "PUT /api/metrics/words": "analyse",
        "GET /api/metrics/{id}/people": "read",
        "POST /api/metrics/{id}/series": "read",
        "POST /api/metrics/{id}/alerts": "analyse",
        "POST /api/kpi": "analyse",
        "GET /api/kpi": "read",
        "GET /api/flags": "read",
        "POST /api/flags": "operate",
        "PATCH /api/flags/{key}": "operate",
        "DELETE /api/flags/{key}": "operate",
        "POST /api/flags/evaluate": "either key",
        "GET /api/experiments": "read",
        "POST /api/experiments": "operate",
        "PATCH /api/experiments/{id}": "operate",
        "DELETE /api/experiments/{id}": "operate",
        "POST /api/experiments/{id}/start": "operate",
        "POST /api/experiments/{id}/pause": "operate",
        "POST /api/experiments/{id}/stop": "operate",
        "POST /api/experiments/{id}/decide": "operate",
        "GET /api/experiments/{id}/results": "read",
        "GET /api/experiments/{id}/people": "read",
        "GET /api/holdouts": "read",
        "POST /api/holdouts": "operate",
        "PATCH /api/holdouts/{id}": "operate",
        "DELETE /api/holdouts/{id}": "operate",
        "GET /api/holdouts/{id}/membership": "read",
        "GET /api/holdouts/{id}/results": "read",
        "GET /api/learnings": "read",
        "POST /api/sql": "analyse",
        "GET /api/sql/runs": "manage",
        "GET /api/dashboards": "read",
        "POST /api/dashboards": "analyse",
        "PATCH /api/dashboards/{id}": "analyse",
        "POST /api/dashboards/{id}/links": "export",
        "DELETE /api/dashboards/{id}/links/{link}": "export",
        "GET /api/dashboards/{id}/digest": "export",
        "PUT /api/dashboards/{id}/digest": "export",
        "DELETE /api/dashboards/{id}/digest": "export",
        "POST /api/dashboards/{id}/digest/now": "export",
        "POST /api/dashboards/{id}/digest/letters/{letter}/again": "export",
    }
    assert {path: table[path][0] for path in told} == told
