"""A bandit's weights move by themselves: on its own clock, by what was seen, each move written down; people decide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import numpy as np
import sqlalchemy as sa

from uems.base.words import Text
from uems.experiments import bandit_look, propensity, register, running
from uems.experiments.bandit_look import Look
from uems.experiments.experiment import Bandit
from uems.experiments.flags import definition as flags
from uems.experiments.flags.flag import WHOLE, Flag
from uems.experiments.register import Kept
from uems.experiments.srm import srm
from uems.metrics import registry
from uems.people.graph import Identities
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.client import Warehouse


def watch(
    store: Store,
    warehouse: Warehouse,
    identities: Identities,
    now: datetime,
    random: np.random.Generator,
    forget: Callable[[int], None],
) -> None:
    """Every running bandit that is due is looked at; `forget` hears of projects whose flags changed."""

    def steered(kept: Kept, scope: Scope) -> bool:
        return steer(store, kept, scope, random)

    running.each(store, warehouse, identities, now, lambda plan: plan.bandit is not None, steered, forget)


def steer(store: Store, kept: Kept, scope: Scope, random: np.random.Generator) -> bool:
    """Whether weights moved; what was found is a look in any case. Raises what the question raises, and NoExperiment or
    ExperimentStands where it was ended meanwhile: then nothing is written."""
    project, plan, bandit = scope.project.number, kept.plan, kept.plan.bandit
    looks = bandit_look.every(store, project, kept.id)
    if bandit is None or not propensity.due(plan, looks, scope.now):
        return False
    entry = registry.find(store, project, plan.primary)
    parts = running.parts_of(store, project, [entry.metric])
    seen = propensity.seen(plan, [entry.metric], running.period(store, project, kept, scope.now), scope, parts)
    measure = running.measured({plan.primary: entry}, "en")[plan.primary]
    told = propensity.outlooks(plan, measure, seen, random)
    if told is None or not propensity.warm(plan, seen, kept.started_at, scope.now):
        return False
    best = {arm.key: one.best for arm, one in zip(plan.arms, told, strict=True)}
    people = [seen.plain.people(arm.key) for arm in plan.arms]
    same = replace(looks[-1], at=scope.now, best=best, by="")
    if srm(people, propensity.expected(plan, seen, looks) or [1.0] * len(people)).mismatch:
        _look(store, project, kept.id, replace(same, why="mismatch"))
        return False
    if found(bandit, looks, best):
        _look(store, project, kept.id, replace(same, why="found"), _told(bandit, best))
        return False
    moved = replace(same, why="moved", weights=weights(best, bandit.floor))
    return _move(store, project, kept, moved)


def weights(best: Mapping[str, float], floor: float) -> dict[str, float]:
    """Thompson sampling's shares, the chance of each arm to be best (Thompson 1933), of what the floors leave; to five
    places, so that flags can say them in percent."""
    free = 1 - floor * len(best)
    return {arm: round(floor + free * chance, 5) for arm, chance in best.items()}


def found(bandit: Bandit, looks: Sequence[Look], best: Mapping[str, float]) -> bool:
    """Whether the same arm is as good as sure to be best at this look and was at those before it, as many as wanted."""
    first = max(best, key=lambda arm: best[arm])
    recent = [best, *(one.best for one in reversed(looks) if one.why != "mismatch")][: bandit.looks]
    return len(recent) == bandit.looks and all(one.get(first, 0.0) >= bandit.sure for one in recent)


def _move(store: Store, project: int, kept: Kept, look: Look) -> bool:
    flag = flags.find(store, project, kept.plan.flag)
    arms = [
        {**one, "weight": round(look.weights.get(one["key"], 0.0) * WHOLE, 3)} for one in flag.json.get("variants", ())
    ]
    guard = partial(_noted, project, kept.id, look)
    made = flags.change(store, project, kept.plan.flag, {"variants": arms}, "", look.at, guard=guard)
    if made.flag.version == flag.flag.version:
        _look(store, project, kept.id, look)
    return made.flag.version != flag.flag.version


def _noted(project: int, id: str, look: Look, connection: sa.Connection, before: Flag, _: Flag | None) -> None:
    """In the flag's own transaction: no weight moves unwritten, and none of an experiment that was ended meanwhile.
    Raises NoExperiment, ExperimentStands."""
    register.still(connection, project, id)
    bandit_look.note(connection, project, id, replace(look, version=before.version + 1))


def _look(store: Store, project: int, id: str, look: Look, told: str = "") -> None:
    """A look that moves nothing, with what the history is told of it. Raises NoExperiment, ExperimentStands."""
    with store.write() as connection:
        kept = register.still(connection, project, id)
        bandit_look.note(connection, project, id, look)
        if told:
            register.found(connection, project, kept, told, look.at)


def _told(bandit: Bandit, best: Mapping[str, float]) -> str:
    first = max(best, key=lambda arm: best[arm])
    found = _FOUND.zh, _FOUND.en
    return " · ".join(one.format(arm=first, chance=f"{best[first]:.1%}", looks=bandit.looks) for one in found)


_FOUND = Text(
    "连续 {looks} 次查看，{arm} 最优的概率都够高（现为 {chance}）；权重不再移动，等待团队决定",
    "{arm} was as good as sure to be best at {looks} looks in a row (now {chance}); the weights rest, the team decides",
)
