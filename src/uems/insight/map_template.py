"""A first journey map for a project, fitted to the events it has: from names alone to stages and touchpoints."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uems.base.words import Text
from uems.warehouse import facts

STAGES = ("awareness", "use", "conversion", "retention")
_MOST_PLAIN = 6
_NOTHING = Text("", "")
QUIET = ("leave", "page_leave", "$pageleave", "heartbeat", "$heartbeat")
Where = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A touchpoint that many products have: the names its event goes by, the touchpoints it may lead to, the first of
    them that is there first, and how long that may take."""

    key: str
    stage: str
    name: Text
    events: tuple[str, ...]
    next: tuple[str, ...] = ()
    within: tuple[str, int] | None = None
    where: Where = ()
    goal: Text = _NOTHING


_HOUR = ("hours", 1)
RECIPES = (
    Recipe(
        *("ad", "awareness", Text("点击广告", "Clicks an ad"), ("ad_clicked", "ad_click", "campaign_clicked")),
        *(("home", "sign_up", "product"), ("days", 1)),
        goal=Text("看看广告说的是什么", "See what the ad is about"),
    ),
    Recipe(
        *("invited", "awareness", Text("接受邀请", "Accepts an invitation"), ("invite_accepted", "referral_accepted")),
        *(("sign_up", "home", "product"), ("days", 7)),
        goal=Text("看看朋友推荐的东西", "See what a friend recommends"),
    ),
    Recipe(
        *("home", "awareness", Text("首页", "Home page"), ("page", "$pageview", "page_view")),
        *(("product", "sign_up"), ("days", 1), (("page", "eq", "/"),)),
        goal=Text("弄清这里有什么", "Find out what there is"),
    ),
    Recipe(
        *("sign_up", "awareness", Text("注册", "Signs up"), ("sign_up", "signed_up", "user_signed_up", "register")),
        *(("onboarded", "product", "lesson"), ("days", 1)),
        goal=Text("快速开通账号", "Have an account quickly"),
    ),
    Recipe(
        *("onboarded", "use", Text("完成新手引导", "Finishes onboarding"), ("onboarding_done", "onboarding_completed")),
        *(("product", "lesson"), ("days", 7)),
        goal=Text("学会怎么用", "Learn how it works"),
    ),
    Recipe(
        *("search", "use", Text("搜索", "Searches"), ("search", "searched", "products_searched")),
        *(("product",), _HOUR),
        goal=Text("找到想要的东西", "Find what they want"),
    ),
    Recipe(
        *("product", "use", Text("查看商品", "Views a product")),
        ("product_viewed", "product_view", "view_item", "catalog_viewed"),
        *(("cart", "checkout", "paid"), ("days", 7)),
        goal=Text("判断它值不值", "Judge whether it is worth it"),
    ),
    Recipe(
        *("lesson", "use", Text("上完一课", "Completes a lesson"), ("lesson_completed", "lesson_finished")),
        *(("course_done", "checkout"), ("days", 14)),
        goal=Text("学会一点东西", "Learn something"),
    ),
    Recipe(
        *("cart", "conversion", Text("加入购物车", "Puts into the cart"), ("add_to_cart", "added_to_cart")),
        *(("checkout", "paid"), ("days", 7)),
        goal=Text("先留着，再想想", "Keep it, think it over"),
    ),
    Recipe(
        *("checkout", "conversion", Text("发起结算", "Starts the checkout")),
        ("checkout_started", "begin_checkout", "checkout_start"),
        *(("paid",), _HOUR),
        goal=Text("付款不出岔子", "Pay without trouble"),
    ),
    Recipe(
        *("paid", "conversion", Text("支付成功", "Pays")),
        ("order_paid", "order_completed", "purchase", "payment_succeeded"),
        *(("review", "share"), ("days", 30)),
        goal=Text("安心等收货", "Wait for it with an easy mind"),
    ),
    Recipe(
        *("course_done", "retention", Text("学完课程", "Completes a course"), ("course_completed", "course_finished")),
        *(("share",), ("days", 30)),
        goal=Text("带着收获离开", "Leave having learnt something"),
    ),
    Recipe(
        *("review", "retention", Text("留下评价", "Leaves a review"), ("review_left", "review_submitted")),
        *(("share",), ("days", 30)),
        goal=Text("说说好不好", "Say how it was"),
    ),
    Recipe(
        *("share", "retention", Text("分享给朋友", "Shares with friends"), ("share", "shared", "invite_sent")),
        goal=Text("把好东西告诉朋友", "Tell friends of a good thing"),
    ),
)
_VOICES = (
    ("nps", ("nps_answered", "nps_submitted"), ("score",)),
    ("stars", ("review_left", "review_submitted"), ("rating", "stars")),
    ("topic", ("ticket_opened", "ticket_created"), ("topic", "category")),
)
_WORTH = (("order_paid", "order_completed", "purchase", "payment_succeeded"), ("revenue", "amount", "total", "value"))


def fitted(names: Sequence[str], has: Callable[[str, str], bool], say: Callable[[Text], str]) -> dict[str, Any]:
    """The JSON of a map of these events, the most frequent first. `has` = whether events of a name have a property;
    `say` = how words are written. Where fewer than two touchpoints are known, the most frequent events stand in use."""
    found: dict[str, dict[str, Any]] = {}
    for one in RECIPES:
        event = next((name for name in one.events if name in names), None)
        if event is not None and all(has(event, property) for property, *_ in one.where):
            found[one.key] = _touchpoint(one, event, say)
    if len(found) < 2:
        found = _plain(names)
    else:
        for one in RECIPES:
            if one.key in found:
                found[one.key]["next"] = [key for key in one.next if key in found][:1]
    return {
        "name": say(Text("用户旅程", "Customer journey")),
        "stages": [{"key": key, "name": ""} for key in STAGES],
        "touchpoints": list(found.values()),
        "window": {"days": 7},
        "voices": _voices(names, has),
        "worth": worth(names, has),
        "quiet": [name for name in QUIET if name in names],
    }


def _touchpoint(one: Recipe, event: str, say: Callable[[Text], str]) -> dict[str, Any]:
    where = [{"property": property, "op": op, "value": value} for property, op, value in one.where]
    return {
        "key": one.key,
        "stage": one.stage,
        "name": say(one.name),
        "events": [{"event": event, "where": where}],
        "within": None if one.within is None else {one.within[0]: one.within[1]},
        "goal": say(one.goal),
    }


def _plain(names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The most frequent events that somebody did, one after the other."""
    some = [name for name in names if name not in QUIET and name not in facts.NOTED][:_MOST_PLAIN]
    return {
        f"step_{n + 1}": {
            "key": f"step_{n + 1}",
            "stage": "use",
            "name": name,
            "events": [{"event": name, "where": []}],
        }
        for n, name in enumerate(some)
    }


def _voices(names: Sequence[str], has: Callable[[str, str], bool]) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for kind, events, properties in _VOICES:
        pair = _first(names, has, events, properties)
        if pair is not None:
            found.append({"kind": kind, "event": pair[0], "where": [], "property": pair[1]})
    return found


def worth(names: Sequence[str], has: Callable[[str, str], bool]) -> Mapping[str, Any] | None:
    """The JSON of the events that bring money, where these names hold such; None = they do not."""
    pair = _first(names, has, *_WORTH)
    return None if pair is None else {"event": pair[0], "where": [], "property": pair[1]}


def _first(
    names: Sequence[str], has: Callable[[str, str], bool], events: Sequence[str], properties: Sequence[str]
) -> tuple[str, str] | None:
    return next(((e, p) for e in events if e in names for p in properties if has(e, p)), None)
