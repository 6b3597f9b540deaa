"""One payment told backwards: what its person met before it, from the first exposure on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from uems.base.errors import NotFound
from uems.base.words import Text
from uems.insight.trace.question import Trace, money, paid
from uems.metrics import breakdown as split
from uems.metrics.breakdown import Split
from uems.people.scope import Scope
from uems.people.timeline import Whose
from uems.rules.condition import EventFilter
from uems.rules.event_sql import event_matches, one_matches
from uems.rules.test import Test
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, sql

Kind = Literal["ad", "invitation", "experiment", "coupon", "message", "page", "share", "payment", "voice", "event"]
MOST_STEPS = 1_000
_TOLD = (
    *("channel", "campaign", "page", "title", "coupon", "experiment", "variant", "cost", "currency", "order_id"),
    *("revenue", "product", "reason", "score", "rating"),
)
"""Properties that a step tells where it bears them."""


class NoPayment(NotFound):
    code = "payment_not_found"
    text = Text("没有找到这笔支付", "There is no such payment")


@dataclass(frozen=True, slots=True)
class Payment:
    """An order that was paid; `paid` as a decimal text."""

    event: str
    order: Any
    person: int
    at: datetime
    paid: str
    name: str


@dataclass(frozen=True, slots=True)
class TraceStep:
    """Something that the person met or did; `seconds` before the payment."""

    id: str
    at: datetime
    kind: Kind
    event: str
    session: str
    seconds: float
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Search:
    """Which payments: of a person, of people who came by a channel (as its key), of an order; the newest first."""

    persons: tuple[int, ...] | None = None
    channel: str | None = None
    order: str | None = None
    event: str | None = None


def payments(
    asked: Trace, wanted: Search, scope: Scope, limit: int, after: tuple[datetime, str] | None = None
) -> list[Payment]:
    """The newest first, from a place on."""
    tests = [one_matches(asked.pays, scope.now), sql("ts <= {now:DateTime64(3)}", now=scope.now)]
    if wanted.order is not None:
        tests.append(event_matches(EventFilter(None, (Test(asked.order, "eq", wanted.order),)), scope.now))
    if wanted.event is not None:
        tests.append(_same_event(wanted.event))
    if wanted.persons is not None:
        tests.append(sql("person_id IN {persons:Array(UInt64)}", persons=list(wanted.persons)))
    if wanted.channel is not None:
        tests.append(sql("person_id IN ({came})", came=_came_by(asked, wanted.channel, scope)))
    if after is not None:
        moment, id = after
        tests.append(sql("(ts, event_id) < ({moment:DateTime64(3)}, {id:UUID})", moment=moment, id=id))
    query = sql(
        """SELECT toString(event_id), {order}, person_id, ts, {paid}, event FROM {events}
WHERE {tests} ORDER BY ts DESC, event_id DESC LIMIT {limit:UInt32}""",
        order=facts.event_property(asked.order),
        paid=paid(asked),
        events=scope.events,
        tests=all_of(tests),
        limit=limit,
    )
    return [
        Payment(event, json.loads(order) if order else None, person, at, money(millionths), name)
        for event, order, person, at, millionths, name in scope.ask(query).rows
    ]


def _same_event(id: str) -> Sql:
    """By its own id, or by that of its sender."""
    try:
        return sql("(event_id = {id:UUID} OR message_id = {text:String})", id=UUID(id), text=id)
    except ValueError:
        return sql("message_id = {text:String}", text=id)


def _came_by(asked: Trace, channel: str, scope: Scope) -> Sql:
    key = split.raw(Split(asked.channel))
    return sql(
        """SELECT person_id FROM {events} WHERE ts <= {now:DateTime64(3)} AND {acted} AND {key} != ''
GROUP BY person_id HAVING argMin({key}, (ts, event_id)) = {channel:String}""",
        events=scope.events,
        now=scope.now,
        acted=facts.acted(),
        key=key,
        channel=channel,
    )


def find(asked: Trace, wanted: Search, scope: Scope) -> Payment:
    """The newest payment that fits. Raises NoPayment."""
    found = payments(asked, wanted, scope, 1)
    if not found:
        raise NoPayment(about=(wanted.order or wanted.event or "")[:100])
    return found[0]


def steps(asked: Trace, one: Payment, whose: Whose, scope: Scope) -> tuple[TraceStep | None, list[TraceStep], int]:
    """The first thing that the person ever met, what they met up to the payment (the last so many, in the order of
    time), and how many there were."""
    mine = all_of([whose.test, facts.acted(), sql("ts <= {at:DateTime64(3)}", at=one.at)])
    query = sql(
        """SELECT toString(event_id), ts, event, type, session_id, props, count() OVER () AS whole FROM events
WHERE {mine} ORDER BY {way} LIMIT {limit:UInt32}""",
        mine=mine,
        way=sql("ts DESC, event_id DESC"),
        limit=MOST_STEPS,
    )
    rows = scope.ask(query, by_key=True).rows
    found = [_step(asked, row, one, scope) for row in reversed(rows)]
    whole = int(rows[0][6]) if rows else 0
    if whole <= len(found):
        return (found[0] if found else None), found, whole
    first = sql(
        """SELECT toString(event_id), ts, event, type, session_id, props FROM events
WHERE {mine} ORDER BY ts, event_id LIMIT 1""",
        mine=mine,
    )
    return _step(asked, scope.ask(first, by_key=True).rows[0], one, scope), found, whole


def _step(asked: Trace, row: Any, one: Payment, scope: Scope) -> TraceStep:
    id, at, event, type, session, props = row[:6]
    said = json.loads(props or "{}")
    kind = _kind(asked, event, type, said)
    told = {name: said[name] for name in _TOLD if said.get(name) is not None}
    if scope.mask is not None:
        told = scope.mask.clean(told, single=True, of="event")
    return TraceStep(id, at, kind, event, session, (one.at - at).total_seconds(), told)


def _kind(asked: Trace, event: str, type: str, said: Mapping[str, Any]) -> Kind:
    if event in {one.event for one in asked.pays}:
        return "payment"
    if event in (asked.accepts.event, asked.invites.event):
        return "invitation"
    if "experiment" in said and "variant" in said:
        return "experiment"
    if event.startswith("coupon"):
        return "coupon"
    if event.startswith(("message_", "email_", "sms_", "push_", "in_app_")):
        return "message"
    if event.startswith("ad_") or (type not in ("page", "screen") and "utm_source" in said):
        return "ad"
    if event.startswith("share"):
        return "share"
    if event.startswith(("nps_", "review_", "ticket_", "survey_")):
        return "voice"
    return "page" if type in ("page", "screen") else "event"
