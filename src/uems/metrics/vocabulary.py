"""What built-in metrics call a sign-up, an order, a minute of use: the project's own words, with sensible defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.metrics.metric import MOST_TERMS, Counts, Fact, Term
from uems.people.lifecycle import rules
from uems.rules.condition import EventFilter, parse_filter
from uems.rules.normal import normal_filter
from uems.store import project as projects
from uems.store.client import Store
from uems.store.table import Instant, insert, metadata

table = sa.Table(
    "metric_words",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("words", sa.JSON, nullable=False),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)

Filters = tuple[EventFilter, ...]


class BadWords(Invalid):
    code = "metric_words"
    text = Text("指标所用事件的设置无效", "These events of the metrics are not valid")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Events by what they mean here. `active` and what it leaves out (`passive`), `sign_up` and `activation` follow the
    life-cycle rules; `amount` and `seconds` name the numbers of orders and refunds, and of use. `feature`: the events
    of the feature whose penetration is watched."""

    active: Filters
    passive: tuple[str, ...]
    sign_up: Filters
    activation: Filters
    order: Filters
    refund: Filters
    amount: str
    use: Filters
    seconds: str
    feature: Filters

    @property
    def activity(self) -> Fact:
        """Any sign of life."""
        return Fact(_terms(self.active), "people", self.passive)

    def fact(self, filters: Filters, counts: Counts = "people") -> Fact:
        return Fact(_terms(filters), counts)

    def numbers(self, filters: Filters, property: str) -> Fact:
        """The sum of a number of these events."""
        return Fact(tuple(Term(one, property) for one in filters))

    @property
    def paid(self) -> Fact:
        """What orders brought, less what was given back."""
        orders = tuple(Term(one, self.amount) for one in self.order)
        return Fact((*orders, *(Term(one, self.amount, -1) for one in self.refund)))


def _terms(filters: Filters) -> tuple[Term, ...]:
    return tuple(Term(one) for one in filters)


def _named(*names: str) -> Filters:
    return tuple(EventFilter(name) for name in names)


_ORDER = _named("order_paid", "order_completed", "Order Completed", "purchase", "payment_succeeded")
_REFUND = _named("order_refunded", "Order Refunded", "refund")
_USE = _named("leave", "page_left", "$pageleave", "app_closed")
_FEATURE = _named("search", "Products Searched")


def of(store: Store, project: int) -> Vocabulary:
    """The project's words: those that somebody kept, over what its life-cycle rules and key events say."""
    life = rules.of(store, project)
    with store.read() as connection:
        kept = connection.execute(sa.select(table.c.words).where(table.c.project == project)).scalar()
        revenue = (projects.key_events(connection, project) or {}).get("revenue")
    order, amount = _ORDER, "revenue"
    if revenue is not None:
        order = (parse_filter({"event": revenue["event"], "where": revenue.get("where", [])}),)
        amount = revenue.get("property", amount)
    said = {} if kept is None else parse(kept)
    default = {
        "active": life.activity,
        "passive": life.passive,
        "sign_up": life.registered,
        "activation": life.activated,
        "order": order,
        "refund": _REFUND,
        "amount": amount,
        "use": _USE,
        "seconds": "seconds",
        "feature": _FEATURE,
    }
    return Vocabulary(**(default | said))


def kept(store: Store, project: int) -> dict[str, Any]:
    """What somebody said, as JSON; what is missing is as by default."""
    with store.read() as connection:
        found = connection.execute(sa.select(table.c.words).where(table.c.project == project)).scalar()
    return dict(found or {})


def keep(store: Store, project: int, words: Mapping[str, Any], by: str, now: datetime) -> None:
    """Other words from now on; {} = the defaults. Raises BadWords, ConditionInvalid."""
    said = as_json(parse(words))
    row = {"words": said, "changed_by": by, "changed_at": now}
    with store.write() as connection:
        upsert = insert(connection, table).values(project=project, **row)
        connection.execute(upsert.on_conflict_do_update(index_elements=[table.c.project], set_=row))


def parse(words: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Vocabulary that this JSON says. Raises BadWords, ConditionInvalid."""
    found: dict[str, Any] = {}
    names = {one.name for one in fields(Vocabulary)}
    for name, said in words.items():
        if name not in names:
            raise BadWords(about=name)
        if name in ("amount", "seconds"):
            found[name] = _word(name, said)
        elif name == "passive":
            found[name] = tuple(_word(f"passive[{n}]", one) for n, one in enumerate(_list(name, said)))
        else:
            found[name] = _filters(name, _list(name, said))
    return found


def _list(name: str, said: Any) -> list[Any]:
    if not isinstance(said, list | tuple):
        raise BadWords(Text("须为列表", "This must be a list"), about=name)
    return list(said)


def _word(name: str, said: Any) -> str:
    if not isinstance(said, str) or not 1 <= len(said) <= 200:
        raise BadWords(Text("须为 1 至 200 个字符的名称", "This must be a name of 1 to 200 characters"), about=name)
    return said


def _filters(name: str, said: Sequence[Any]) -> Filters:
    if not 1 <= len(said) <= MOST_TERMS:
        raise BadWords(Text(f"应有 1 至 {MOST_TERMS} 个事件", f"Name 1 to {MOST_TERMS} events"), about=name)
    return tuple(parse_filter(one, f"{name}[{n}]") for n, one in enumerate(said))


def as_json(said: Mapping[str, Any]) -> dict[str, Any]:
    """JSON that `parse` reads as the same fields."""
    return {name: _json(value) for name, value in said.items()}


def _json(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return [one if isinstance(one, str) else normal_filter(one) for one in value]


def everything(words: Vocabulary) -> dict[str, Any]:
    """All of it as JSON."""
    return {one.name: _json(getattr(words, one.name)) for one in fields(Vocabulary)}
