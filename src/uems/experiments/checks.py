"""What to look at before an experiment begins, and while it runs: a look costs less than a wasted month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from uems.base.words import Text
from uems.experiments import holdout, holdout_register, register, results
from uems.experiments.flags import definition as flags
from uems.experiments.holdout import UNIVERSAL
from uems.experiments.register import Kept
from uems.metrics import measured, registry
from uems.metrics.fact_sql import Clock
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.sql import sql

State = Literal["good", "warn", "bad"]
_SEEN = timedelta(hours=24)
_HISTORY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Check:
    """`name` is what was looked at, `says` what was found."""

    name: str
    state: State
    says: Text


def checked(store: Store, kept: Kept, scope: Scope) -> list[Check]:
    """Everything that was looked at, in the order in which people plan."""
    return [*_planned(kept), _metric(store, kept, scope), *_assigned(store, kept, scope), _exposed(kept, scope)]


def _planned(kept: Kept) -> Iterator[Check]:
    plan = kept.plan
    if plan.hypothesis.strip():
        yield Check("hypothesis", "good", Text("写明了假设", "It says what is expected and why"))
    else:
        yield Check("hypothesis", "bad", Text("还没有写假设", "It does not say what is expected"))
    if plan.bandit is not None:
        yield Check("local", "good", _REMEMBERED)
    elif plan.planned is not None:
        yield Check("planned", "good", Text(f"计划 {plan.planned} 人", f"{plan.planned} people are planned"))
    else:
        says = Text("没有计划人数，判定会更慢", "No number of people is planned; it takes longer to be sure")
        yield Check("planned", "warn", says)
    if plan.guardrails:
        yield Check("guardrails", "good", Text("有护栏指标", "Guardrails are watched"))
    else:
        yield Check("guardrails", "warn", Text("没有护栏指标", "No guardrail is watched"))


def _metric(store: Store, kept: Kept, scope: Scope) -> Check:
    metric = registry.find(store, scope.project.number, kept.plan.primary).metric
    read = measured.read(metric, 0, Clock(scope.now, scope.zone), sql("true"))
    asked = sql(
        "SELECT person_id FROM events WHERE ts >= {since:DateTime64(3)} AND {named} AND {rows} LIMIT 1",
        since=scope.now - _HISTORY,
        named=measured.named(measured.filters(metric)),
        rows=read.rows,
    )
    if scope.ask(asked).rows:
        return Check("metric", "good", Text("主指标近 7 天有数据", "The primary metric has data of the last 7 days"))
    return Check("metric", "bad", Text("主指标近 7 天没有数据", "The primary metric has no data of the last 7 days"))


def _assigned(store: Store, kept: Kept, scope: Scope) -> Iterator[Check]:
    plan, project = kept.plan, scope.project.number
    if not plan.flag:
        return
    flag = flags.every(store, project).get(plan.flag)
    if flag is None:
        yield Check("flag", "bad", Text("开关已被删除", "Its flag was deleted"))
        return
    if not _as_planned(kept, flag):
        says = Text("开关的变体或权重与计划不同", "The flag's variants or weights are not those of the plan")
        yield Check("flag", "bad", says)
    elif not flag.flag.rules:
        yield Check("flag", "bad", Text("开关没有规则，谁也不会进入", "The flag has no rule: nobody comes in"))
    else:
        yield Check("flag", "good", Text("开关与计划一致", "The flag is as planned"))
    yield from _held_out(store, flag, scope)
    others = [
        one.plan.name or one.plan.key
        for one in register.every(store, project)
        if one.id != kept.id and one.status == "running" and one.plan.primary == plan.primary
    ]
    if others and flag.flag.namespace is None:
        names = ", ".join(others)
        says = Text(f"同一主指标的实验正在进行：{names}", f"Others with the same primary metric are running: {names}")
        yield Check("overlap", "warn", says)


def _as_planned(kept: Kept, flag: flags.Kept) -> bool:
    """Whether the flag's variants are those of the plan, with its weights unless a bandit has begun to move them."""
    plan, whole = kept.plan, sum(arm.weight for arm in kept.plan.arms)
    moves = plan.bandit is not None and kept.started_at is not None
    has = {one.key: 0.0 if moves else round(one.weight, 1) for one in flag.flag.variants}
    return has == {arm.key: 0.0 if moves else round(arm.weight * 100 / whole, 1) for arm in plan.arms}


_REMEMBERED = Text(
    "权重会移动，所以服务器记住每个用户最先得到的变体：客户端须询问服务器，本地求值的客户端得不到变体",
    "Weights move, so the server remembers which variant each person got first: clients have to ask it; those that "
    "decide by themselves get no variant",
)


def _held_out(store: Store, flag: flags.Kept, scope: Scope) -> Iterator[Check]:
    """Only where there is a holdout of everything."""
    every = [one.holdout for one in holdout_register.every(store, scope.project.number)]
    if not any(one.strategy == UNIVERSAL and holdout.stands(one, scope.now) for one in every):
        return
    if UNIVERSAL in flag.flag.holdouts:
        yield Check("holdout", "good", Text("留出组的用户不会进入", "People who are held out do not come in"))
    else:
        says = Text("开关不避开全局留出组", "The flag does not keep out who is held out of everything")
        yield Check("holdout", "warn", says)


def _exposed(kept: Kept, scope: Scope) -> Check:
    if results.last_exposure(kept.plan, scope.now - _SEEN, scope) is not None:
        return Check("exposure", "good", Text("24 小时内有曝光", "Somebody was exposed in the last 24 hours"))
    state: State = "bad" if kept.status == "running" else "warn"
    return Check("exposure", state, Text("24 小时内没有曝光", "Nobody was exposed in the last 24 hours"))
