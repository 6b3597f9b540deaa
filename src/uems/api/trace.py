"""Traces over HTTP: one payment back to its first exposure and on to whom it led, the trees of word of mouth, links."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from uems.api.door import Asked, Operator, Reader
from uems.api.insight_body import Body
from uems.api.people import PersonBody, shown, who
from uems.api.problem import refusals
from uems.base.errors import Invalid
from uems.base.ids import new_id
from uems.base.page import BadCursor
from uems.base.words import Text
from uems.insight.trace import edge, flow, kept, ledger, payment, share, tree, witness
from uems.insight.trace.flow import ExposureFlow
from uems.insight.trace.payment import Payment, Search, TraceStep
from uems.insight.trace.question import Trace, money
from uems.insight.trace.share import Share
from uems.insight.trace.tree import Grown, Node, Spreading
from uems.metrics import asked as shared
from uems.metrics import vocabulary
from uems.metrics.asked import Computed, Stopwatch
from uems.metrics.breakdown import Value
from uems.people import person
from uems.people.scope import Scope
from uems.people.timeline import Whose
from uems.warehouse import facts
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/trace", tags=["trace"], responses=refusals(403, 404, 422, 503))

_NODES = 200
_FAMILY = 2_000
Text512 = Annotated[str | None, Query(min_length=1, max_length=512)]
Now = Annotated[AwareDatetime | None, Query(description="A frozen clock")]


class OnePayment(Invalid):
    code = "trace_needs_payment"
    text = Text("请给出订单号 order 或事件 event", "Name an order or an event")


class PaymentBody(BaseModel):
    """`event` = the id of its event; `paid` as a decimal text."""

    event: str
    order: Any = Field(examples=["o-1024"])
    name: str = Field(examples=["order_paid"])
    at: datetime
    paid: str = Field(examples=["190.40"])
    person: PersonBody | None


class TreeNode(BaseModel):
    """Somebody in a tree. `person` null = erased; `parent` = place in the list, null = not in it; `generation` 0 =
    nobody brought them; `at` = when they were brought. `guests` whom they brought themselves, `below` with all that
    these brought, and what they and these paid."""

    person: PersonBody | None
    parent: int | None
    generation: int
    at: datetime | None
    guests: int
    below: int
    orders: int
    paid: str
    below_paid: str


class Forward(BaseModel):
    """What the payment's person led to: everybody they brought, however far down, and what these paid."""

    people: int
    paid: str = Field(examples=["540.00"])
    nodes: list[TreeNode]


class Traced(BaseModel):
    """One payment. `first` = the first thing that its person ever met, `steps` = what they met up to it in the order of
    time (the last 1,000; `steps_total` = all), `invited_by` = whoever brought them, nearest first."""

    payment: PaymentBody
    first: TraceStep | None
    steps: list[TraceStep]
    steps_total: int
    invited_by: list[TreeNode]
    forward: Forward
    computed: Computed


class Payments(BaseModel):
    items: list[PaymentBody]
    next: str | None


class Spread(BaseModel):
    """Word of mouth in numbers, and the people below whom most was paid."""

    numbers: Spreading
    origins: list[TreeNode]
    computed: Computed


class Tree(BaseModel):
    """From the origin down to the person, then everybody below, nearest first; empty = in no tree."""

    nodes: list[TreeNode]
    computed: Computed


class Flowed(BaseModel):
    flow: ExposureFlow
    computed: Computed


class FlowQuestion(Body):
    """Where people came from, who of them paid and who brought others: of trees that began in the range."""

    kind: Literal["trace_flow"] = "trace_flow"
    since: str | None = Field(None, max_length=40, examples=["-89d"])
    until: str | None = Field(None, max_length=40)
    now: AwareDatetime | None = None

    def scope(self, caller: Asked) -> Scope:
        return caller.scope(self.now)


class FlowCellBody(Body):
    """Of those whom nobody brought: who came by `channel` as the answer says it, who `paid` or did not, who `brought`
    others or did not. What is left out is whichever."""

    channel: Value = Field(None, examples=["search"])
    paid: bool | None = None
    brought: bool | None = None

    def behind(self, query: FlowQuestion, scope: Scope, caller: Asked) -> Sql:
        """Raises HiddenProperty, NoSuchCell."""
        asked, span = _asked(caller), shared.span(query.since, query.until, scope)
        _, grown, paid = _grown(caller, asked, scope)
        channel = (self.channel,) if "channel" in self.model_fields_set else None
        return flow.behind(asked, flow.FlowCell(channel, self.paid, self.brought), paid, grown, span, scope)


class LinkAsked(BaseModel):
    """Whose link it is: any id of theirs."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"person": "u-1024"}})
    person: str = Field(min_length=1, max_length=512)


class LinkBody(BaseModel):
    """Put `token` into the link that is shared, and send it back as the property `share_token` of the landing's
    `invite_accepted` event: then whoever lands was brought by this person. `trace` = the link's own id."""

    token: str
    trace: str = Field(examples=["trc_4k0qd2m8"])
    person: PersonBody | None


@router.get("")
def get_trace(caller: Reader, order: Text512 = None, event: Text512 = None, now: Now = None) -> Traced:
    """One payment, by its order's id or its event's: every touch before it, who invited its person, and what it led
    to. Raises NoPayment."""
    if order is None and event is None:
        raise OnePayment(about="order")
    watch, asked, scope = Stopwatch.start(), _asked(caller), caller.scope(now)
    one = payment.find(asked, Search(order=order, event=event), scope)
    whose = Whose(*caller.parts.identities.places(caller.project.number, one.person))
    first, steps, whole = payment.steps(asked, one, whose, scope)
    grown = _family(caller, asked, scope, one.person)
    above = tree.above(grown, one.person)
    below = tree.below(grown, one.person, _NODES)
    mine = below[0] if below else None
    return Traced(
        payment=_payments([one], caller, scope)[0],
        first=first,
        steps=steps,
        steps_total=whole,
        invited_by=_nodes(above, caller, scope),
        forward=Forward(
            people=mine.below if mine else 0,
            paid=mine.below_paid if mine else money(0),
            nodes=_nodes(below, caller, scope),
        ),
        computed=watch.computed("trace", (asked, order, event), scope),
    )


@router.get("/payments")
def list_payments(
    caller: Reader,
    person: Text512 = None,
    channel: Annotated[str | None, Query(max_length=200, description="The channel that its person came by")] = None,
    code: Annotated[str | None, Query(max_length=1000, description="A referral link's token: whom it brought")] = None,
    order: Text512 = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=80)] = None,
    now: Now = None,
) -> Payments:
    """Payments to trace, the newest first."""
    asked, scope = _asked(caller), caller.scope(now)
    persons: tuple[int, ...] | None = None if person is None else (who(caller, person),)
    if code is not None:
        persons = tuple(_landed(caller, asked, code, scope))
    key = None if channel is None else _json(channel)
    found = payment.payments(asked, Search(persons, key, order), scope, limit + 1, _place(cursor))
    last = found[limit - 1] if len(found) > limit else None
    return Payments(
        items=_payments(found[:limit], caller, scope),
        next=None if last is None else f"{last.at.isoformat()}~{last.event}",
    )


@router.get("/spread")
def get_spread(caller: Reader, limit: Annotated[int, Query(ge=1, le=200)] = 20, now: Now = None) -> Spread:
    """Word of mouth: K-factor, generation time, what each generation paid, and the people who led to most."""
    watch, asked, scope = Stopwatch.start(), _asked(caller), caller.scope(now)
    edges, grown, paid = _grown(caller, asked, scope)
    return Spread(
        numbers=tree.spreading(asked, edges, paid, grown, scope),
        origins=_nodes(tree.origins(grown, limit), caller, scope),
        computed=watch.computed("spread", asked, scope),
    )


@router.get("/tree")
def get_tree(caller: Reader, person: Annotated[str, Query(min_length=1, max_length=512)], now: Now = None) -> Tree:
    """The tree around one person: who brought them, and everybody below. At most 200 people."""
    watch, asked, scope = Stopwatch.start(), _asked(caller), caller.scope(now)
    number = who(caller, person)
    found = tree.around(_family(caller, asked, scope, number), number, _NODES)
    return Tree(nodes=_nodes(found, caller, scope), computed=watch.computed("tree", (asked, person), scope))


@router.get("/flow")
def get_flow(
    caller: Reader,
    since: Annotated[str | None, Query(max_length=40)] = None,
    until: Annotated[str | None, Query(max_length=40)] = None,
    now: Now = None,
) -> Flowed:
    """Exposure → payment → word of mouth, of trees that began in the range; its money adds up to all orders. Who they
    are: `POST /api/insight/people` with `{"kind": "trace_flow", "since", …}` as `query`."""
    watch, asked, scope = Stopwatch.start(), _asked(caller), caller.scope(now)
    span = shared.span(since, until, scope)
    _, grown, paid = _grown(caller, asked, scope)
    return Flowed(flow=flow.flow(asked, paid, grown, span), computed=watch.computed("flow", (asked, span), scope))


@router.post("/links", status_code=201)
def create_link(caller: Operator, asked: LinkAsked) -> LinkBody:
    """A signed referral link of a person. Raises NoPerson."""
    found = person.find(caller.scope(), caller.parts.store, asked.person)
    trace = new_id("trc", 8)
    token = share.signed(caller.parts.keeper.pepper, caller.project.number, Share(found.node, trace))
    return _link(caller, token, trace, found.node)


@router.get("/links/{token}")
def get_link(caller: Reader, token: str) -> LinkBody:
    """Whose a referral link is. Raises BadShareLink for one that was not signed here."""
    found = share.read(caller.parts.keeper.pepper, caller.project.number, token)
    return _link(caller, token, found.trace, found.node)


def _link(caller: Asked, token: str, trace: str, node: int) -> LinkBody:
    number = caller.parts.identities.person(caller.project.number, node)
    people = _people([number], caller, caller.scope())
    return LinkBody(token=token, trace=trace, person=people.get(number))


def _asked(caller: Asked) -> Trace:
    """What the project calls an order and its money. Raises HiddenProperty where the caller may not see these."""
    words = vocabulary.of(caller.parts.store, caller.project.number)
    asked = Trace(pays=words.order, amount=words.amount)
    caller.must_see([(asked.amount, "event"), (asked.channel, "event"), (asked.order, "event")])
    return asked


def _edges(caller: Asked, asked: Trace, scope: Scope) -> edge.Edges:
    number = caller.project.number
    read = partial(witness.token_node, caller.parts.keeper.pepper, number)
    return edge.edges(asked, scope, read, kept.every(caller.parts.store, number))


def _grown(caller: Asked, asked: Trace, scope: Scope) -> tuple[edge.Edges, Grown, ledger.Ledger]:
    edges, paid = _edges(caller, asked, scope), ledger.read(asked, scope)
    return edges, tree.grown(edges, paid), paid


def _family(caller: Asked, asked: Trace, scope: Scope, person: int) -> Grown:
    """The trees with what is known of one person's alone; a small one is found by key."""
    edges = _edges(caller, asked, scope)
    family = edges.forest().family(person)
    if len(family) > _FAMILY:
        return tree.grown(edges, ledger.read(asked, scope))
    places = caller.parts.identities.places_of(caller.project.number, family)
    return tree.grown(edges, ledger.read(asked, scope, facts.events_at(*places, scope.merged)))


def _landed(caller: Asked, asked: Trace, code: str, scope: Scope) -> list[int]:
    """The people whom a referral link brought. Raises BadShareLink."""
    share.read(caller.parts.keeper.pepper, caller.project.number, code)
    return edge.landed(asked, code, scope)


def _payments(found: Sequence[Payment], caller: Asked, scope: Scope) -> list[PaymentBody]:
    people = _people([one.person for one in found], caller, scope)
    return [
        PaymentBody(
            event=one.event, order=one.order, name=one.name, at=one.at, paid=one.paid, person=people.get(one.person)
        )
        for one in found
    ]


def _nodes(found: Sequence[Node], caller: Asked, scope: Scope) -> list[TreeNode]:
    people = _people([one.person for one in found if one.person], caller, scope)
    return [
        TreeNode(
            person=people.get(one.person),
            at=None if one.at == 0 else tree.moment(one.at),
            **{name: getattr(one, name) for name in _OF_NODE},
        )
        for one in found
    ]


_OF_NODE = ("parent", "generation", "guests", "below", "orders", "paid", "below_paid")


def _people(numbers: Sequence[int], caller: Asked, scope: Scope) -> dict[int, PersonBody]:
    listed = list(dict.fromkeys(numbers))
    found = person.described(scope, caller.parts.store, listed)
    return {number: shown(one) for number, one in zip(listed, found, strict=True) if one.events or one.ids}


def _place(cursor: str | None) -> tuple[datetime, str] | None:
    if cursor is None:
        return None
    moment, _, id = cursor.partition("~")
    try:
        return datetime.fromisoformat(moment), str(UUID(id))
    except ValueError as error:
        raise BadCursor(about=cursor) from error


def _json(text: str) -> str:
    """A channel's key: the JSON text of its name."""
    return json.dumps(text, ensure_ascii=False)
