"""Running an experiment: it and its flag are made, begin, rest and end together; a broken guardrail pauses both."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from uems.base.errors import Conflict
from uems.base.words import Language, Text
from uems.experiments import bandit_look, propensity, register, results, verdict
from uems.experiments import experiment as experiments
from uems.experiments.experiment import Experiment
from uems.experiments.flags import definition as flags
from uems.experiments.flags.flag import Flag
from uems.experiments.propensity import Bandit
from uems.experiments.register import Kept, Lived
from uems.experiments.results import Period
from uems.experiments.verdict import Measure, Reading
from uems.metrics import moments, registry
from uems.metrics.metric import Metric
from uems.metrics.registry import Entry
from uems.people import asking
from uems.people.graph import Identities
from uems.people.scope import Scope
from uems.store import project as projects
from uems.store.client import Store
from uems.warehouse.client import Warehouse

_log = logging.getLogger(__name__)
_WHOLE = 100.0


class FlagInUse(Conflict):
    code = "flag_in_use"
    text = Text(
        "实验正在使用这个开关：不能删除，实验开始后也不能改变谁得到哪个变体",
        "An experiment uses the flag: it cannot be deleted, and who gets which variant cannot change once it has begun",
    )


@dataclass(frozen=True, slots=True)
class Read:
    """An experiment read at a moment: its metrics, and what their sums say."""

    period: Period
    entries: Mapping[str, Entry]
    measures: Mapping[str, Measure]
    reading: Reading
    bandit: Bandit | None = None


def create(
    store: Store,
    project: int,
    json: Mapping[str, Any],
    assignment: Mapping[str, Any],
    by: str,
    now: datetime,
    lived: Lived | None = None,
) -> Kept:
    """A draft with its flag, which is made where there is none of that key (`assignment`: traffic, condition,
    namespace, origin, prerequisites, holdouts); or, with `lived`, one that was run elsewhere. Raises ExperimentExists,
    ExperimentInvalid, NoMetric, NoMoments, FlagInvalid, and what reading raises."""
    if any(one.plan.key == json["key"] for one in register.every(store, project)):
        raise register.ExperimentExists(about=json["key"])
    if json.get("exposure") is not None:
        plan = experiments.read(json)
        check_metrics(store, project, plan)
        return register.create(store, project, json, by, now, lived)
    if lived is not None:
        raise experiments.wrong("started_at", "只有在别处分流的实验才能补录时间", "Only what ran elsewhere has a past")
    known = flags.every(store, project).get(json["flag"])
    given = json if known is None else {**json, "variants": _of_flag(known.flag.variants, json)}
    plan = experiments.read(given)
    check_metrics(store, project, plan)
    if known is None:
        flags.create(store, project, _flag(plan, assignment), by, now)
    return register.create(store, project, given, by, now)


def change_flag(
    store: Store, project: int, key: str, values: Mapping[str, Any], by: str, now: datetime, seen: int | None = None
) -> flags.Kept:
    """The flag changed, unless that would assign the people of an experiment anew. Raises FlagInUse, and what
    changing a flag raises."""
    return flags.change(store, project, key, values, by, now, seen, partial(_refuse_use, project))


def delete_flag(store: Store, project: int, key: str, by: str, now: datetime) -> None:
    """Raises FlagInUse while an experiment needs it, NoFlag, FlagNeeded."""
    flags.delete(store, project, key, by, now, partial(_refuse_use, project))


_ASSIGNS = ("kind", "origin", "seed", "sticky", "keeps", "namespace", "holdouts")
"""Of a flag, besides its variants and their weights: what says who gets which variant."""


def _refuse_use(project: int, connection: sa.Connection, before: Flag, after: Flag | None) -> None:
    using = register.using(connection, project, before.key)
    if after is not None:
        shares = [[(one.key, one.weight) for one in flag.variants] for flag in (before, after)]
        same = shares[0] == shares[1] and all(getattr(before, name) == getattr(after, name) for name in _ASSIGNS)
        using = [] if same else [one for one in using if one.status != "draft"]
    if using:
        raise FlagInUse(about=", ".join(one.plan.name or one.plan.key for one in using))


def check_metrics(store: Store, project: int, plan: Experiment) -> None:
    """Raises NoMetric, NoMoments, NotLinear, PartMissing, and ExperimentInvalid where a bandit should read a
    quantile."""
    check_each(store, project, plan.metrics)
    kinds = [registry.find(store, project, id).metric.kind for id in plan.metrics]
    if plan.bandit is not None and "quantile" in kinds:
        name = plan.metrics[kinds.index("quantile")]
        raise experiments.wrong(
            "bandit",
            f"多臂老虎机只能比较均值，不能用分位数：{name}",
            f"A bandit compares means, and reads no quantile: {name}",
        )


def check_each(store: Store, project: int, metrics: Sequence[str]) -> None:
    """The same of metrics by their ids."""
    for id in metrics:
        metric = registry.find(store, project, id).metric
        moments.refuse(metric, registry.parts(store, project, metric))


def begin(store: Store, project: int, id: str, by: str, now: datetime) -> Kept:
    """It runs: its flag is on, and keeps what people get if it is a bandit's; of any other what people kept of a bandit
    before would not be the plan's shares. Raises NoExperiment, ExperimentStands, NoFlag, and FlagInUse where weights
    that a bandit moves would be another experiment's too."""
    kept = register.find(store, project, id)
    register.refuse_move(kept, "running")
    _refuse_shared(store, project, kept)
    _switch(store, project, kept.plan, {"enabled": True, **_keeping(store, project, kept.plan)}, by, now)
    if kept.plan.bandit is not None and kept.started_at is None:
        bandit_look.begin(store, project, id, flags.find(store, project, kept.plan.flag).flag, by, now)
    return register.move(store, project, id, "running", by, now)


def _keeping(store: Store, project: int, plan: Experiment) -> dict[str, bool]:
    """What has to change of whether the flag keeps."""
    bandit = plan.bandit is not None
    return {"keeps": bandit} if plan.flag and flags.find(store, project, plan.flag).flag.keeps != bandit else {}


def _refuse_shared(store: Store, project: int, kept: Kept) -> None:
    begun = [one for one in register.every(store, project) if one.id != kept.id and one.status in ("running", "paused")]
    beside = [one for one in begun if kept.plan.flag and one.plan.flag == kept.plan.flag]
    if beside and any(one.plan.bandit is not None for one in (kept, *beside)):
        raise FlagInUse(about=", ".join(one.plan.name or one.plan.key for one in beside))


def pause(store: Store, project: int, id: str, by: str, now: datetime, note: str = "") -> Kept:
    """Its flag is off until it begins again. Raises NoExperiment, ExperimentStands."""
    register.refuse_move(register.find(store, project, id), "paused")
    _switch(store, project, register.find(store, project, id).plan, {"enabled": False}, by, now)
    return register.move(store, project, id, "paused", by, now, note)


def stop(store: Store, project: int, id: str, by: str, now: datetime) -> Kept:
    """Nobody new comes in, the flag is off. Raises NoExperiment, ExperimentStands."""
    register.refuse_move(register.find(store, project, id), "stopped")
    _switch(store, project, register.find(store, project, id).plan, {"enabled": False}, by, now)
    return register.move(store, project, id, "stopped", by, now)


def decide(store: Store, kept: Kept, said: Mapping[str, Any], scope: Scope, language: Language, by: str) -> Kept:
    """What the team does, with the numbers as they are now. `said`: variant ('' = nothing changes), reason, learned,
    roll_out = everybody whom the flag is for gets the variant. Raises ExperimentStands, ExperimentInvalid."""
    register.refuse_move(kept, "decided")
    plan, variant, project = kept.plan, said["variant"], scope.project.number
    if variant and variant not in {arm.key for arm in plan.arms}:
        raise experiments.wrong("variant", "没有这个变体", "There is no such variant")
    found = read(store, kept, scope, language)
    rolled = bool(said["roll_out"] and variant and plan.flag)
    outcome = _outcome(found, plan, variant, language)
    outcome |= {"reason": said["reason"], "learned": said["learned"], "rolled_out": rolled}
    _switch(
        store, project, plan, _rolled(store, project, plan, variant) if rolled else {"enabled": False}, by, scope.now
    )
    outcome |= {"by": by, "at": scope.now.isoformat()}
    return register.move(store, project, kept.id, "decided", by, scope.now, said["reason"], outcome)


def read(store: Store, kept: Kept, scope: Scope, language: Language) -> Read:
    """The experiment's results at the scope's now. Raises what the question raises."""
    project, plan = scope.project.number, kept.plan
    entries = {id: registry.find(store, project, id) for id in plan.metrics}
    measures = measured(entries, language)
    span = period(store, project, kept, scope.now)
    metrics = [entries[id].metric for id in plan.metrics]
    if plan.bandit is not None:
        return _bandit(store, kept, entries, measures, span, scope)
    table = results.table(plan, metrics, span, scope, parts_of(store, project, metrics))
    table = results.settled(plan, metrics[0], table, span, scope, parts_of(store, project, metrics[:1]))
    run = (span.until - span.since) / timedelta(days=1)
    return Read(span, entries, measures, verdict.read(plan, measures, table, run))


def _bandit(
    store: Store,
    kept: Kept,
    entries: Mapping[str, Entry],
    measures: Mapping[str, Measure],
    span: Period,
    scope: Scope,
) -> Read:
    """A bandit is judged by what each person did over the chance of what they got; plain means stand beside."""
    project, plan = scope.project.number, kept.plan
    metrics = [entries[id].metric for id in plan.metrics]
    seen = propensity.seen(plan, metrics, span, scope, parts_of(store, project, metrics))
    looks = bandit_look.every(store, project, kept.id)
    run = (span.until - span.since) / timedelta(days=1)
    reading = verdict.read(plan, measures, seen.weighed, run, propensity.expected(plan, seen, looks))
    told = propensity.bandit(kept, measures[plan.primary], seen, looks, reading.srm.mismatch, scope.now)
    return Read(span, entries, measures, reading, told)


def parts_of(store: Store, project: int, metrics: Sequence[Metric]) -> dict[str, Metric]:
    """The metrics that the formulas among these name, by id. Raises PartMissing."""
    return {id: part for one in metrics for id, part in registry.parts(store, project, one).items()}


def measured(entries: Mapping[str, Entry], language: Language) -> dict[str, Measure]:
    return {
        id: Measure(one.name.read(language), one.metric.kind, one.direction, one.metric.quantile)
        for id, one in entries.items()
    }


def period(store: Store, project: int, kept: Kept, now: datetime) -> Period:
    """When people came in; nothing of a draft."""
    since = kept.started_at or now
    looks = bandit_look.every(store, project, kept.id) if kept.plan.bandit is not None else []
    until = max(since, min(kept.stopped_at or now, now + timedelta(milliseconds=1)))
    return Period(since, until, looks[0].version if looks else 0)


def watch(
    store: Store, warehouse: Warehouse, identities: Identities, now: datetime, forget: Callable[[int], None]
) -> None:
    """Every running experiment whose guardrail is broken is paused; `forget` hears of projects whose flags changed."""

    def guarded(plan: Experiment) -> bool:
        return bool(plan.flag and plan.guardrails)

    each(store, warehouse, identities, now, guarded, partial(_guarded, store), forget)


def each(
    store: Store,
    warehouse: Warehouse,
    identities: Identities,
    now: datetime,
    wanted: Callable[[Experiment], bool],
    done: Callable[[Kept, Scope], bool],
    forget: Callable[[int], None],
) -> None:
    """Every running experiment that is wanted, of every project, in turn: where `done` says that its flag changed,
    `forget` hears of the project. One that cannot be read keeps the others from nothing."""
    for project in projects.every(store):
        running = [one for one in register.every(store, project.number) if one.status == "running"]
        mine = [one for one in running if wanted(one.plan)]
        if not mine:
            continue
        scope = asking.scope(store, warehouse, identities, project, now, projects.check_timezone(project.timezone))
        for kept in mine:
            try:
                if done(kept, scope):
                    forget(project.number)
            except Exception:
                _log.exception("project %s: experiment %s could not be read", project.id, kept.id)


def _guarded(store: Store, kept: Kept, scope: Scope) -> bool:
    """Whether a guardrail was broken, and the experiment is paused for it."""
    found = read(store, kept, scope, "en")
    harmed = verdict.harmed(found.reading, kept.plan, found.measures)
    if not harmed:
        return False
    names = [found.entries[id].name for id in harmed]
    note = _PAUSED.zh + "、".join(one.zh for one in names) + " · " + _PAUSED.en + ", ".join(one.en for one in names)
    pause(store, scope.project.number, kept.id, "", scope.now, note)
    return True


_PAUSED = Text("护栏变差，已自动暂停：", "Paused by itself, a guardrail got worse: ")


def _outcome(found: Read, plan: Experiment, variant: str, language: Language) -> dict[str, Any]:
    """What was seen: of the variant that was chosen, or of the best one where that is the control or none."""
    said, seen = found.reading, variant if variant not in ("", plan.control) else found.reading.best
    line = next(one for one in said.lines if one.role == "primary" and one.arm == seen)
    judged = None if line.failed else line.judged
    numbers = {name: judged and getattr(judged, name) for name in ("estimate", "error", "low", "high")}
    name = found.measures[plan.primary].name
    shown = {"verdict": said.decisions[seen].verdict, "metric": name, "seen": seen, "people": sum(said.people.values())}
    return {"variant": variant, **shown, **numbers}


def _switch(store: Store, project: int, plan: Experiment, values: Mapping[str, Any], by: str, now: datetime) -> None:
    if plan.flag:
        flags.change(store, project, plan.flag, values, by, now)


def _rolled(store: Store, project: int, plan: Experiment, variant: str) -> dict[str, Any]:
    """The flag for everybody whom it is for: the first rule's condition, all of them, this variant."""
    rules = flags.find(store, project, plan.flag).json.get("rules") or [{}]
    first = {**rules[0], "variant": variant, "rollout": _WHOLE}
    return {"enabled": True, "rules": [first], "namespace": None}


def _of_flag(variants: Any, json: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A flag that is there says the variants; the control is the first that was named, or the flag's first."""
    if not variants:
        raise experiments.wrong("flag", "实验需要多变体开关", "An experiment needs a multivariate flag")
    said = [one["key"] for one in json["variants"]]
    if said and {one.key for one in variants} != set(said):
        raise experiments.wrong("variants", "变体与开关的变体不一致", "The variants are not those of the flag")
    weights = {one.key: one.weight for one in variants}
    names = {one["key"]: one.get("name", "") for one in json["variants"]}
    return [{"key": key, "weight": weights[key], "name": names.get(key, "")} for key in said or weights]


def _flag(plan: Experiment, assignment: Mapping[str, Any]) -> dict[str, Any]:
    whole = sum(arm.weight for arm in plan.arms)
    rule = {"condition": assignment.get("condition"), "rollout": assignment.get("traffic", _WHOLE)}
    others = ("namespace", "origin", "prerequisites", "holdouts")
    more = {name: assignment[name] for name in others if assignment.get(name)}
    return {
        "key": plan.flag,
        "kind": "multivariate",
        "name": plan.name,
        "description": plan.hypothesis,
        "owner": plan.owner,
        "enabled": False,
        "rules": [rule],
        "variants": [{"key": arm.key, "weight": arm.weight * _WHOLE / whole} for arm in plan.arms],
        **more,
    }
