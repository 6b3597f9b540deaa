"""Sets of people over HTTP: segments together, a list brought as a file, the people most like those of a segment."""

import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from uems.api.door import Analyst, Asked, Reader
from uems.api.people import PersonBody, shown
from uems.api.problem import refusals
from uems.api.segments import SegmentBody, body
from uems.metrics.asked import Computed, Stopwatch
from uems.people import id_list, lookalike, person, saved_list, segment
from uems.people.id_list import FileTooLarge
from uems.people.live import algebra
from uems.people.segment import Draft, Mode
from uems.rules.condition import parse

router = APIRouter(prefix="/api/segments", tags=["segments"], responses=refusals(403, 404, 422, 503))

Name = Annotated[str, Field(min_length=1, max_length=200)]
_FEATURES = 20
"""Person properties that a lookalike looks at."""
_CSV = {"text/csv": {"schema": {"type": "string"}, "example": "user_id\r\nu-1024\r\nu-1025\r\n"}}


class CombineBody(BaseModel):
    """The segments together; `difference` is the first without the others. With a name it is also kept, as a segment
    that refers to these."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"op": "intersection", "segments": ["seg_4k0q", "seg_9dm2"]}}
    )
    op: algebra.Op
    segments: list[Annotated[str, Field(max_length=100)]] = Field(min_length=2, max_length=algebra.MOST)
    name: Name | None = None
    mode: Mode = "live"


class SetBody(BaseModel):
    id: str
    name: str
    people: int


class RegionBody(BaseModel):
    """How many are in exactly these segments."""

    segments: list[str]
    people: int


class CombinedBody(BaseModel):
    """`regions` = the overlap picture: everybody of the segments is in one region; of more than five segments there are
    none. `segment` = what was kept."""

    people: int
    segments: list[SetBody]
    regions: list[RegionBody]
    segment: SegmentBody | None
    computed: Computed


class WrongBody(BaseModel):
    """`code`: unknown = nobody here has this id."""

    line: int
    code: id_list.Fault
    value: str


class ImportedList(BaseModel):
    """rows = people + repeated + wrong; `lines` tells the first hundred of the wrong ones."""

    segment: SegmentBody
    column: str
    rows: int
    people: int
    repeated: int
    wrong: int
    lines: list[WrongBody]


class LookalikeBody(BaseModel):
    """How many people to find; with a name they are kept as a list."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"size": 500}})
    size: int = Field(1000, ge=1, le=1_000_000)
    name: Name | None = None


class FeatureBody(BaseModel):
    """What tells the seed from the others: an event (`property` null) or a value of a property."""

    property: str | None
    value: Any
    seed_share: float
    other_share: float
    weight: float


class CurvePoint(BaseModel):
    size: int
    similarity: float


class Alike(BaseModel):
    person: PersonBody
    similarity: float


class LookalikeAnswer(BaseModel):
    """`similarity` = the share of the seed's own people who are no more typical; `quality` = how well members held back
    are told from others (AUC: 0.5 = by chance, 1 = always); `curve` = the similarity at each size."""

    seed: int
    candidates: int
    size: int
    quality: float
    features: list[FeatureBody]
    curve: list[CurvePoint]
    sample: list[Alike]
    segment: SegmentBody | None
    computed: Computed


@router.post("/combine")
def combine_segments(caller: Reader, asked: CombineBody) -> CombinedBody:
    """How many are in several segments together, and how these overlap; kept as one more segment where it is named."""
    store, number = caller.parts.store, caller.project.number
    if asked.name is not None:
        caller.must("analyse")
    scope, watch = caller.scope(), Stopwatch.start()
    found = [segment.find(store, number, id) for id in dict.fromkeys(asked.segments)]
    together = algebra.combined(asked.op, found, caller.parts.follower, scope)
    condition = algebra.condition(asked.op, found)
    computed = watch.computed("segment", parse(condition), scope)
    kept = None
    if asked.name is not None:
        kept = _keep(caller, Draft(asked.name, "", asked.mode, condition))
    return CombinedBody(
        people=together.people,
        segments=[
            SetBody(id=one.id, name=one.name, people=size) for one, size in zip(found, together.sizes, strict=True)
        ],
        regions=[RegionBody(segments=list(one.inside), people=one.people) for one in together.regions],
        segment=kept,
        computed=computed,
    )


@router.post("/import", status_code=201, openapi_extra={"requestBody": {"required": True, "content": _CSV}})
async def import_segment(
    request: Request,
    caller: Analyst,
    name: Annotated[str, Query(min_length=1, max_length=200)],
    column: Annotated[str | None, Query(max_length=200, description="Left out: one named like an id, or the first")] = (
        None
    ),
) -> ImportedList:
    """A list of people from a CSV file with a head line (also gzipped, UTF-8, UTF-16 or GB 18030), at most 100 MB."""
    handle, path = tempfile.mkstemp(suffix=".csv")
    try:
        with os.fdopen(handle, "wb") as file:
            async for part in _limited(request):
                file.write(part)
        return await run_in_threadpool(_import, caller, Path(path), name, column)
    finally:
        os.unlink(path)


@router.post("/{id}/lookalike")
def find_lookalike(caller: Analyst, id: str, asked: LookalikeBody) -> LookalikeAnswer:
    """The people outside a segment who are most like those in it, by what they did in the last 90 days and what they
    are."""
    parts, scope, watch = caller.parts, caller.scope(), Stopwatch.start()
    found = segment.find(parts.store, caller.project.number, id)
    known = parts.catalogue.properties(caller.project.number, "person")
    mask = caller.mask()
    names = [one.name for one in known if one.type in ("text", "boolean") and not mask.hides(one.name)][:_FEATURES]
    alike = lookalike.lookalike(segment.members(found, scope), asked.size, names, scope)
    computed = watch.computed("segment", parse({"segment": id}), scope)
    kept = None
    if asked.name is not None:
        source = {"lookalike": {"segment": id, "size": len(alike.people)}}
        saved = saved_list.keep(alike.people, scope, scope.now)
        kept = _listed(caller, Draft(asked.name, "", "snapshot", None, source), saved)
    first = person.described(scope, parts.store, alike.people[:10])
    return LookalikeAnswer(
        seed=alike.seed,
        candidates=alike.candidates,
        size=len(alike.people),
        quality=alike.quality,
        features=[FeatureBody.model_validate(one, from_attributes=True) for one in alike.features],
        curve=[CurvePoint(size=size, similarity=similarity) for size, similarity in alike.curve],
        sample=[Alike(person=shown(one), similarity=n) for one, n in zip(first, alike.similarities[:10], strict=True)],
        segment=kept,
        computed=computed,
    )


async def _limited(request: Request) -> AsyncIterator[bytes]:
    """The body, part by part. Raises FileTooLarge."""
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > id_list.MOST_BYTES:
            raise FileTooLarge(about=f"{size} +")
        yield part


def _import(caller: Asked, path: Path, name: str, column: str | None) -> ImportedList:
    parts, scope = caller.parts, caller.scope()
    found = id_list.read(path, column, scope, parts.store, parts.identities)
    saved = saved_list.keep(found.persons, scope, scope.now)
    source = {"file": {"column": found.column, "rows": found.rows, "wrong": found.wrong}}
    return ImportedList(
        segment=_listed(caller, Draft(name, "", "snapshot", None, source), saved),
        column=found.column,
        rows=found.rows,
        people=len(found.persons),
        repeated=found.repeated,
        wrong=found.wrong,
        lines=[WrongBody.model_validate(one, from_attributes=True) for one in found.told],
    )


def _listed(caller: Asked, draft: Draft, saved: saved_list.Saved) -> SegmentBody:
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    return body(caller, segment.create(store, number, draft, saved.people, saved.list, now))


def _keep(caller: Asked, draft: Draft) -> SegmentBody:
    store, number, now, scope = caller.parts.store, caller.project.number, caller.parts.clock(), caller.scope()
    selected = scope.people(parse(draft.condition, "condition"))
    if draft.mode == "snapshot":
        return _listed(caller, draft, saved_list.write(selected, scope, now))
    return body(caller, segment.create(store, number, draft, segment.counted(selected, scope), None, now))
