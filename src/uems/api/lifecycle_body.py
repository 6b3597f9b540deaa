"""The bodies of questions about states, RFM and opinion leaders, and the frozen questions they become."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from pydantic import AwareDatetime, ConfigDict, Field

from uems.api.door import Asked
from uems.api.insight_body import Body, EventBody
from uems.people.lifecycle import course, kol, rfm
from uems.people.lifecycle.kol import Kol
from uems.people.lifecycle.rfm import Cuts, Rfm
from uems.people.scope import Scope
from uems.rules.condition import EventFilter, parse_filter
from uems.warehouse.sql import Sql

_MONTH = 30


class AskedBody(Body):
    """`now` freezes the clock, `timezone` the calendar; left out: now, and the project's."""

    now: AwareDatetime | None = None
    timezone: str | None = Field(None, max_length=60, examples=["Asia/Shanghai"])

    def scope(self, caller: Asked) -> Scope:
        return caller.scope(self.now, self.timezone)


def _filter(body: EventBody, about: str) -> EventFilter:
    return parse_filter({"event": body.event, "where": body.where}, about)


class StatesBody(AskedBody):
    """The movement between states from the end of one day to the end of another; left out: the last 30 days."""

    model_config = ConfigDict(json_schema_extra={"example": {"since": "2026-05-01", "until": "2026-05-31"}})
    kind: Literal["states"] = "states"
    since: date | None = Field(None, examples=["2026-05-01"])
    until: date | None = Field(None, examples=["2026-05-31"])

    def question(self, scope: Scope) -> tuple[date, date]:
        """First and last day, in the scope's calendar; the last whole day is yesterday."""
        last = scope.now.astimezone(scope.zone).date() - timedelta(days=1)
        until = min(self.until or last, last)
        return self.since or until - timedelta(days=_MONTH), until


class StatesCellBody(Body):
    """`state` now, or at the end of day `on`; or from `before` to `state` within the days; with `step`, at the two
    dates of that step of the flow."""

    state: str = Field(max_length=40, examples=["declining"])
    before: str | None = Field(None, max_length=40)
    on: date | None = None
    step: int | None = Field(None, ge=0, le=course.STEPS)

    def behind(self, query: StatesBody, scope: Scope) -> Sql:
        if self.before is None:
            return course.who_is(self.state, self.on, scope)
        days = query.question(scope)
        if self.step is None:
            return course.who_moved(self.before, self.state, *days, scope)
        return course.who_flowed(self.before, self.state, self.step, *days, scope)


class CutsBody(Body):
    """Four cut points for each measure, rising."""

    recency: list[float] = Field(min_length=4, max_length=4, examples=[[7, 14, 30, 60]])
    frequency: list[float] = Field(min_length=4, max_length=4, examples=[[1, 2, 4, 8]])
    money: list[float] = Field(min_length=4, max_length=4, examples=[[50, 100, 300, 1000]])


class RfmBody(AskedBody):
    """`buys` = what counts as buying, `amount` its property that holds the money; `days` = only the last so many;
    `cuts` left out = quintiles; `ago` = the time to compare with, in days before."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"buys": {"event": "order_paid"}, "amount": "revenue", "days": 365}}
    )
    kind: Literal["rfm"] = "rfm"
    buys: EventBody = Field(default_factory=lambda: EventBody(event="order_paid"))
    amount: str = Field("revenue", min_length=1, max_length=200)
    days: int | None = Field(None, ge=1, le=3660)
    frequency: Literal["purchases", "days"] = "purchases"
    cuts: CutsBody | None = None
    ago: int = Field(_MONTH, ge=1, le=3660)

    def scope(self, caller: Asked) -> Scope:
        """Raises HiddenProperty where the caller may not see the money's property: cut points are values of it."""
        caller.must_see([(self.amount, "event")])
        return super().scope(caller)

    def question(self, scope: Scope) -> Rfm:
        cuts = self.cuts
        points = None if cuts is None else Cuts(tuple(cuts.recency), tuple(cuts.frequency), tuple(cuts.money))
        asked = Rfm(_filter(self.buys, "buys"), self.amount, self.days, self.frequency, points)
        rfm.check(asked)
        return asked

    def earlier(self, caller: Asked) -> Scope:
        scope = self.scope(caller)
        return caller.scope(scope.now - timedelta(days=self.ago), self.timezone)


class RfmCellBody(Body):
    """A cell by its name, or by its scores [R, F, M] (M null = any); neither = everybody who bought. `before`: from
    that cell ('' = had not bought) to `cell` ('' = no purchase in range any more) since `ago` days before."""

    cell: str | None = Field(None, max_length=40, examples=["champions"])
    before: str | None = Field(None, max_length=40)
    scores: tuple[int, int, int | None] | None = Field(None, examples=[[5, 4, 5]])

    def behind(self, query: RfmBody, scope: Scope) -> Sql:
        if self.before is not None:
            earlier = replace(scope, now=scope.now - timedelta(days=query.ago))
            return rfm.who_migrated(query.question(scope), self.before, self.cell or "", scope, earlier)
        return rfm.who(query.question(scope), self.cell, self.scores, scope)


class KolBody(AskedBody):
    """Which events tell of influence, how fast it fades, and what weighs how much; the weights add up to 1."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"invites": {"event": "invite_sent"}, "accepts": {"event": "invite_accepted"}}}
    )
    kind: Literal["kol"] = "kol"
    shares: EventBody = Field(default_factory=lambda: EventBody(event="share"))
    invites: EventBody = Field(default_factory=lambda: EventBody(event="invite_sent"))
    accepts: EventBody = Field(default_factory=lambda: EventBody(event="invite_accepted"))
    inviter: str = Field("inviter", min_length=1, max_length=200)
    pays: EventBody = Field(default_factory=lambda: EventBody(event="order_paid"))
    content: list[EventBody] = Field(default_factory=lambda: [EventBody(event="review_left")], max_length=20)
    half_life: float = Field(60, ge=1, le=3660)
    reach: float = Field(0.2, ge=0, le=1)
    effect: float = Field(0.6, ge=0, le=1)
    says: float = Field(0.2, ge=0, le=1)

    def question(self, scope: Scope) -> Kol:
        asked = Kol(
            _filter(self.shares, "shares"),
            _filter(self.invites, "invites"),
            _filter(self.accepts, "accepts"),
            _filter(self.pays, "pays"),
            kol.DEFAULT.activates,
            tuple(_filter(one, f"content[{n}]") for n, one in enumerate(self.content)),
            self.inviter,
            self.half_life,
            self.reach,
            self.effect,
            self.says,
        )
        kol.check(asked)
        return asked


class KolCellBody(Body):
    """Everybody from this percentile on."""

    percentile: float = Field(99, ge=0, le=100)

    def behind(self, query: KolBody, scope: Scope) -> Sql:
        return kol.who(query.question(scope), self.percentile, scope)
