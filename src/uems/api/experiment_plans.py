"""Experiments that a team runs: planned, begun, paused, stopped and decided over HTTP."""

from datetime import UTC, datetime

from fastapi import APIRouter

from uems.api import experiment_plan_body as body
from uems.api.door import Asked, Id, Operator, Reader
from uems.api.experiment_plan_body import ExperimentBody
from uems.api.problem import refusals
from uems.experiments import checks, experiment, register, running
from uems.experiments.register import Kept, Lived

router = APIRouter(prefix="/api/experiments", tags=["experiments"], responses=refusals(403, 404, 409, 422, 503))

_OLDEST = datetime(2000, 1, 1, tzinfo=UTC)


@router.get("")
def list_experiments(caller: Reader) -> body.Experiments:
    """All experiments, the newest first."""
    found = register.every(caller.parts.store, caller.project.number)
    return body.Experiments(items=[body.body(caller, one) for one in found], next=None)


@router.post("", status_code=201)
def create_experiment(caller: Operator, asked: body.NewExperiment) -> ExperimentBody:
    """A draft and its flag, which is off until the experiment begins; or one that was assigned elsewhere."""
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    lived = None
    if asked.started_at is not None:
        stopped = now if asked.stopped_at is None else asked.stopped_at
        if not _OLDEST < asked.started_at < stopped <= now:
            raise experiment.wrong("started_at", "开始时间应早于结束与现在", "It begins before it ends, and before now")
        lived = Lived(asked.started_at, asked.stopped_at)
    made = running.create(store, number, asked.json(), asked.assignment(), caller.by, now, lived)
    return _told(caller, made)


@router.get("/{id}")
def get_experiment(caller: Reader, id: Id) -> ExperimentBody:
    """One experiment."""
    return body.body(caller, _find(caller, id))


@router.patch("/{id}")
def change_experiment(caller: Operator, id: Id, asked: body.ExperimentChange) -> ExperimentBody:
    """Change some of it, as its next version; how people are assigned and judged only while it is a draft."""
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    values = asked.model_dump(mode="json", include=asked.model_fields_set)
    running.check_metrics(store, number, experiment.read({**_find(caller, id).json, **values}))
    return body.body(caller, register.change(store, number, id, values, caller.by, now))


@router.delete("/{id}", status_code=204)
def delete_experiment(caller: Operator, id: Id) -> None:
    """A draft is gone, its flag stays; what has begun is never deleted."""
    register.delete(caller.parts.store, caller.project.number, id)


@router.post("/{id}/start")
def start_experiment(caller: Operator, id: Id) -> ExperimentBody:
    """It begins, or goes on after a pause: its flag is on."""
    parts, number = caller.parts, caller.project.number
    return _told(caller, running.begin(parts.store, number, id, caller.by, parts.clock()))


@router.post("/{id}/pause")
def pause_experiment(caller: Operator, id: Id) -> ExperimentBody:
    """Nobody new comes in until it goes on: its flag is off."""
    parts, number = caller.parts, caller.project.number
    return _told(caller, running.pause(parts.store, number, id, caller.by, parts.clock()))


@router.post("/{id}/stop")
def stop_experiment(caller: Operator, id: Id) -> ExperimentBody:
    """It ends; what to do is decided then."""
    parts, number = caller.parts, caller.project.number
    return _told(caller, running.stop(parts.store, number, id, caller.by, parts.clock()))


@router.post("/{id}/decide")
def decide_experiment(caller: Operator, id: Id, asked: body.DecideExperiment) -> ExperimentBody:
    """What the team does, kept with the numbers of this moment: it is a learning from now on."""
    said, kept = asked.model_dump(), _find(caller, id)
    return _told(caller, running.decide(caller.parts.store, kept, said, caller.scope(), caller.language, caller.by))


@router.get("/{id}/history")
def list_experiment_changes(caller: Reader, id: Id) -> body.ExperimentHistory:
    """Every change to it."""
    _find(caller, id)
    found = register.history(caller.parts.store, caller.project.number, id)
    items = [body.ExperimentChanged.model_validate(one, from_attributes=True) for one in found]
    return body.ExperimentHistory(items=items, next=None)


@router.get("/{id}/checks")
def check_experiment(caller: Reader, id: Id) -> body.Checks:
    """What to look at before people come in, and while they do."""
    found = checks.checked(caller.parts.store, _find(caller, id), caller.scope())
    return body.Checks(
        items=[body.Check(name=one.name, state=one.state, says=one.says.read(caller.language)) for one in found]
    )


def _find(caller: Asked, id: str) -> Kept:
    """Raises NoExperiment."""
    return register.find(caller.parts.store, caller.project.number, id)


def _told(caller: Asked, kept: Kept) -> ExperimentBody:
    """After something that may have changed a flag."""
    caller.parts.flags.book.forget(caller.project.number)
    return body.body(caller, kept)
