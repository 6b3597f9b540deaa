"""A small shop that never was: sixty days of its visitors, carts and orders, the same again for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from uems.base.ids import hash_uuid
from uems.events.event import Event

PEOPLE = 3000
DAYS = 60
ZONE = ZoneInfo("Asia/Shanghai")

Step = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Product:
    """Something on sale; the price is in yuan."""

    id: str
    zh: str
    en: str
    category: str
    price: float


PRODUCTS = (
    Product("kettle", "手冲咖啡壶", "Pour-over kettle", "kitchen", 239.0),
    Product("beans", "云南日晒咖啡豆", "Yunnan natural coffee beans", "food", 68.0),
    Product("tea", "凤凰单丛茶", "Phoenix Dancong tea", "food", 129.0),
    Product("mug", "景德镇马克杯", "Jingdezhen mug", "kitchen", 89.0),
    Product("lamp", "护眼台灯", "Reading lamp", "home", 199.0),
    Product("blanket", "羊毛盖毯", "Wool blanket", "home", 329.0),
    Product("notebook", "线装笔记本", "Thread-bound notebook", "stationery", 39.0),
    Product("pen", "钢笔", "Fountain pen", "stationery", 159.0),
    Product("course-latte", "拉花入门课", "Latte art for beginners", "course", 99.0),
    Product("course-ink", "书法三十天", "Thirty days of calligraphy", "course", 149.0),
)
COUNTRIES = {"CN": 70, "SG": 8, "MY": 7, "US": 9, "GB": 6}
DEVICES = {"android": 46, "ios": 31, "desktop": 23}
CHANNELS = {"wechat": 30, "douyin": 22, "search": 20, "direct": 15, "email": 7, "referral": 6}
CAMPAIGNS = {"wechat": "双十一预热", "douyin": "达人种草", "email": "welcome_back", "referral": "老带新"}
LOYALTY = {"referral": 0.40, "email": 0.33, "direct": 0.27, "search": 0.23, "wechat": 0.21, "douyin": 0.13}
REVIEWS = (
    (5, "包装很好，还会回购", "Well packed, will buy again"),
    (4, "喜欢，就是物流慢了两天", "I like it, delivery took two days too long"),
    (2, "付款页卡住了三次", "The payment page froze three times"),
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """One made-up person; `loyalty` is the chance of coming back on the next day, which fades from then on."""

    number: int
    country: str
    device: str
    channel: str
    loyalty: float
    arrived: datetime
    second_device: bool

    @property
    def user_id(self) -> str:
        return f"user-{self.number:04d}"

    def anonymous_id(self, device: str) -> str:
        return f"{device}-{self.number:04d}"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit on one device; `known` = the shop knows who it is from the first step on."""

    start: datetime
    device: str
    version: str
    known: bool


def sample(seed: int, now: datetime) -> Iterator[Event]:
    """About 40,000 events of about 3,000 people in the 60 days that end at `now`, in time order.

    There is something to find in it: visitors from referral come back most, and paying on Android has been failing
    half of the time since version 3.2.0.
    """
    events: list[Event] = []
    for number in range(PEOPLE):
        dice = random.Random(f"{seed}-{number}")  # noqa: S311 - a made-up shop, no secret
        events.extend(_life(dice, _visitor(dice, number, now), now, str(seed)))
    return iter(sorted(events, key=lambda event: (event.timestamp, event.id)))


def _visitor(dice: random.Random, number: int, now: datetime) -> Visitor:
    channel = _pick(dice, CHANNELS)
    days_ago = DAYS * (1 - dice.random() ** 0.8)
    return Visitor(
        number=number,
        country=_pick(dice, COUNTRIES),
        device=_pick(dice, DEVICES),
        channel=channel,
        loyalty=LOYALTY[channel] * dice.uniform(0.5, 1.5),
        arrived=_waking_hour(dice, now - timedelta(days=days_ago)),
        second_device=dice.random() < 0.2,
    )


def _life(dice: random.Random, visitor: Visitor, now: datetime, seed: str) -> Iterator[Event]:
    """Everything this visitor does until `now`."""
    bought: list[Product] = []
    signed_up = False
    for day in range(DAYS + 1):
        moment = visitor.arrived if day == 0 else _waking_hour(dice, visitor.arrived + timedelta(days=day))
        if moment >= now:
            return
        if day and dice.random() > visitor.loyalty * (day + 1) ** -0.45:
            continue
        other = visitor.second_device and signed_up and dice.random() < 0.4
        device = ("desktop" if visitor.device != "desktop" else "ios") if other else visitor.device
        version = "3.2.0" if moment > now - timedelta(days=21) else "3.1.4"
        visit = Visit(moment, device, version if device != "desktop" else "web", signed_up and not other)
        steps = _steps(dice, visitor, visit, signed_up, bought)
        for event in _events(dice, visitor, visit, steps, seed):
            signed_up = signed_up or event.user_id is not None
            if event.timestamp < now:
                yield event


def _steps(
    dice: random.Random, visitor: Visitor, visit: Visit, signed_up: bool, bought: list[Product]
) -> Iterator[Step]:
    """What happens on one visit; adds what is paid to `bought`."""
    yield "page", {"page": "/", "title": "首页" if visitor.country == "CN" else "Home"}
    if signed_up and not visit.known:
        yield "sign_in", {"method": "phone"}
    elif not signed_up and dice.random() < 0.18:
        yield "sign_up", {"method": "phone"}
        signed_up = True
    if bought and dice.random() < 0.25:
        yield _review(dice, visitor, bought[-1])
    if dice.random() < 0.35:
        yield "search", {"query": _name(visitor, dice.choice(PRODUCTS))}
    cart = []
    for product in dice.sample(PRODUCTS, dice.choice((0, 1, 1, 2))):
        yield "page", {"page": f"/products/{product.id}", "title": _name(visitor, product)}
        yield "product_viewed", _about(visitor, product)
        if dice.random() < 0.36:
            cart.append(product)
            yield "add_to_cart", _about(visitor, product) | {"quantity": 1}
    if cart and dice.random() < 0.64:
        if not signed_up:
            yield "sign_up", {"method": "checkout"}
        yield from _checkout(dice, visitor, visit, cart, bought)


def _checkout(
    dice: random.Random, visitor: Visitor, visit: Visit, cart: list[Product], bought: list[Product]
) -> Iterator[Step]:
    order = {
        "order_id": f"o-{visitor.number:04d}-{visit.start:%m%d}",
        "items": [product.id for product in cart],
        "revenue": sum(product.price for product in cart),
        "currency": "CNY",
    }
    yield "page", {"page": "/checkout", "title": "结算" if visitor.country == "CN" else "Checkout"}
    yield "checkout_started", order
    broken = visit.device == "android" and visit.version == "3.2.0"
    if dice.random() > (0.42 if broken else 0.8):
        return
    yield "order_paid", order | {"payment": dice.choice(("wechat_pay", "alipay", "card"))}
    bought.extend(cart)
    for course in cart:
        if course.category == "course" and dice.random() < 0.7:
            yield "course_started", _about(visitor, course)


def _review(dice: random.Random, visitor: Visitor, product: Product) -> Step:
    rating, zh, en = dice.choice(REVIEWS)
    text = zh if visitor.country == "CN" else en
    return "review_left", {"product_id": product.id, "rating": rating, "text": text}


def _events(dice: random.Random, visitor: Visitor, visit: Visit, steps: Iterator[Step], seed: str) -> Iterator[Event]:
    """The steps as events, seconds to minutes apart; signing up or in is followed by an identify."""
    known = visit.known
    moment = visit.start
    always = _everywhere(visitor, visit)
    for number, (name, properties) in enumerate(steps):
        signing = name in ("sign_up", "sign_in")
        known = known or signing
        moment = _later(dice, moment)
        common: dict[str, Any] = {
            "user_id": visitor.user_id if known else None,
            "anonymous_id": visitor.anonymous_id(visit.device),
            "session_id": f"{visitor.number:04d}-{visit.start:%m%d}",
        }
        id = str(hash_uuid("sample", seed, str(visitor.number), visit.start.isoformat(), str(number)))
        yield Event(
            id=id,
            type="page" if name == "page" else "track",
            event=name,
            properties=always | properties,
            timestamp=moment,
            received_at=moment,
            **common,
        )
        if signing:
            after = moment + timedelta(milliseconds=250)
            ops = {"set": _profile(visitor), "set_once": {"first_channel": visitor.channel}}
            yield Event(id=str(hash_uuid(id)), type="identify", ops=ops, timestamp=after, received_at=after, **common)


def _everywhere(visitor: Visitor, visit: Visit) -> dict[str, Any]:
    campaign = CAMPAIGNS.get(visitor.channel)
    always: dict[str, Any] = {"country": visitor.country, "device": visit.device, "channel": visitor.channel}
    return always | {"app_version": visit.version} | ({"campaign": campaign} if campaign else {})


def _profile(visitor: Visitor) -> dict[str, Any]:
    name = f"顾客 {visitor.number:04d}" if visitor.country == "CN" else f"Customer {visitor.number:04d}"
    return {"name": name, "country": visitor.country, "language": "zh" if visitor.country == "CN" else "en"}


def _about(visitor: Visitor, product: Product) -> dict[str, Any]:
    name = _name(visitor, product)
    return {"product_id": product.id, "product": name, "category": product.category, "price": product.price}


def _name(visitor: Visitor, product: Product) -> str:
    return product.zh if visitor.country == "CN" else product.en


def _pick(dice: random.Random, weights: dict[str, int]) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]


def _waking_hour(dice: random.Random, day: datetime) -> datetime:
    """A moment of that calendar day in the shop's zone, most often in the evening."""
    hour = dice.triangular(7, 24, 21)
    midnight = day.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(seconds=round(hour * 3600), milliseconds=dice.randrange(1000))).astimezone(day.tzinfo)


def _later(dice: random.Random, moment: datetime) -> datetime:
    return moment + timedelta(milliseconds=1000 + int(dice.expovariate(1 / 40_000)))
