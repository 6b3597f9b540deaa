"""Sessions over HTTP: bounce rate, dwell time, depth, entry and exit pages, and what a session is in the project."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Analyst, Asked, Reader
from uems.api.insight_body import Body, BreakdownBody, BreakdownsBody, EventBody, TimedBody, breakdown
from uems.api.problem import refusals
from uems.insight import page, session
from uems.insight.session_rows import Sessions
from uems.metrics import asked as shared
from uems.metrics.asked import Computed
from uems.metrics.breakdown import Value
from uems.metrics.period import Calendar, Interval
from uems.people import session_rule
from uems.people.scope import Scope
from uems.people.session_rule import DEFAULT, MOST_NAMES, Bounce, SessionRule
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_SESSIONS = {"since": "-30d", "interval": "day", "breakdown": {"property": "channel"}}
Names = Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=MOST_NAMES)]


class SessionsBody(TimedBody):
    """Sessions that began in the range, as the project defines them; each counts once, in the bucket it began in."""

    kind: Literal["sessions"] = "sessions"
    interval: Interval = "day"
    breakdown: BreakdownBody | BreakdownsBody | None = None
    limit: int = Field(50, ge=1, le=1000, description="So many pages, by views, by entries and by exits.")

    def scope(self, caller: Asked) -> Scope:
        """Raises HiddenProperty where pages are named by a property that the caller may not see."""
        found = super().scope(caller)
        caller.must_see([(name, "event") for name in page.properties(found.sessions)])
        return found

    def question(self, scope: Scope) -> Sessions:
        calendar = Calendar(self.interval, scope.zone, self.week_start)
        span = shared.span(self.since, self.until, scope)
        return Sessions(span, calendar, scope.sessions, self.people(), breakdown(self.breakdown), self.limit)


class SessionsCellBody(Body):
    """Sessions of a bucket, that bounced, of the bin of duration, dwell (seconds) or depth (page views) that begins
    there, of a value of the breakdown; or those that saw, began or ended on a page."""

    bucket: str | None = Field(None, max_length=40)
    bounced: bool = False
    duration: int | None = Field(None, ge=0)
    dwell: int | None = Field(None, ge=0)
    depth: int | None = Field(None, ge=0)
    breakdown: Value = None
    page: str | None = Field(None, max_length=1000)
    at: Literal["seen", "entry", "exit"] = "seen"

    def cell(self, scope: Scope) -> session.SessionCell:
        bucket = None if self.bucket is None else shared.moment(self.bucket, scope, "cell.bucket")
        value = (self.breakdown,) if "breakdown" in self.model_fields_set else None
        numbers = (self.bounced, self.duration, self.dwell, self.depth)
        return session.SessionCell(bucket, *numbers, value, self.page, self.at)


class SessionRuleBody(Body):
    """What a session is; see the guide of sessions. What is left out is as by default.

    `inactivity`: minutes without an event that end a session. `ids`: a session that the sender names is that session.
    `midnight`, `campaign`: a new day, another campaign begins another session. `bounce`: single_page = one page view
    and no interaction; ten_seconds = the same in less than ten seconds; seconds = shorter than `bounce_seconds`.
    `idle`: minutes between two signs of life that still count as looking. `page`: the property that names a page,
    null = the first that is there. `leaves`: what says that a page is no longer seen. `ignored`: names of what nobody
    did at that moment. `quiet`: names that are no interaction."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"inactivity": 30, "bounce": "ten_seconds"}}
    )
    inactivity: int = Field(DEFAULT.inactivity, ge=1, le=session_rule.MOST_MINUTES)
    ids: bool = DEFAULT.ids
    midnight: bool = DEFAULT.midnight
    campaign: bool = DEFAULT.campaign
    bounce: Bounce = DEFAULT.bounce
    bounce_seconds: int = Field(DEFAULT.bounce_seconds, ge=1, le=3600)
    idle: int = Field(DEFAULT.idle, ge=1, le=session_rule.MOST_MINUTES)
    views: Names = Field(default_factory=lambda: list(DEFAULT.views))
    page: str | None = Field(None, min_length=1, max_length=200)
    heartbeats: Names = Field(default_factory=lambda: list(DEFAULT.heartbeats))
    leaves: list[EventBody] = Field(
        default_factory=lambda: [EventBody.model_validate(one) for one in session_rule.as_json(DEFAULT)["leaves"]],
        max_length=session_rule.MOST_FILTERS,
    )
    ignored: Names = Field(default_factory=lambda: list(DEFAULT.ignored))
    quiet: Names = Field(default_factory=lambda: list(DEFAULT.quiet))

    def rule(self) -> SessionRule:
        return session_rule.parse(self.model_dump())


class KeptRule(BaseModel):
    """The definition in use; `changed_at` null = the default."""

    rule: SessionRuleBody
    changed_by: str | None
    changed_at: datetime | None


class SessionsTold(BaseModel):
    """`total` with its distributions, its course, its pages and its parts, and the definition it is by."""

    total: session.Numbers
    bounce: Bounce = Field(description="The name of the definition of a bounce.")
    bounce_seconds: int
    durations: list[session.TimeBin]
    dwells: list[session.TimeBin]
    depths: list[session.DepthBin]
    series: list[session.Bucket]
    pages: session.Pages
    breakdown: list[session.Part] | None
    computed: Computed


def _example(value: dict[str, Any]) -> Any:
    return Given(openapi_examples={"example": {"value": value}})


@router.post("/sessions")
def ask_sessions(caller: Reader, asked: Annotated[SessionsBody, _example(_SESSIONS)]) -> SessionsTold:
    """Sessions: how many, how deep and long, how many bounce, and the pages they begin and end on."""
    scope = asked.scope(caller)
    found, rule = session.answer(asked.question(scope), scope), scope.sessions
    told = {name: getattr(found, name) for name in found.__slots__}
    return SessionsTold(**told, bounce=rule.bounce, bounce_seconds=rule.bounce_seconds)


@router.get("/sessions/rule")
def get_session_rule(caller: Reader) -> KeptRule:
    """What a session is in the project."""
    store, number = caller.parts.store, caller.project.number
    changed = session_rule.changed(store, number)
    return KeptRule(
        rule=SessionRuleBody.model_validate(session_rule.as_json(session_rule.of(store, number))),
        changed_by=None if changed is None else changed.by,
        changed_at=None if changed is None else changed.at,
    )


@router.put("/sessions/rule")
def put_session_rule(caller: Analyst, asked: SessionRuleBody) -> KeptRule:
    """Another definition: every question follows at once, of the past too."""
    session_rule.keep(caller.parts.store, caller.project.number, asked.rule(), caller.by, caller.parts.clock())
    return get_session_rule(caller)


@router.delete("/sessions/rule")
def reset_session_rule(caller: Analyst) -> KeptRule:
    """The default again."""
    session_rule.keep(caller.parts.store, caller.project.number, None, caller.by, caller.parts.clock())
    return get_session_rule(caller)


def behind(asked: SessionsBody, cell: SessionsCellBody, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people behind one number of sessions. Raises BadSessions, NoSuchCell."""
    return session.behind(asked.question(scope), cell.cell(scope), scope)
