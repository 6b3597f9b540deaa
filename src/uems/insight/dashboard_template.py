"""Dashboards ready to use, one for each kind of team, made of what the project's events can answer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from uems.base.words import Text
from uems.metrics.vocabulary import Filters, Vocabulary

Role = Literal["growth", "product", "operations", "executive"]
Interval = Literal["day", "week", "month"]
_NUMBER = (3, 2)
_PICTURE = (6, 4)
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """A tile of the template: a metric as its newest number or over time, a question that becomes a report, or a
    heading; where it will stand on the grid."""

    x: int
    y: int
    w: int
    h: int
    metric: str = ""
    show: Literal["number", "line"] = "number"
    interval: Interval = "week"
    name: Text | None = None
    kind: str = ""
    query: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Template:
    role: Role
    name: Text
    about: Text
    tiles: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A tile as far as it is known before its place is; `needs` = the events without which it would be empty."""

    needs: tuple[Filters, ...]
    metric: str = ""
    show: Literal["number", "line"] = "number"
    interval: Interval = "week"
    name: Text | None = None
    kind: str = ""
    query: dict[str, Any] | None = None


def templates(words: Vocabulary, names: Collection[str]) -> list[Template]:
    """The templates of a project with events of these names, by what they mean here; a tile whose events never
    happened is left out."""
    known = frozenset(names)
    made = (_growth(words, known), _product(words, known), _operations(words, known), _executive(words))
    return [Template(role, name, about, tuple(_placed(wishes, known))) for role, name, about, wishes in made]


_Plan = tuple[Role, Text, Text, Sequence[_Wish]]


def _growth(words: Vocabulary, known: frozenset[str]) -> _Plan:
    signed = (words.sign_up,)
    wishes = [
        _Wish((), "new_people"),
        _Wish(signed, "sign_ups"),
        _Wish(signed, "sign_up_rate"),
        _Wish((words.sign_up, words.activation), "activation_rate"),
        _Wish((), "new_people", "line", "day"),
        _Wish(signed, "sign_ups", "line", "day"),
    ]
    for event in _first(words.sign_up, known):
        by = {"series": [{"event": event}], "interval": "week", "since": "-83d", "breakdown": {"property": "channel"}}
        wishes.append(_Wish((), name=Text("各渠道注册", "Sign-ups by channel"), kind="trend", query=by))
        wishes.append(
            _Wish((), name=Text("注册后的回访", "Return after signing up"), kind="retention", query=_back(event))
        )
    about = Text("新用户从哪里来，有多少留下", "Where new people come from, and how many stay")
    return "growth", Text("增长看板", "Growth"), about, wishes


def _product(words: Vocabulary, known: frozenset[str]) -> _Plan:
    wishes = [
        _Wish((), "active_people"),
        _Wish((), "stickiness", interval="day"),
        _Wish((words.use,), "use_time"),
        _Wish((words.feature,), "feature_penetration"),
        _Wish((), "active_people", "line", "day"),
        _Wish((), "retention_d7", "line", "week"),
    ]
    active: Sequence[str | None] = _first(words.active, known) or [None]
    for event in active:
        wishes.append(_Wish((), name=Text("每周回访", "Weekly return"), kind="retention", query=_back(event)))
    about = Text("用得多不多，回不回来", "How much it is used, and who comes back")
    return "product", Text("产品看板", "Product"), about, wishes


def _operations(words: Vocabulary, known: frozenset[str]) -> _Plan:
    paid = (words.order,)
    wishes = [
        _Wish(paid, "buyers"),
        _Wish(paid, "orders"),
        _Wish(paid, "purchase_rate"),
        _Wish(paid, "repurchase_rate", interval="month"),
        _Wish((words.refund,), "refund_rate"),
        _Wish(paid, "orders", "line", "day"),
        _Wish(paid, "buyers", "line", "day"),
    ]
    for begun, bought in zip(_first(words.sign_up, known), _first(words.order, known), strict=False):
        steps = {"steps": [{"event": begun}, {"event": bought}], "window": {"days": 14}, "since": "-29d"}
        wishes.append(_Wish((), name=Text("从注册到购买", "From sign-up to order"), kind="funnel", query=steps))
    about = Text("订单、买家与复购", "Orders, buyers and repeat orders")
    return "operations", Text("运营看板", "Operations"), about, wishes


def _executive(words: Vocabulary) -> _Plan:
    paid = (words.order,)
    wishes = [
        _Wish(paid, "revenue", interval="month"),
        _Wish((), "active_people", interval="month"),
        _Wish(paid, "arpu", interval="month"),
        _Wish((), "retention_d30", interval="month"),
        _Wish(paid, "revenue", "line", "week"),
        _Wish((), "active_people", "line", "week"),
        _Wish((), "new_people", "line", "week"),
        _Wish(paid, "order_value", "line", "week"),
    ]
    about = Text("收入、规模与留存的全貌", "Revenue, size and retention at a glance")
    return "executive", Text("管理层看板", "Executive"), about, wishes


def _back(event: str | None) -> dict[str, Any]:
    """Whoever did it, and when they were active again."""
    start = {"event": event}
    return {"start": start, "return": {"event": None}, "start_kind": "recurring", "period": "week", "since": "-55d"} | {
        "periods": 8
    }


def _first(filters: Filters, known: frozenset[str]) -> list[str]:
    """The first of these events that ever happened; none gives no tile."""
    return [one.event for one in filters if one.event is not None and one.event in known][:1]


def _placed(wishes: Sequence[_Wish], known: frozenset[str]) -> Iterator[Planned]:
    """Numbers in rows of four, pictures in rows of two below them."""
    x = y = tall = 0
    for one in wishes:
        if not all(any(f.event is None or f.event in known for f in needed) for needed in one.needs):
            continue
        w, h = _NUMBER if one.metric and one.show == "number" else _PICTURE
        if x + w > _COLUMNS or (tall and h != tall):
            x, y, tall = 0, y + tall, 0
        yield Planned(x, y, w, h, one.metric, one.show, one.interval, one.name, one.kind, one.query)
        x, tall = x + w, h
