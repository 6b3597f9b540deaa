"""What the life-cycle states mean in a project: its rules, with defaults that most products can begin with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal, get_args

import sqlalchemy as sa

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.rules.condition import EventFilter, parse_filter
from uems.rules.normal import normal_filter
from uems.store import project as projects
from uems.store import single
from uems.store.client import Store
from uems.store.single import Changed
from uems.store.table import Instant, metadata
from uems.warehouse.facts import NOTED

State = Literal["visitor", "registered", "activated", "active", "declining", "dormant", "churned", "resurrected"]
STATES: tuple[State, ...] = get_args(State)

MOST_FILTERS = 20
MOST_DAYS = 365

table = sa.Table(
    "lifecycle_rules",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("rules", sa.JSON, nullable=False),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)


class BadRules(Invalid):
    code = "lifecycle_rules"
    text = Text("生命周期规则不合理", "These life-cycle rules make no sense")


@dataclass(frozen=True, slots=True)
class Decline:
    """When somebody falls behind their own habit, counted in active days: of `recent` days fewer than `below` times
    what the `baseline` days before them let expect, and at most `z` standard deviations from it; only of people with
    at least `least` active days in the baseline, and not of the first `settle` days: all are busier when all is new."""

    recent: int = 14
    baseline: int = 28
    below: float = 0.5
    z: float = -2.0
    least: int = 6
    settle: int = 14


@dataclass(frozen=True, slots=True)
class Rules:
    """`activity`: events that somebody does of their own accord, but for the `passive` names. `registered` and
    `activated`: events that say so; `identified`: whoever has a user id is registered too. `active_days`: days since
    activation, its own among them, that make somebody active. `signals`: events that announce leaving, until the
    person is back on a later day. `resurrected`: so many days somebody who came back is called so. `dormant`,
    `churned`: days of silence."""

    activity: tuple[EventFilter, ...]
    passive: tuple[str, ...]
    registered: tuple[EventFilter, ...]
    activated: tuple[EventFilter, ...]
    signals: tuple[EventFilter, ...]
    identified: bool = True
    active_days: int = 2
    decline: Decline = Decline()
    resurrected: int = 14
    dormant: int = 30
    churned: int = 60


_PASSIVE = (
    *NOTED,
    *("message_sent", "message_delivered", "message_failed", "message_capped", "email_sent", "push_sent", "sms_sent"),
    *("experiment_exposed", "$holdout_assigned", "$variant_assigned", "coupon_received", "coupon_expired"),
    *("order_refunded", "points_expired", "ad_cost"),
)
_REGISTERED = ("sign_up", "signed_up", "Signed Up", "user_signed_up", "register", "account_created")
_ACTIVATED = ("onboarding_done", "onboarding_completed", "activated")
_PAID = ("order_paid", "order_completed", "Order Completed", "purchase", "payment_succeeded")
_LEAVING = r"(?i)/(account|membership|subscription|plan)/(close|cancel|delete|deactivate)"


def _named(*names: str) -> tuple[EventFilter, ...]:
    return tuple(EventFilter(name) for name in names)


def _page(event: str) -> EventFilter:
    return parse_filter({"event": event, "where": [{"property": "page", "op": "matches", "value": _LEAVING}]})


DEFAULT = Rules(
    activity=(EventFilter(None),),
    passive=_PASSIVE,
    registered=_named(*_REGISTERED),
    activated=_named(*_ACTIVATED, *_PAID),
    signals=(*_named("subscription_cancelled", "account_closed"), _page("page"), _page("$pageview")),
)


def of(store: Store, project: int) -> Rules:
    """The project's rules: those that somebody kept; else the defaults, with its key events where it has said them."""
    with store.read() as connection:
        kept = connection.execute(sa.select(table.c.rules).where(table.c.project == project)).scalar()
        return parse(kept) if kept is not None else _by_default(connection, project)


def keep(store: Store, project: int, rules: Rules | None, by: str, now: datetime) -> None:
    """Other rules from now on; None = the defaults again."""
    single.keep(store, table, project, None if rules is None else {"rules": as_json(rules)}, by, now)


def changed(store: Store, project: int) -> Changed | None:
    """Who kept the project's rules, and when; None = the defaults hold."""
    return single.changed(store, table, project)


def _by_default(connection: sa.Connection, project: int) -> Rules:
    known = projects.key_events(connection, project) or {}
    said = {name: _key_event(known.get(name)) for name in ("sign_up", "activation", "revenue")}
    activated = tuple(one for one in (said["activation"], said["revenue"]) if one is not None)
    registered = DEFAULT.registered if said["sign_up"] is None else (said["sign_up"],)
    return replace(DEFAULT, registered=registered, activated=activated or DEFAULT.activated)


def _key_event(said: Mapping[str, Any] | None) -> EventFilter | None:
    return None if said is None else parse_filter({"event": said["event"], "where": said.get("where", [])})


def as_json(rules: Rules) -> dict[str, Any]:
    """JSON that `parse` reads as the same rules."""
    found: dict[str, Any] = {one.name: getattr(rules, one.name) for one in fields(Rules)}
    filters = {name: [normal_filter(one) for one in found[name]] for name in _FILTERS}
    return found | filters | {"passive": list(rules.passive), "decline": asdict(rules.decline)}


_FILTERS = ("activity", "registered", "activated", "signals")


def parse(json: Mapping[str, Any]) -> Rules:
    """The rules of this JSON; what is left out is as by default. Raises BadRules, ConditionInvalid."""
    given: dict[str, Any] = dict(json)
    unknown = given.keys() - {one.name for one in fields(Rules)}
    if unknown:
        raise BadRules(about=sorted(unknown)[0])
    for name in _FILTERS:
        if name in given:
            given[name] = tuple(_filters(name, given[name]))
    if "passive" in given:
        given["passive"] = tuple(dict.fromkeys((*NOTED, *given["passive"])))
    if "decline" in given:
        given["decline"] = Decline(**given["decline"])
    rules = replace(DEFAULT, **given)
    _check(rules)
    return rules


def _filters(name: str, given: Sequence[Any]) -> Iterator[EventFilter]:
    if len(given) > MOST_FILTERS:
        raise BadRules(Text(f"最多 {MOST_FILTERS} 个事件", f"At most {MOST_FILTERS} events"), about=name)
    for place, one in enumerate(given):
        at = f"{name}[{place}]"
        found = parse_filter(one, at)
        if any(test.op == "within_last" for test in found.where):
            # The state of a past day would change with the day on which somebody asks.
            raise BadRules(Text("这里不能使用“最近”", "“Within the last” has no place here"), about=at)
        yield found


def _check(rules: Rules) -> None:
    """Raises BadRules with the field and the reason."""
    decline = rules.decline
    counts = {
        "active_days": (rules.active_days, 1, 60),
        "resurrected": (rules.resurrected, 1, MOST_DAYS),
        "dormant": (rules.dormant, 1, MOST_DAYS),
        "churned": (rules.churned, rules.dormant + 1, 2 * MOST_DAYS),
        "decline.recent": (decline.recent, 1, 90),
        "decline.baseline": (decline.baseline, decline.recent, MOST_DAYS),
        "decline.least": (decline.least, 1, decline.baseline),
        "decline.settle": (decline.settle, 0, MOST_DAYS),
        "decline.below": (decline.below, 0.05, 1.0),
        "decline.z": (decline.z, -6.0, 0.0),
    }
    for name, (value, low, high) in counts.items():
        if not low <= value <= high:
            raise BadRules(Text(f"应在 {low} 至 {high} 之间", f"It lies between {low} and {high}"), about=name)
    for name in ("activity", "activated"):
        if not getattr(rules, name):
            raise BadRules(Text("至少需要一个事件", "Name at least one event"), about=name)
