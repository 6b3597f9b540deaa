"""What a session is in a project: when one ends and the next begins, what shows a page, what counts as a bounce."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

import sqlalchemy as sa

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.rules.condition import EventFilter, parse_filter
from uems.rules.normal import normal_filter
from uems.store import single
from uems.store.client import Store
from uems.store.single import Changed
from uems.store.table import Instant, metadata

Bounce = Literal["single_page", "ten_seconds", "seconds"]
MOST_NAMES = 200
MOST_FILTERS = 20
MOST_MINUTES = 720

table = sa.Table(
    "session_rule",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("rule", sa.JSON, nullable=False),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)


class BadSessionRule(Invalid):
    code = "session_rule"
    text = Text("会话定义不合理", "This definition of a session makes no sense")


_VIEWS = ("page", "$pageview", "pageview", "page_view", "page_viewed", "Page Viewed", "Page View", "$screen", "screen")
_HEARTBEATS = ("heartbeat", "$heartbeat", "page_ping", "engagement")
_LEAVES = ("leave", "$pageleave", "pageleave", "page_leave", "page_hidden", "app_background")
_IGNORED = (
    *("message_sent", "message_delivered", "message_failed", "message_capped", "email_sent", "push_sent", "sms_sent"),
    *("coupon_received", "coupon_expired", "order_refunded", "points_expired", "ad_cost"),
)
_QUIET = (
    *("experiment_exposed", "$feature_flag_called", "$experiment_started", "$identify", "$set", "$groupidentify"),
    *("$web_vitals", "web_vitals", "$performance_event", "load_duration", "$opt_in", "$rageclick"),
)


def _named(*names: str) -> tuple[EventFilter, ...]:
    return tuple(EventFilter(name) for name in names)


def _hidden(event: str) -> EventFilter:
    return parse_filter({"event": event, "where": [{"property": "visible", "op": "eq", "value": False}]})


@dataclass(frozen=True, slots=True)
class SessionRule:
    """A session of a person ends with a pause of `inactivity` minutes; with `midnight` also at the end of a day of the
    project's calendar, with `campaign` also where another campaign brings the person back. With `ids` events that bear
    a session of their sender's are that session, whatever the pauses.

    `views`: names of events that show a page, beside those of the types page and screen; `page`: the property that
    names it (None = the first that is there of page, path, url, screen). `heartbeats` say that somebody is still
    looking, `leaves` that a page is no longer seen. `ignored`: names of events that nobody did at that moment: they
    neither begin nor prolong a session. `quiet`: names that are no interaction. `bounce`: what a bounce is, see
    `insight.session_rows`; `bounce_seconds` is for `seconds`. `idle`: the most minutes that can pass between two
    signs of life and still count as looking."""

    inactivity: int = 30
    ids: bool = True
    midnight: bool = False
    campaign: bool = False
    bounce: Bounce = "single_page"
    bounce_seconds: int = 15
    idle: int = 30
    views: tuple[str, ...] = _VIEWS
    page: str | None = None
    heartbeats: tuple[str, ...] = _HEARTBEATS
    leaves: tuple[EventFilter, ...] = (*_named(*_LEAVES), *(_hidden(name) for name in _HEARTBEATS))
    ignored: tuple[str, ...] = _IGNORED
    quiet: tuple[str, ...] = _QUIET

    @property
    def pause(self) -> timedelta:
        """The pause that ends a session."""
        return timedelta(minutes=self.inactivity)


DEFAULT = SessionRule()


def of(store: Store, project: int) -> SessionRule:
    """The project's rule; the default where nobody kept another."""
    with store.read() as connection:
        kept = connection.execute(sa.select(table.c.rule).where(table.c.project == project)).scalar()
    return DEFAULT if kept is None else parse(kept)


def keep(store: Store, project: int, rule: SessionRule | None, by: str, now: datetime) -> None:
    """Another rule from now on, for all of the past too; None = the default again."""
    single.keep(store, table, project, None if rule is None else {"rule": as_json(rule)}, by, now)


def changed(store: Store, project: int) -> Changed | None:
    """Who kept the project's rule, and when; None = the default holds."""
    return single.changed(store, table, project)


def as_json(rule: SessionRule) -> dict[str, Any]:
    """JSON that `parse` reads as the same rule."""
    lists = {name: list(getattr(rule, name)) for name in _NAMES}
    leaves = {"leaves": [normal_filter(one) for one in rule.leaves]}
    return {one.name: getattr(rule, one.name) for one in fields(SessionRule)} | lists | leaves


_NAMES = ("views", "heartbeats", "ignored", "quiet")


def parse(json: Mapping[str, Any]) -> SessionRule:
    """The rule of this JSON; what is left out is as by default. Raises BadSessionRule, ConditionInvalid."""
    given: dict[str, Any] = dict(json)
    unknown = given.keys() - asdict(DEFAULT).keys()
    if unknown:
        raise BadSessionRule(about=sorted(unknown)[0])
    for name in _NAMES:
        if name in given:
            given[name] = tuple(dict.fromkeys(given[name]))
    if "leaves" in given:
        given["leaves"] = tuple(parse_filter(one, f"leaves[{place}]") for place, one in enumerate(given["leaves"]))
    rule = replace(DEFAULT, **given)
    _check(rule)
    return rule


def _check(rule: SessionRule) -> None:
    """Raises BadSessionRule with the field and the reason."""
    counts = {
        "inactivity": (rule.inactivity, 1, MOST_MINUTES),
        "bounce_seconds": (rule.bounce_seconds, 1, 3600),
        "idle": (rule.idle, 1, MOST_MINUTES),
    }
    for name, (value, low, high) in counts.items():
        if not low <= value <= high:
            raise BadSessionRule(Text(f"应在 {low} 至 {high} 之间", f"It lies between {low} and {high}"), about=name)
    if rule.bounce not in get_args(Bounce):
        raise BadSessionRule(about="bounce")
    for name in _NAMES:
        if len(getattr(rule, name)) > MOST_NAMES:
            raise BadSessionRule(Text(f"最多 {MOST_NAMES} 个事件", f"At most {MOST_NAMES} events"), about=name)
    if len(rule.leaves) > MOST_FILTERS:
        raise BadSessionRule(Text(f"最多 {MOST_FILTERS} 个事件", f"At most {MOST_FILTERS} events"), about="leaves")
    if any(test.op == "within_last" for one in rule.leaves for test in one.where):
        raise BadSessionRule(Text("这里不能使用“最近”", "“Within the last” has no place here"), about="leaves")
