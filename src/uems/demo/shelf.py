"""What the demo's team has kept: reports, segments and notes on the calendar, so that a first visit finds work done."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from uems.api.parts import Parts
from uems.demo.truth import TRUTHS
from uems.insight import annotation, report
from uems.people import asking, segment
from uems.people.lifecycle import nightly
from uems.people.segment import Draft
from uems.rules.condition import parse
from uems.store.project import Project

_BUY = ("product_viewed", "add_to_cart", "checkout_started", "order_paid")
_BOUGHT = {"event": "order_paid", "measure": "sum", "property": "revenue"}

REPORTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "下单转化漏斗 · From product to order",
        "funnel",
        {"steps": [{"event": event} for event in _BUY], "window": {"days": 7}, "since": "-29d"},
    ),
    (
        "各平台结算到支付 · Checkout to order by platform",
        "funnel",
        {
            "steps": [{"event": "checkout_started"}, {"event": "order_paid"}],
            "window": {"days": 1},
            "since": "-20d",
            "breakdown": {"property": "platform", "of": "event"},
        },
    ),
    (
        "每周回访 · Weekly return of new members",
        "retention",
        {
            "start": {"event": "sign_up"},
            "return": {"event": None},
            "start_kind": "first_ever",
            "period": "week",
            "periods": 9,
            "since": "-55d",
        },
    ),
    ("每周收入 · Weekly revenue", "trend", {"series": [_BOUGHT], "interval": "week", "since": "-83d"}),
    (
        "各版本满意度 · Satisfaction by version",
        "trend",
        {
            "series": [{"event": "nps_answered", "measure": "avg", "property": "score"}],
            "interval": "week",
            "since": "-83d",
            "breakdown": {"property": "app_version", "of": "event"},
        },
    ),
)

SEGMENTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "加购未下单 · Left a cart",
        "近 7 天加购但没有下单 · Put something into the cart in the last 7 days and did not order",
        {
            "all": [
                {"did": "add_to_cart", "within": {"days": 7}},
                {"did": "order_paid", "times": {"op": "eq", "value": 0}, "within": {"days": 7}},
            ]
        },
    ),
    (
        "有流失征兆 · May be leaving",
        "近 30 天打开过注销页 · Opened the page that closes an account in the last 30 days",
        {
            "did": "page",
            "where": [{"property": "page", "op": "eq", "value": TRUTHS.churn.page}],
            "within": {"days": 30},
        },
    ),
)


def notes(end: datetime) -> tuple[tuple[datetime, str], ...]:
    """What happened in the shop, as its people would have written it on the calendar."""

    def ago(days: int) -> datetime:
        return end - timedelta(days=days)

    return (
        (ago(TRUTHS.coupon.span.since), "购物车优惠券试点 · Cart coupon pilot"),
        (ago(30), f"App {TRUTHS.stutter.version}"),
        (ago(TRUTHS.checkout.since), "安卓新结算页 · New checkout on Android"),
    )


def stock(parts: Parts, project: Project, end: datetime) -> None:
    """Once for a project: what it has stays."""
    number, now, zone = project.number, parts.clock(), ZoneInfo(project.timezone)
    if report.every(parts.store, number):
        return
    for name, kind, query in REPORTS:
        report.create(parts.store, number, name, kind, query, now)
    scope = asking.scope(parts.store, parts.warehouse, parts.identities, project, now, zone)
    nightly.first(parts.store, scope, now)
    for name, description, condition in SEGMENTS:
        people = segment.counted(scope.people(parse(condition, "condition")), scope)
        segment.create(parts.store, number, Draft(name, description, "live", condition), people, None, now)
    for at, text in notes(end):
        annotation.create(parts.store, number, f"{at.astimezone(zone):%Y-%m-%d}", text, "", zone, now)
