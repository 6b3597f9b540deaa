"""Everything that is kept of one person, as one JSON file for them."""

from collections.abc import Iterator

import msgspec
from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from uems.api.consents import consents_of
from uems.api.door import Asked, Exporter
from uems.api.export import settle
from uems.api.people import AnyId, get_links, get_person, who
from uems.api.problem import refusals
from uems.events import recent

_PERSON = {"id": "8b1f0c5d2a64e97f", "properties": {"plan": "pro"}}
_EXAMPLE = {"person": _PERSON, "links": [], "consents": [], "events": [{"event": "order_paid"}]}
_FILE = {"application/json": {"schema": {"type": "object"}, "example": _EXAMPLE}}

router = APIRouter(prefix="/api/persons", tags=["people"], responses=refusals(403, 404, 422, 503))


@router.get("/{id}/export", response_class=StreamingResponse, responses={200: {"content": _FILE}})
def export_person(caller: Exporter, id: AnyId) -> StreamingResponse:
    """Profile, ids and why they belong together, segments, consents, and every event, newest first. Needs the right to
    see personal values: nothing in it is hidden."""
    caller.must("see_personal")
    number = who(caller, id)
    settle(caller)
    head = {
        "person": get_person(caller, id).model_dump(mode="json"),
        "links": get_links(caller, id).model_dump(mode="json")["items"],
        "consents": consents_of(caller, number).model_dump(mode="json")["items"],
    }
    sent = {"Content-Disposition": 'attachment; filename="person.json"', "Cache-Control": "no-store"}
    return StreamingResponse(_lines(caller, number, head), media_type="application/json", headers=sent)


def _lines(caller: Asked, number: int, head: dict[str, object]) -> Iterator[bytes]:
    yield msgspec.json.encode(head)[:-1] + b',"events":['
    under, nodes = caller.parts.identities.places(caller.project.number, number)
    cursor, first = None, True
    while True:
        page = recent.recent(
            caller.parts.warehouse, caller.project.number, nodes=nodes, people=under, limit=recent.LIMIT, cursor=cursor
        )
        for item in page.items:
            yield (b"\n" if first else b",\n") + msgspec.json.encode(item)
            first = False
        cursor = page.next
        if cursor is None:
            break
    yield b"\n]}\n"
