"""The experiments that the demo's team has run: what was planted, planned and judged as everybody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from uems.demo.truth import TRUTHS, Span
from uems.experiments import register, running
from uems.experiments.register import Lived
from uems.metrics import registry
from uems.metrics.registry import Draft
from uems.people.scope import Scope
from uems.store.client import Store


@dataclass(frozen=True, slots=True)
class Trial:
    """An experiment whose people were assigned by the shop itself. `ended`: somebody stopped it. `decision`: what the
    team made of it."""

    key: str
    name: str
    hypothesis: str
    span: Span
    arms: tuple[str, ...]
    goal: str
    within: Mapping[str, int]
    metric: str
    ended: bool = True
    decision: Mapping[str, Any] | None = None


TRIALS = (
    Trial(
        TRUTHS.coupon.experiment,
        "购物车优惠券试点 · Cart coupon pilot",
        "离开购物车一小时后送八折券，更多人会在三天内付款 · "
        "A fifth off, an hour after the cart was left: more people pay within three days",
        TRUTHS.coupon.span,
        ("control", "coupon"),
        "order_paid",
        {"days": TRUTHS.coupon.days},
        "曝光后三天内付款 · Paid within three days",
        decision={
            "variant": "coupon",
            "reason": "付款的人明显更多 · Clearly more people pay",
            "learned": "从未付款的人被打动；付过款的人本来就会买，不必给券 · "
            "It moves those who never paid; who has paid before would have bought anyway, and needs no coupon",
            "roll_out": False,
        },
    ),
    Trial(
        TRUTHS.zero.experiment,
        "品牌词广告留出 · Brand search held out",
        "品牌词广告带来订单 · Ads on our own name bring orders",
        TRUTHS.zero.span,
        ("holdout", "shown"),
        "order_paid",
        {"days": TRUTHS.zero.days},
        "曝光后十四天内付款 · Paid within fourteen days",
        decision={
            "variant": "",
            "reason": "看到广告与否，付款的人一样多 · As many people pay with the ads as without",
            "learned": "点击来自本来就要买的人 · The clicks come from people who are on their way to buy",
            "roll_out": False,
        },
    ),
    Trial(
        TRUTHS.works.name,
        "落地页故事 · A story on the landing page",
        "先讲品牌故事，更多新访客会注册 · Told a story first, more new visitors sign up",
        TRUTHS.works.span,
        ("control", "treatment"),
        TRUTHS.works.goal,
        {"hours": TRUTHS.works.hours},
        "曝光后六小时内注册 · Signed up within six hours",
    ),
    Trial(
        TRUTHS.idle.name,
        "搜索框提示 · A hint in the search box",
        "提示热门商品，更多人会加购 · With a hint of what is popular, more people put something into the cart",
        TRUTHS.idle.span,
        ("control", "treatment"),
        TRUTHS.idle.goal,
        {"hours": TRUTHS.idle.hours},
        "曝光后六小时内加购 · Put into the cart within six hours",
        ended=False,
    ),
)


def measure(trial: Trial) -> dict[str, Any]:
    """The definition of the experiment's primary metric."""
    return {
        "kind": "proportion",
        "event": {"events": [{"event": trial.goal}]},
        "base": {"events": [{"event": "experiment_exposed"}]},
        "window": {"within": dict(trial.within)},
    }


def planned(trial: Trial, metric: str) -> dict[str, Any]:
    """The experiment as its team would have written it."""
    return {
        "key": trial.key,
        "name": trial.name,
        "hypothesis": trial.hypothesis,
        "owner": "",
        "flag": "",
        "exposure": {
            "event": "experiment_exposed",
            "where": [{"property": "experiment", "op": "eq", "value": trial.key}],
            "property": "variant",
        },
        "variants": [{"key": arm, "weight": 1} for arm in trial.arms],
        "primary": metric,
    }


def lived(trial: Trial, end: datetime) -> Lived:
    """When it ran."""
    until = end - timedelta(days=trial.span.until) if trial.ended else None
    return Lived(end - timedelta(days=trial.span.since), until)


def stock(store: Store, scope: Scope, end: datetime) -> None:
    """Every experiment with its metric, and what was decided; once for a project."""
    number, now = scope.project.number, scope.now
    for trial in TRIALS:
        draft = Draft(trial.metric, measure(trial), group="other", unit="percent")
        metric = registry.create(store, number, draft, "", now).id
        kept = running.create(store, number, planned(trial, metric), {}, "", now, lived(trial, end))
        if trial.decision is not None:
            running.decide(store, register.find(store, number, kept.id), trial.decision, scope, "en", "")
