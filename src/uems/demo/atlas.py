"""The journey map that the demo's team keeps: the template fitted to the shop's events, with what the team knows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uems.base.words import Text
from uems.demo.truth import TRUTHS
from uems.insight import map_book, map_template
from uems.people.scope import Scope
from uems.store.client import Store

EVENTS: Mapping[str, tuple[str, ...]] = {
    "page": ("page",),
    "leave": ("page",),
    "ad_clicked": ("campaign",),
    "invite_accepted": ("inviter",),
    "sign_up": ("method",),
    "onboarding_done": ("seconds",),
    "search": ("query",),
    "product_viewed": ("product_id",),
    "add_to_cart": ("product_id",),
    "lesson_completed": ("course_id",),
    "course_completed": ("course_id",),
    "checkout_started": ("revenue",),
    "order_paid": ("revenue",),
    "review_left": ("rating",),
    "nps_answered": ("score",),
    "ticket_opened": ("topic",),
    "share": ("to",),
}
"""What the shop's pages tell, as far as the map is made of it."""

_MARKETING, _PRODUCT = "市场部 · Marketing", "产品部 · Product"
_TRADE, _CARE, _COURSES = "交易部 · Trade", "客服部 · Customer care", "课程部 · Courses"
LANES: Mapping[str, Mapping[str, Any]] = {
    "ad": {"owner": _MARKETING, "opportunities": ["落地页与广告语一致 · Landing pages that say what the ad says"]},
    "invited": {"owner": _MARKETING, "opportunities": ["请意见领袖带更多人 · Ask opinion leaders to bring more"]},
    "home": {
        "owner": _PRODUCT,
        "experiments": [TRUTHS.works.name],
        "target": {"goal": "bounce", "value": 0.3},
    },
    "sign_up": {"owner": _PRODUCT, "target": {"goal": "conversion", "value": 0.6}},
    "onboarded": {"owner": _PRODUCT},
    "search": {"owner": _PRODUCT, "experiments": [TRUTHS.idle.name]},
    "product": {"owner": _PRODUCT, "target": {"goal": "conversion", "value": 0.35}},
    "lesson": {
        "owner": _COURSES,
        "opportunities": [f"修复 {TRUTHS.stutter.version} 的卡顿 · Cure the stutter of {TRUTHS.stutter.version}"],
        "target": {"goal": "nps", "value": 30},
    },
    "cart": {"owner": _TRADE, "experiments": [TRUTHS.coupon.experiment]},
    "checkout": {"owner": _TRADE, "target": {"goal": "conversion", "value": 0.8}},
    "paid": {"owner": _TRADE},
    "course_done": {"owner": _COURSES},
    "review": {"owner": _CARE, "target": {"goal": "stars", "value": 4.2}},
    "share": {"owner": _MARKETING},
}
_LATER = ["安卓新结算页掉单，先查支付失败 · Orders drop on the new Android checkout: look at failed payments first"]


def drawn() -> dict[str, Any]:
    """The JSON of the map."""
    fitted = map_template.fitted(list(EVENTS), lambda event, name: name in EVENTS[event], _both)
    points = [{**one, **LANES.get(one["key"], {})} for one in fitted["touchpoints"]]
    return {**fitted, "name": "用户旅程 · Customer journey", "touchpoints": points}


def stock(store: Store, scope: Scope, now: datetime) -> None:
    """The map in two versions: as it was first drawn, and with what was seen since."""
    json, number = drawn(), scope.project.number
    made = map_book.create(store, number, json, "", now)
    points = [{**one, "opportunities": _LATER} if one["key"] == "checkout" else one for one in json["touchpoints"]]
    note = "记下结算的机会点 · What could be done about the checkout"
    map_book.change(store, number, made.id, 1, {"touchpoints": points}, note, "", now)


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"
