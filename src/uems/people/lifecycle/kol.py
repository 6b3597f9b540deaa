"""Opinion leaders: who reaches many, brings people who stay and pay, and says things worth reading; ranked, explained.

Each contribution counts 2^(−age/half-life), so that influence fades unless it is renewed. Of what was counted:

    reach   = shares + invitations sent
    effect  = guests · (1 + activated + 2·paid) + ½ · their guests' + ¼ · these guests'     (three levels of the tree)
    content = reviews and whatever else the settings name

Each part x becomes ln(1 + x) / ln(1 + max x of the project), between 0 and 1, because influence is spread over people
like a power law. The score is 100 · trust · Σ weight · part, where trust = (genuine + 2) / (guests + 2): a guest who
was seen on one day only and never activated is not genuine (add-two smoothing: one bad guest ruins nobody).
"""

from dataclasses import dataclass
from typing import Any

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.people.lifecycle import rules
from uems.people.scope import Scope
from uems.rules.condition import EventFilter
from uems.rules.event_sql import event_matches, one_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql


class BadWeights(Invalid):
    code = "kol_weights"
    text = Text("三项权重之和应为 1", "The three weights add up to 1")


@dataclass(frozen=True, slots=True)
class Kol:
    """`accepts`: what a guest does, its property `inviter` holding the user id of who invited; `half_life` in days;
    weights of reach, effect and content add up to 1."""

    shares: EventFilter
    invites: EventFilter
    accepts: EventFilter
    pays: EventFilter
    activates: tuple[EventFilter, ...]
    content: tuple[EventFilter, ...]
    inviter: str = "inviter"
    half_life: float = 60.0
    reach: float = 0.2
    effect: float = 0.6
    says: float = 0.2


DEFAULT = Kol(
    EventFilter("share"),
    EventFilter("invite_sent"),
    EventFilter("invite_accepted"),
    EventFilter("order_paid"),
    rules.DEFAULT.activated,
    (EventFilter("review_left"),),
)


@dataclass(frozen=True, slots=True)
class Leader:
    """One of the ranking. Counts are whole; `reach`, `effect`, `content` the parts after fading, 0 to 1; `percentile` =
    100 · share of the project's people who rank below."""

    person: int
    rank: int
    percentile: float
    score: float
    reach: float
    effect: float
    content: float
    trust: float
    shares: int
    invites: int
    guests: int
    activated: int
    paid: int
    further: int
    reviews: int


def check(asked: Kol) -> None:
    """Raises BadWeights."""
    if abs(asked.reach + asked.effect + asked.says - 1) > 1e-6:
        raise BadWeights(about="reach")


def _guests(asked: Kol, scope: Scope) -> Sql:
    """SELECT host, guest, at, activated, paid, genuine: each guest once, with the first who invited them.

    A host brought about what a guest did on the day they came and after, so the last day of each tells whether any was;
    whether a guest is somebody real is told by all they ever did. It is one pass over the guests' own events."""
    came = sql(
        """SELECT person_id AS guest, argMin(JSONExtractString({inviter}), ts) AS inviter, min(ts) AS at
FROM {events} WHERE person_id != 0 AND ts <= {now:DateTime64(3)} AND {accepts} GROUP BY person_id""",
        inviter=facts.event_property(asked.inviter),
        events=scope.events,
        now=scope.now,
        accepts=event_matches(asked.accepts, scope.now),
    )
    return sql(
        """SELECT hosts.host AS host, came.guest AS guest, came.at AS at, did.genuine AS genuine,
    did.activated_on >= toDate(came.at, {zone:String}) AS activated,
    did.paid_on >= toDate(came.at, {zone:String}) AS paid
FROM ({came}) AS came
INNER JOIN (
    SELECT user_id, any(person_id) AS host FROM {events}
    WHERE user_id IN (SELECT inviter FROM ({came})) AND user_id != '' GROUP BY user_id
) AS hosts ON came.inviter = hosts.user_id
INNER JOIN (
    SELECT person_id, maxIf(toDate(ts, {zone:String}), {activates}) AS activated_on,
        maxIf(toDate(ts, {zone:String}), {pays}) AS paid_on,
        countIf({activates}) > 0 OR uniqExact(toDate(ts, {zone:String})) > 1 AS genuine
    FROM {events} WHERE person_id IN (SELECT guest FROM ({came})) AND ts <= {now:DateTime64(3)} AND event != ''
    GROUP BY person_id
) AS did ON came.guest = did.person_id
WHERE hosts.host != came.guest""",
        came=came,
        events=scope.events,
        activates=one_matches(asked.activates, scope.now),
        pays=event_matches(asked.pays, scope.now),
        zone=scope.zone.key,
        now=scope.now,
    )


def _own(asked: Kol, scope: Scope) -> Sql:
    """What people did themselves, in the columns of `_contributions`."""
    faded = sql(
        "exp2(-dateDiff('second', ts, {now:DateTime64(3)}) / 86400 / {half:Float64})",
        now=scope.now,
        half=asked.half_life,
    )
    says = one_matches(asked.content, scope.now)
    return sql(
        """SELECT person_id, countIf({shares}) AS shares, countIf({invites}) AS invites, toUInt64(0) AS guests,
    toUInt64(0) AS activated, toUInt64(0) AS paid, toUInt64(0) AS genuine, toUInt64(0) AS further,
    countIf({says}) AS reviews, sumIf({faded}, {shares} OR {invites}) AS reach, toFloat64(0) AS effect,
    sumIf({faded}, {says}) AS content
FROM {events} WHERE person_id != 0 AND ts <= {now:DateTime64(3)} AND ({shares} OR {invites} OR {says})
GROUP BY person_id""",
        shares=event_matches(asked.shares, scope.now),
        invites=event_matches(asked.invites, scope.now),
        says=says,
        faded=faded,
        events=scope.events,
        now=scope.now,
    )


def _contributions(asked: Kol, scope: Scope) -> Sql:
    """SELECT person_id and what they did and brought, each number once whole and once faded; several rows a person.
    People who invited each other in a circle are not their own guests' guests."""
    value = sql(
        """exp2(-dateDiff('second', at, {now:DateTime64(3)}) / 86400 / {half:Float64}) * (1 + activated + 2 * paid)""",
        now=scope.now,
        half=asked.half_life,
    )
    return sql(
        """WITH guests AS (SELECT host, guest, activated, paid, genuine, {value} AS value FROM ({guests})),
second AS (SELECT a.host AS host, b.guest AS guest, b.value AS value FROM guests AS a
    INNER JOIN guests AS b ON a.guest = b.host WHERE b.guest != a.host),
third AS (SELECT a.host AS host, b.value AS value FROM second AS a INNER JOIN guests AS b ON a.guest = b.host
    WHERE b.guest != a.host)
{own}
UNION ALL SELECT host, 0, 0, count(), sum(activated), sum(paid), sum(genuine), 0, 0, 0, sum(value), 0
FROM guests GROUP BY host
UNION ALL SELECT host, 0, 0, 0, 0, 0, 0, count(), 0, 0, sum(value) / 2, 0 FROM second GROUP BY host
UNION ALL SELECT host, 0, 0, 0, 0, 0, 0, count(), 0, 0, sum(value) / 4, 0 FROM third GROUP BY host""",
        value=value,
        guests=_guests(asked, scope),
        own=_own(asked, scope),
    )


def ranking(asked: Kol, scope: Scope) -> Sql:
    """SELECT person_id, rank (1 = first), percentile, score, the parts and the counts of everybody who contributed."""
    return sql(
        """SELECT person_id, rank() OVER (ORDER BY score DESC) AS rank,
    100 * (1 - count() OVER (ORDER BY score DESC) / greatest({everybody:UInt64}, 1)) AS percentile,
    score, reach_part, effect_part, content_part, trust, shares, invites, guests, activated, paid, further, reviews
FROM (
    SELECT person_id, shares, invites, guests, activated, paid, further, reviews,
        log1p(reach) / greatest(log1p(max(reach) OVER ()), 1e-9) AS reach_part,
        log1p(effect) / greatest(log1p(max(effect) OVER ()), 1e-9) AS effect_part,
        log1p(content) / greatest(log1p(max(content) OVER ()), 1e-9) AS content_part,
        (genuine + 2) / (guests + 2) AS trust,
        100 * trust * ({r:Float64} * reach_part + {e:Float64} * effect_part + {c:Float64} * content_part) AS score
    FROM (
        SELECT person_id, sum(shares) AS shares, sum(invites) AS invites, sum(guests) AS guests,
            sum(activated) AS activated, sum(paid) AS paid, sum(genuine) AS genuine, sum(further) AS further,
            sum(reviews) AS reviews, sum(reach) AS reach, sum(effect) AS effect, sum(content) AS content
        FROM ({parts}) GROUP BY person_id
    )
)""",
        everybody=everybody(scope),
        r=asked.reach,
        e=asked.effect,
        c=asked.says,
        parts=_contributions(asked, scope),
    )


def everybody(scope: Scope) -> int:
    """How many people the project has: what a percentile is a share of."""
    asked = sql(
        "SELECT uniqExact(person_id) FROM {events} WHERE person_id != 0 AND ts <= {now:DateTime64(3)}",
        events=scope.events,
        now=scope.now,
    )
    return int(scope.ask(asked).scalar())


def leaders(asked: Kol, scope: Scope, limit: int, after: int = 0) -> list[Leader]:
    """The ranking from a place on; people of equal score in the order of their ids."""
    rows = scope.ask(
        sql(
            "SELECT * FROM ({ranking}) ORDER BY rank, person_id LIMIT {limit:UInt32} OFFSET {after:UInt32}",
            ranking=ranking(asked, scope),
            limit=limit,
            after=after,
        )
    ).rows
    return [_leader(row) for row in rows]


def of_person(asked: Kol, person: int, scope: Scope) -> Leader | None:
    """One person's place; None = nothing to rank them by."""
    found = sql("SELECT * FROM ({all}) WHERE person_id = {person:UInt64}", all=ranking(asked, scope), person=person)
    rows = scope.ask(found).rows
    return _leader(rows[0]) if rows else None


def _leader(row: tuple[Any, ...]) -> Leader:
    measured: list[Any] = [round(float(value), 4) for value in row[2:8]]
    counted: list[Any] = [int(value) for value in row[8:]]
    return Leader(int(row[0]), int(row[1]), *measured, *counted)


def who(asked: Kol, percentile: float, scope: Scope) -> Sql:
    """SELECT person_id of everybody from a percentile on."""
    return sql(
        "SELECT person_id FROM ({ranking}) WHERE percentile >= {least:Float64}",
        ranking=ranking(asked, scope),
        least=percentile,
    )
