"""What the demo's team has kept: reports, segments, metrics, targets, notes: a first visit finds work done."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from uems.api.parts import Parts
from uems.demo import atlas, laboratory
from uems.demo.truth import TRUTHS
from uems.insight import annotation, dashboard, report
from uems.insight.dashboard import Draft as DashboardDraft
from uems.insight.dashboard import Tile
from uems.metrics import alert, attached, kpi, registry
from uems.metrics.registry import Draft
from uems.people import asking, segment
from uems.people.lifecycle import nightly
from uems.people.scope import Scope
from uems.people.segment import Draft as SegmentDraft
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
        "每天各事件 · Events a day",
        "sql",
        {
            "sql": """SELECT toDate(ts) AS day, count() AS events, uniq(person_id) AS people,
    countIf(event = 'order_paid') AS orders
FROM events
WHERE toDate(ts) BETWEEN {since:Date} AND {until:Date}
GROUP BY day ORDER BY day DESC""",
            "parameters": {"since": "-13d", "until": "today"},
        },
    ),
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


PAID = Draft(
    "支付成功率 · Paid after checkout",
    {
        "kind": "proportion",
        "event": {"events": [{"event": "order_paid"}]},
        "base": {"events": [{"event": "checkout_started"}]},
        "window": {"within": {"days": 1}},
    },
    "发起结算后一天内支付的用户占比 · The share of people who pay within a day of starting the checkout",
    "revenue",
    "percent",
)
"""The metric that the broken checkout on Android bends."""
TARGETS = (("active_people", "week"), ("revenue", "month"), ("retention_d1", "week"))
_MORE = 1.05
"""What the team wants: a twentieth more than last time."""


def notes(end: datetime) -> tuple[tuple[datetime, str], ...]:
    """What happened in the shop, as its people would have written it on the calendar."""

    def ago(days: int) -> datetime:
        return end - timedelta(days=days)

    return (
        (ago(TRUTHS.coupon.span.since), "购物车优惠券试点 · Cart coupon pilot"),
        (ago(30), f"App {TRUTHS.stutter.version}"),
        (ago(TRUTHS.checkout.since), "安卓新结算页 · New checkout on Android"),
    )


def _board(reports: list[str]) -> DashboardDraft:
    """What the team looks at on Mondays: four numbers, and its reports below."""
    funnel, checkout, back, revenue, days, satisfaction = reports
    numbers = ("active_people", "new_people", "orders", "revenue")
    tiles = [
        Tile(f"n{n}", "metric", 3 * n, 0, 3, 2, metric=metric, interval="week") for n, metric in enumerate(numbers)
    ]
    text = "# 周一例会 · Monday meeting\n- 安卓结算转化从上周起下滑 · Checkout on Android has been falling"
    tiles += [
        Tile("revenue", "report", 0, 2, 6, 5, report=revenue),
        Tile("funnel", "report", 6, 2, 6, 5, report=funnel),
        Tile("note", "text", 0, 7, 12, 1, text=text),
        Tile("checkout", "report", 0, 8, 6, 5, report=checkout),
        Tile("satisfaction", "report", 6, 8, 6, 5, report=satisfaction),
        Tile("back", "report", 0, 13, 6, 5, report=back),
        Tile("days", "report", 6, 13, 6, 5, report=days),
    ]
    about = "每周看一次的数字 · The numbers of the week"
    return DashboardDraft("团队看板 · Team dashboard", about, tiles)


def stock(parts: Parts, project: Project, end: datetime) -> None:
    """Once for a project: what it has stays."""
    number, now, zone = project.number, parts.clock(), ZoneInfo(project.timezone)
    if report.every(parts.store, number):
        return
    kept = [report.create(parts.store, number, name, kind, query, now).id for name, kind, query in REPORTS]
    dashboard.create(parts.store, number, _board(kept), "", now)
    scope = asking.scope(parts.store, parts.warehouse, parts.identities, project, now, zone)
    nightly.first(parts.store, scope, now)
    for name, description, condition in SEGMENTS:
        people = segment.counted(scope.people(parse(condition, "condition")), scope)
        segment.create(parts.store, number, SegmentDraft(name, description, "live", condition), people, None, now)
    for at, text in notes(end):
        annotation.create(parts.store, number, f"{at.astimezone(zone):%Y-%m-%d}", text, "", zone, now)
    _watched(parts, scope, now)
    laboratory.stock(parts.store, scope, end)
    atlas.stock(parts.store, scope, now)


def _watched(parts: Parts, scope: Scope, now: datetime) -> None:
    """The metric of the team's own, what some shall be, and which are watched."""
    store, number = parts.store, scope.project.number
    made = registry.create(store, number, PAID, "", now)
    for metric, interval in (*TARGETS, (made.id, "week")):
        given = {"interval": interval, "value": 0.0, "owner": ""}
        target = attached.create(kpi.TARGETS, store, number, metric, given, now)
        before = kpi.standing(store, target, scope).previous or 0.0
        attached.change(kpi.TARGETS, store, number, target.id, {"value": float(f"{before * _MORE:.2g}")})
    watch = {"interval": "day", "side": "below", "sensitivity": alert.SENSITIVITY, "minimum": alert.MINIMUM, "by": ""}
    for metric in ("orders", made.id):
        attached.create(alert.ALERTS, store, number, metric, watch, now)
