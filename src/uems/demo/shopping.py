"""Looking, carrying and paying: what a visit to the shop is, and where its truths act."""

from uems.demo import shop
from uems.demo.opinion import ticket
from uems.demo.population import DAY, HOUR
from uems.demo.shop import Item
from uems.demo.visit import Props, Visit, about, named, page, plan, tell, words

_ITEMS = {item.id: item for item in (*shop.GOODS, *shop.COURSES)}


def look(visit: Visit, depth: str, search: bool) -> list[Item]:
    """Search and products; what was put into the cart if `depth` goes so far."""
    dice = visit.dice
    if search:
        wanted = dice.choice(shop.GOODS)
        page(visit, "/search", words(visit, "搜索", "Search"), 15)
        tell(visit, "search", {"query": named(visit, wanted), "results": dice.randrange(1, 40)}, 1500)
    cart: list[Item] = []
    seen = dice.sample(shop.GOODS, 1 + int(dice.random() * 2.9))
    for item in seen:
        page(visit, f"/products/{item.id}", named(visit, item), 38)
        tell(visit, "product_viewed", about(visit, item), 300)
        if depth != "browse" and (item is seen[-1] or dice.random() < 0.3):
            cart.append(item)
            tell(visit, "add_to_cart", {**about(visit, item), "quantity": 1}, 2500)
    return cart


def cart_kept(visit: Visit, cart: list[Item]) -> None:
    """The cart is left behind. Whether this person comes back to pay is drawn here and now, so that a coupon can be
    weighed against it: until then they buy nothing else."""
    memory, truth, dice = visit.memory, visit.truths.coupon, visit.dice
    if not memory.signed or memory.held > visit.at or memory.gone:
        return
    memory.cart, memory.left = " ".join(item.id for item in cart), visit.at
    memory.held = visit.at + HOUR + truth.days * DAY
    effect = truth.paid_before if memory.orders else truth.never_paid
    if dice.random() < effect.without:
        plan(visit, visit.at + int((2 + dice.random() * (24 * truth.days - 6)) * HOUR), "buy")
    if visit.world.within(truth.span, visit.at) and "c" not in memory.seen:
        memory.seen += "c"
        plan(visit, visit.at + HOUR, "pilot")


def checkout(visit: Visit, cart: list[Item]) -> None:
    """Pay for a cart. Where it does not work, the cart is left behind."""
    dice = visit.dice
    visit.base["business_line"] = cart[0].line
    order = _order(visit, cart)
    page(visit, "/checkout", words(visit, "结算", "Checkout"), 45)
    tell(visit, "checkout_started", order, 800)
    east = visit.person.country.region == "east"
    order["payment"] = dice.choice(("wechat_pay", "alipay", "card") if east else ("card", "wallet"))
    if dice.random() < _chance(visit):
        _paid(visit, cart, order)
        return
    reason = dice.choice(("timeout", "declined", "gateway_error"))
    tell(visit, "payment_failed", {**order, "reason": reason}, 5_000)
    if dice.random() < 0.10:
        ticket(visit, "payment", named(visit, cart[0]))
    cart_kept(visit, cart)


def one_tap(visit: Visit, cart: list[Item]) -> None:
    """Pay from the cart with what is on file, past the checkout: how people pay who come back for what they left."""
    visit.base["business_line"] = cart[0].line
    page(visit, "/cart", words(visit, "购物车", "Cart"), 20)
    _paid(visit, cart, {**_order(visit, cart), "payment": "one_tap"})


def _order(visit: Visit, cart: list[Item]) -> Props:
    price, coupon = sum(item.price for item in cart), visit.memory.coupon
    return {
        "order_id": f"o-{visit.stem}",
        "items": [item.id for item in cart],
        "revenue": round(price * 0.8, 2) if coupon else float(price),
        "currency": "CNY",
        **({"coupon": coupon} if coupon else {}),
    }


def _paid(visit: Visit, cart: list[Item], order: Props) -> None:
    dice, memory = visit.dice, visit.memory
    tell(visit, "order_paid", {**order, "first": memory.orders == 0}, 9_000)
    memory.orders += 1
    memory.cart, memory.left, memory.coupon = "", 0, ""
    memory.owns = memory.owns or cart[0].line == "course"
    if cart[0].line == "shop":
        memory.unrated = cart[0].id
        if dice.random() < 0.05:
            later = visit.at + int((1 + dice.random() * 8) * DAY)
            plan(visit, later, "refund", f"{order['order_id']} {order['revenue']} {cart[0].id}")


def _chance(visit: Visit) -> float:
    """The share of checkouts that end in an order."""
    truth = visit.truths.checkout
    broken = visit.platform == truth.platform and visit.at >= visit.world.until - truth.since * DAY
    return truth.paid.given if broken and truth.flag not in visit.memory.flags else truth.paid.without


def items_of(cart: str) -> list[Item]:
    return [_ITEMS[id] for id in cart.split()]
