"""What a trace is made of: which event says that an invitation was accepted, which that somebody paid."""

from dataclasses import dataclass, field

from uems.metrics import breakdown as split
from uems.rules.condition import EventFilter
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

ORDER = EventFilter("order_paid")
MICRO = 1_000_000
"""Money is added up in whole millionths: exact, in any order."""


@dataclass(frozen=True, slots=True)
class Trace:
    """`accepts`: what a guest does, its property `inviter` holding the user id of who invited, or `token` that of a
    signed referral link. `pays`: the orders, `amount` what was paid, `order` the order's own id. `channel`: the
    property by which events name where people came from."""

    accepts: EventFilter = field(default_factory=lambda: EventFilter("invite_accepted"))
    invites: EventFilter = field(default_factory=lambda: EventFilter("invite_sent"))
    pays: tuple[EventFilter, ...] = (ORDER,)
    inviter: str = "inviter"
    token: str = "share_token"  # noqa: S105 - the name of a property
    amount: str = "revenue"
    order: str = "order_id"
    channel: str = "channel"


def paid(asked: Trace) -> Sql:
    """What a row of an order paid, in millionths; 0 where it does not say."""
    number = split.number(facts.event_property(asked.amount))
    return sql("toInt64(round(ifNull({number}, 0) * {micro:UInt32}))", number=number, micro=MICRO)


def money(millionths: int) -> str:
    """As a decimal text with at least two places: `190.40`."""
    whole, part = divmod(abs(millionths), MICRO)
    places = f"{part:06d}".rstrip("0").ljust(2, "0")
    return f"{'-' if millionths < 0 else ''}{whole}.{places}"
