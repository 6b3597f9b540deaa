"""Every route of the control API names who may call it, and this table is what people review."""

from collections.abc import Iterator
from typing import Any, cast

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from uems.access.role import RIGHTS
from uems.api import door
from uems.api.app import _ROOMS

NAMED = {door.may(right): right for right in sorted(RIGHTS["owner"])}
OTHERS = {door.known: "known", door.signed: "signed in", door.guest: "anybody"}
ANYBODY = {
    "GET /api/session",
    "POST /api/session",
    "POST /api/setup",
    "GET /api/invitations/{token}",
    "POST /api/invitations/{token}",
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
    }
    assert {path: table[path][0] for path in told} == told
