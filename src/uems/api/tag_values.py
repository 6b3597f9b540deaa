"""The values of tags over HTTP: computed or imported for a base date, listed, told of one person, and audited."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from uems.api import tags
from uems.api.door import Analyst, Asked, Id, Reader
from uems.api.people import who
from uems.api.problem import refusals
from uems.api.tags import RunBody, computed, run_body
from uems.base.errors import Invalid
from uems.base.words import Text
from uems.people.person import public
from uems.people.tags import compute, definition, giving, importing, label, run
from uems.people.tags import value as tag_value
from uems.people.tags.run import NotComputed, Run
from uems.people.tags.value import Value

router = APIRouter(prefix="/api/tags", tags=["tags"], responses=refusals(403, 404, 409, 422, 503))

_MOST_BYTES = 64 * 1024 * 1024
_RUNS = 90
PersonId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A person's public id")]


class FileTooLarge(Invalid):
    code = "file_too_large"
    text = Text("文件不能超过 64 MB", "A file has at most 64 MB")


class VersionBody(BaseModel):
    version: int
    kind: str
    settings: dict[str, Any]
    made_by: str
    made_at: datetime
    published_by: str | None
    published_at: datetime | None
    bases: list[date] = Field(description="The base dates it has values of, the newest first")


class Versions(BaseModel):
    items: list[VersionBody]
    next: str | None


class ValueBody(BaseModel):
    """`confidence` 0 to 1; `evidence` what the value follows from; `valid_until` null = until the next base date."""

    person: str = Field(examples=["8b1f0c5d2a64e97f"])
    base: date
    value: Any = Field(examples=["high"])
    confidence: float
    source: str = Field(examples=["rule"])
    evidence: Any
    valid_until: datetime | None


class Values(BaseModel):
    items: list[ValueBody]
    next: str | None


class ComputeBody(BaseModel):
    """`base` left out: yesterday in the project's calendar. `version` left out: the newest."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"base": "2026-06-30"}})
    base: date | None = None
    version: int | None = None


class WrongBody(BaseModel):
    line: int
    id: str
    problem: importing.Problem


class TagImport(BaseModel):
    """`lines` = `taken` + `refused`; `wrong` tells of the first 200 refused ones."""

    run: RunBody
    lines: int
    taken: int
    refused: int
    wrong: list[WrongBody]


class QualityBody(BaseModel):
    """How good the values of the newest base date are. `coverage` = people with a value, of everybody; `flip_rate` = of
    those who had one before, how many have another now; `stale` = yesterday's values should
    be there and are not; `accuracy` from the labels; `runs` = the newest 90 of its base dates, the newest first."""

    base: date
    version: int
    computed_at: datetime
    coverage: float | None = Field(examples=[0.83])
    flip_rate: float | None = Field(examples=[0.04])
    stale: bool
    sampled: int
    labelled: int
    accuracy: list["AccuracyBody"]
    runs: list[RunBody]


class AccuracyBody(BaseModel):
    """Of one value: `people` have it, `labelled` of them were looked at, `right` are so. `precision_range` = 95 %
    (Wilson). `recall` is told once somebody of every value, and of those without one, was looked at."""

    value: Any = Field(examples=["high"])
    people: int
    labelled: int
    right: int
    precision: float | None
    precision_range: tuple[float, float] | None
    recall: float | None


class LabelBody(BaseModel):
    """`said` = what the tag says (null = nothing), `label` = what is true, once `labelled_at` is there."""

    person: str
    said: Any
    label: Any
    labelled_by: str | None
    labelled_at: datetime | None


class Labels(BaseModel):
    base: date
    version: int
    items: list[LabelBody]
    next: str | None


class SampleBody(BaseModel):
    """So many people of each value, and of those without one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"per_value": 20}})
    per_value: int = Field(20, ge=1, le=200)


class SaidBody(BaseModel):
    """What is true of the person: one of the tag's values, or null for none."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"label": "high"}})
    label: Any


@router.post("/{id}/compute")
def compute_tag(caller: Analyst, id: Id, asked: ComputeBody) -> RunBody:
    """Its values at a base date, in the place of older ones of that day."""
    found = definition.find(caller.parts.store, caller.project.number, id)
    return run_body(computed(caller, found, asked.base, asked.version))


@router.get("/{id}/versions")
def list_versions(caller: Reader, id: Id) -> Versions:
    """What the tag was made of, the newest first, and the base dates there are values of."""
    store, number = caller.parts.store, caller.project.number
    runs = run.every(store, number, id)
    items = [
        VersionBody(
            **{name: getattr(one, name) for name in definition.Version.__dataclass_fields__},
            bases=[r.base for r in runs if r.version == one.version],
        )
        for one in definition.history(store, number, id)
    ]
    return Versions(items=items, next=None)


@router.get("/{id}/values")
def list_values(
    caller: Reader,
    id: Id,
    base: date | None = None,
    version: int | None = None,
    person: str | None = Query(None, max_length=512, description="Any id: this person's values, newest base first"),
    value: str | None = Query(None, max_length=1000, description="Only people who have this one"),
    limit: int = Query(100, ge=1, le=1000),
    cursor: str | None = Query(None, max_length=32),
) -> Values:
    """Who has which value at a base date (left out: the newest there is), by id; or one person's at every base date."""
    scope = caller.scope()
    if person is not None:
        runs = runs_of(caller, id, version, base)
        told = tag_value.history(who(caller, person), runs if base is None else runs[:1], scope)
        return Values(items=[_value(one, found) for one, found in told], next=None)
    at = run_at(caller, id, version, base)
    found, next = tag_value.listed(at, scope, value, limit, cursor)
    return Values(items=[_value(at, one) for one in found], next=next)


@router.post(
    "/{id}/import",
    openapi_extra={
        "requestBody": {
            "content": {"text/csv": {"schema": {"type": "string"}, "example": "id,value\r\nu-1024,gold\r\n"}}
        }
    },
)
async def import_values(caller: Analyst, id: Id, request: Request, base: date | None = None) -> TagImport:
    """A CSV file, `id,value` with a head line (and `confidence`), as the values of the day `base` (today)."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > _MOST_BYTES:
            raise FileTooLarge
        parts.append(part)
    try:
        text = b"".join(parts).decode("utf-8")
    except UnicodeDecodeError as error:
        raise importing.NotCsv(about=str(error)[:100]) from error
    return await run_in_threadpool(_imported, caller, id, text, base)


@router.get("/{id}/quality")
def get_quality(caller: Reader, id: Id) -> QualityBody:
    """Coverage, freshness, flip rate, and what the labels say of the newest values."""
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    runs = runs_of(caller, id, None, None)
    if not runs:
        raise NotComputed(about=id)
    newest, daily = runs[0], definition.find(store, number, id).kind.daily
    sample = label.listed(store, number, newest)
    return QualityBody(
        base=newest.base,
        version=newest.version,
        computed_at=newest.computed_at,
        coverage=newest.people / newest.everybody if newest.everybody else None,
        flip_rate=newest.flipped / newest.kept if newest.kept else None,
        stale=daily and newest.base < compute.yesterday(caller.project, now),
        sampled=len(sample),
        labelled=sum(one.labelled_at is not None for one in sample),
        accuracy=[AccuracyBody.model_validate(one, from_attributes=True) for one in label.accuracy(newest, sample)],
        runs=[run_body(one) for one in runs[:_RUNS]],
    )


@router.get("/{id}/labels")
def list_labels(caller: Reader, id: Id) -> Labels:
    """The sample of the newest values, in an order that does not give the values away."""
    newest = run_at(caller, id, None, None)
    return _labels(caller, newest)


@router.post("/{id}/labels")
def draw_sample(caller: Analyst, id: Id, asked: SampleBody) -> Labels:
    """Put people into the sample of the newest values; whoever is in it stays, and drawing again changes nothing."""
    newest, parts = run_at(caller, id, None, None), caller.parts
    now = parts.clock()
    scope = compute.at_base(parts.store, parts.warehouse, parts.identities, caller.project, newest.base, now)
    label.draw(parts.store, scope, newest, asked.per_value)
    return _labels(caller, newest)


@router.put("/{id}/labels/{person}")
def label_person(caller: Analyst, id: Id, person: PersonId, asked: SaidBody) -> Labels:
    """Say what is true of somebody in the sample."""
    newest, now = run_at(caller, id, None, None), caller.parts.clock()
    label.say(caller.parts.store, caller.project.number, newest, int(person, 16), asked.label, caller.by, now)
    return _labels(caller, newest)


def _labels(caller: Asked, newest: Run) -> Labels:
    sample = label.listed(caller.parts.store, caller.project.number, newest)
    items = [
        LabelBody(
            person=public(one.person),
            said=one.said,
            label=one.label,
            labelled_by=one.labelled_by,
            labelled_at=one.labelled_at,
        )
        for one in sample
    ]
    return Labels(base=newest.base, version=newest.version, items=items, next=None)


def run_at(caller: Asked, id: str, version: int | None, base: date | None) -> Run:
    """The run of the version (left out: the published one, else the newest) at the base date or the last before it.
    Raises NoTag, NotComputed, HiddenProperty."""
    found = runs_of(caller, id, version, base)
    if not found:
        raise NotComputed(about=id)
    return found[0]


def runs_of(caller: Asked, id: str, version: int | None, base: date | None) -> list[Run]:
    """The runs of the version until the base date, the newest first. Raises NoTag, HiddenProperty."""
    store, number = caller.parts.store, caller.project.number
    made = tags.version(caller, definition.find(store, number, id), version)
    caller.must_see(tags.told(made))
    found = run.every(store, number, id, made.version)
    return [one for one in found if base is None or one.base <= base]


def _imported(caller: Asked, id: str, text: str, base: date | None) -> TagImport:
    parts, now = caller.parts, caller.parts.clock()
    tag = definition.find(parts.store, caller.project.number, id)
    if tag.kind.values is not None:
        raise giving.NotGiven(about=id)
    base = base or now.astimezone(caller.scope().zone).date()
    scope = compute.at_base(parts.store, parts.warehouse, parts.identities, caller.project, base, now)
    done = importing.take(parts.store, scope, parts.identities, tag, text, base, now)
    wrong = [WrongBody(line=one.line, id=one.id, problem=one.problem) for one in done.wrong]
    return TagImport(run=run_body(done.run), lines=done.lines, taken=done.taken, refused=done.refused, wrong=wrong)


def _value(at: Run, one: Value) -> ValueBody:
    return ValueBody(
        person=public(one.person),
        base=at.base,
        value=one.value,
        confidence=one.confidence,
        source=one.source,
        evidence=one.evidence,
        valid_until=one.valid_until,
    )
