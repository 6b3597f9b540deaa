"""What a person does when something on their agenda is due: arrive, visit, buy, answer, invite, leave for good."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappush
from random import Random

from uems.demo import shop
from uems.demo.learning import learn
from uems.demo.name import birthday, name
from uems.demo.opinion import nps, review, ticket
from uems.demo.person import Due, Memory, Person
from uems.demo.population import DAY, HOUR, World
from uems.demo.shopping import cart_kept, checkout, items_of, look, one_tap
from uems.demo.truth import Truths
from uems.demo.visit import Visit, exposed, opened, page, plan, tell, words
from uems.events.event import Event

_APPS = {"ios", "android", "mini_program"}
_ASKED_AGAIN = 25 * DAY
_LEVELS = {1: "bronze", 3: "silver", 8: "gold"}


def act(
    world: World, person: Person, memory: Memory, dice: Random, due: Due, received: datetime, host: str
) -> list[Event]:
    """The events of what is due; the person's memory is changed, and what follows from it is on their agenda. `host`
    is the user id of who invited them, '' = nobody."""
    at, what, word = due
    arrives = what == "arrive"
    if memory.gone or person.quiet[0] <= at < person.quiet[1] or arrives == (memory.visits > 0):
        return []
    visit = opened(world, person, memory, dice, at, what, received)
    if arrives:
        _arrive(visit, host)
    else:
        _ACTS[what](visit, word)
    return visit.events


def _arrive(visit: Visit, host: str) -> None:
    """The first visit: from where, what is seen, and perhaps a new customer."""
    person, dice = visit.person, visit.dice
    visit.memory.visits = 1
    if person.channel.price:
        price = round(person.channel.price * (0.6 + 0.8 * dice.random()), 2)
        tell(visit, "ad_clicked", {"campaign": person.campaign, "cost": price, "currency": "CNY"})
    if host:
        tell(visit, "invite_accepted", {"inviter": host, "campaign": person.campaign}, 1_000)
    _open_app(visit)
    page(visit, "/", words(visit, "首页", "Home"), 20)
    if person.story_arm is not None:
        exposed(visit, visit.truths.works.name, ("control", "treatment")[person.story_arm])
    if person.signs == 1:
        _sign_up(visit)
    draw = dice.random()
    depth = "browse" if draw < 0.84 else "cart"
    if dice.random() < 0.6 or depth == "cart" or visit.memory.signed:
        _wander(visit, depth)


def _sign_up(visit: Visit) -> None:
    person, dice, memory = visit.person, visit.dice, visit.memory
    page(visit, "/sign-up", words(visit, "注册", "Sign up"), 25)
    visit.user = person.user
    method = dice.choice(("phone", "wechat") if person.country.region == "east" else ("email", "google", "apple"))
    tell(visit, "sign_up", {"method": method}, 3_000)
    memory.signed = True
    _identify(visit, _profile(visit))
    if person.activates:
        tell(visit, "onboarding_done", {"seconds": 20 + int(dice.expovariate(1 / 60))}, 30_000)


def _profile(visit: Visit) -> dict[str, str]:
    person, dice = visit.person, visit.dice
    return {
        "name": name(dice, person.country.language),
        "country": person.country.code,
        "language": person.country.language,
        "channel": person.channel.name,
        "region": person.country.region,
        "business_line": person.line,
        "level": visit.truths.leaders.level if person.leader else "new",
        "birthday": birthday(dice),
    }


def _identify(visit: Visit, profile: dict[str, str]) -> None:
    visit.memory.known = f"{visit.memory.known} {visit.platform}".strip()
    tell(visit, None, {}, 200, "identify", {"set": profile})


def _open_app(visit: Visit) -> None:
    if visit.platform in _APPS:
        tell(visit, "app_open", {}, 300)


def _back(visit: Visit, buying: bool) -> None:
    """How every later visit begins: an ad on the way, the app, signing in on a device that does not know them yet."""
    person, memory, dice, zero = visit.person, visit.memory, visit.dice, visit.truths.zero
    memory.visits += 1
    sees = person.ads_arm == 1 or not visit.world.within(zero.span, visit.at)
    if buying and sees and dice.random() < zero.clicks:
        price = round(shop.BRAND_PRICE * (0.7 + 0.6 * dice.random()), 2)
        tell(
            visit,
            "ad_clicked",
            {"channel": zero.channel, "campaign": shop.BRAND_CAMPAIGN, "cost": price, "currency": "CNY"},
        )
    _open_app(visit)
    if memory.signed and visit.user is None:
        page(visit, "/sign-in", words(visit, "登录", "Sign in"), 12)
        visit.user = person.user
        _identify(visit, {"language": person.country.language})
    elif not memory.signed and person.signs == 2:
        _sign_up(visit)


def _visit(visit: Visit, _: str) -> None:
    """An ordinary day: what it will come to is drawn first, so that an ad cannot be its cause."""
    person, memory, dice, zero = visit.person, visit.memory, visit.dice, visit.truths.zero
    free = visit.at >= memory.held and not _reserved(visit)
    draw, buys = dice.random(), person.buys if memory.signed and free else 0.0
    first = "z" not in memory.seen and memory.signed and visit.world.within(zero.span, visit.at)
    if first:
        memory.seen += "z"
        # Planted as zero; a world in which ads work is what tests compare with.
        buys += zero.lift * person.ads_arm
    depth = "buy" if draw < buys else "cart" if draw < 1.4 * person.buys + 0.08 else "browse"
    _back(visit, depth == "buy")
    if first:
        exposed(visit, zero.experiment, ("holdout", "shown")[person.ads_arm])
    _wander(visit, depth)
    if memory.signed:
        _speak(visit)


def _reserved(visit: Visit) -> bool:
    """Was it drawn for the first weeks of this person whether they pay?"""
    person = visit.person
    return person.pays is not None and visit.at < person.arrived + visit.truths.leaders.days * DAY


def _wander(visit: Visit, depth: str) -> None:
    person, memory, dice, idle = visit.person, visit.memory, visit.dice, visit.truths.idle
    hint = memory.signed and "h" not in memory.seen and visit.world.within(idle.span, visit.at) and depth != "buy"
    if hint:
        memory.seen += "h"
        exposed(visit, idle.name, ("control", "treatment")[person.hint_arm])
        share = idle.shares.given if person.hint_arm else idle.shares.without
        depth = "cart" if dice.random() < share else "browse"
    if depth == "browse" and not hint and dice.random() < (0.8 if person.line == "course" else 0.15):
        if learn(visit) and visit.at >= memory.held and not _reserved(visit):
            checkout(visit, [shop.COURSES[memory.course]])
        return
    visit.base["business_line"] = "shop"
    cart = look(visit, depth, hint or dice.random() < 0.3)
    if depth == "buy":
        checkout(visit, cart)
    elif cart and not _reserved(visit):
        cart_kept(visit, cart)


def _speak(visit: Visit) -> None:
    """At the end of a visit: a review, an answer, a ticket, a share, or the page on which accounts are closed."""
    memory, dice, person = visit.memory, visit.dice, visit.person
    if memory.unrated and dice.random() < 0.45:
        review(visit, items_of(memory.unrated)[0])
        memory.unrated = ""
    if dice.random() < 0.11 and (not memory.asked or visit.at - memory.asked > _ASKED_AGAIN):
        nps(visit)
    if dice.random() < 0.012:
        topic = dice.choice(("delivery", "refund", "account"))
        ticket(visit, topic, words(visit, "咖啡豆", "parcel"))
    if dice.random() < (0.15 if person.leader else 0.02):
        tell(visit, "share", {"page": "/", "to": dice.choice(("wechat", "weibo", "x", "link"))}, 4_000)
    if dice.random() < 0.014 and memory.visits > 2:
        _close_account(visit)


def _close_account(visit: Visit) -> None:
    """The churn signal. Whether they stay is drawn at once; who has friends to bring, or was brought, does not ask."""
    person, memory, truth = visit.person, visit.memory, visit.truths.churn
    if person.leader or person.pays is not None or memory.signalled or any(d[1] == "invite" for d in memory.agenda):
        return
    memory.signalled = visit.at
    page(visit, truth.page, words(visit, "注销账号", "Close account"), 40)
    memory.gone = visit.dice.random() >= truth.stays
    if not memory.gone:
        plan(visit, visit.at + int((1.1 + visit.dice.random() * 6) * DAY), "visit")


def _buy(visit: Visit, _: str) -> None:
    """They come back to pay for what they left, or for what they had in mind."""
    memory, orders = visit.memory, visit.memory.orders
    _back(visit, True)
    one_tap(visit, items_of(memory.cart) if memory.cart else look(visit, "buy", False))
    if memory.orders in _LEVELS and memory.orders > orders and not visit.person.leader:
        tell(visit, None, {}, 200, "identify", {"set": {"level": _LEVELS[memory.orders]}})


def _pilot(visit: Visit, _: str) -> None:
    """The randomised pilot: an hour after the cart was left, half get a coupon. It is the server that tells of it."""
    person, memory, truth = visit.person, visit.memory, visit.truths.coupon
    visit.user, visit.anonymous = person.user, None
    variant = ("control", "coupon")[person.coupon_arm]
    exposed(visit, truth.experiment, variant, customer="returning" if memory.orders else "new")
    if person.coupon_arm:
        tell(visit, "coupon_received", {"coupon": truth.coupon}, 200)
        take_coupon(visit.truths, memory, visit.dice, visit.at, truth.coupon)


def take_coupon(truths: Truths, memory: Memory, dice: Random, at: int, coupon: str) -> None:
    """A coupon for a cart that was left: who would not have come back does so with the probability that is missing.
    Whoever pays next, for whatever reason, uses it."""
    memory.coupon = coupon
    truth = truths.coupon
    effect = truth.paid_before if memory.orders else truth.never_paid
    if not memory.left or at - memory.left > truth.days * DAY or any(due[1] == "buy" for due in memory.agenda):
        return
    if dice.random() < effect.lift / (1 - effect.without):
        heappush(memory.agenda, (at + int((0.5 + dice.random() * (24 * truth.days - 8)) * HOUR), "buy", ""))


def _refund(visit: Visit, word: str) -> None:
    order, revenue, item = word.split()
    visit.user, visit.anonymous = visit.person.user, None
    tell(visit, "order_refunded", {"order_id": order, "revenue": float(revenue), "currency": "CNY", "items": [item]})


def _answer(visit: Visit, survey: str) -> None:
    """They answer a survey that reached them."""
    visit.user = visit.person.user
    nps(visit, survey)


def _invite(visit: Visit, guest: str) -> None:
    if visit.memory.signed and visit.user is None:
        visit.user = visit.person.user
    page(visit, "/invite", words(visit, "邀请好友", "Invite friends"), 15)
    tell(visit, "invite_sent", {"invitee": guest, "campaign": shop.REFERRAL.campaigns[0]}, 2_000)


_ACTS: dict[str, Callable[[Visit, str], None]] = {
    "visit": _visit,
    "buy": _buy,
    "pilot": _pilot,
    "refund": _refund,
    "invite": _invite,
    "answer": _answer,
}
