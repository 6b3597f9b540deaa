"""The touches and conversions behind an attribution, read as columns and cut into journeys."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from uems.insight.attribution.journeys import Floats, Ints, Journeys
from uems.insight.attribution.question import AT_ONCE, GAP, Attribution
from uems.metrics import breakdown as split
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.people.scope import Scope
from uems.rules.event_sql import instant
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, sql


@dataclass(frozen=True, slots=True)
class Ways:
    """Journeys, and of each: whose it is, when it ends (milliseconds; of one without a conversion, the range's end)."""

    journeys: Journeys
    person: Ints
    end: Ints


def key(asked: Attribution) -> Sql:
    """The channel of a row of events as JSON text; '' = it names none."""
    return split.raw(Split(asked.channel))


def touches(asked: Attribution, scope: Scope) -> Sql:
    """Whether a row is a touch."""
    return all_of([asked.touch.tests(scope), sql("{key} NOT IN ('', '\"\"')", key=key(asked))])


def channels_of(asked: Attribution, scope: Scope) -> tuple[str, ...]:
    """The keys of the channels with the most touches that the question can see, the most first."""
    span = reach(asked)
    query = sql(
        """SELECT {key} AS name FROM {events}
WHERE ts >= {since} AND ts < {until} AND {touch}
GROUP BY name ORDER BY count() DESC, name LIMIT {limit:UInt32}""",
        key=key(asked),
        events=scope.events,
        since=instant(span.since),
        until=instant(span.until),
        touch=touches(asked, scope),
        limit=asked.limit,
    )
    return tuple(row[0] for row in scope.ask(query).rows)


def met(asked: Attribution, names: Sequence[str], scope: Scope) -> list[tuple[int, int]]:
    """Touches of each channel in the span, and the people it met; last those of the channels beyond `names`."""
    query = sql(
        """SELECT toUInt32((indexOf({names:Array(String)}, {key}) + {count:UInt16}) % ({count:UInt16} + 1)) AS channel,
    count(), uniqExact(person_id)
FROM {events} WHERE ts >= {since} AND ts < {until} AND person_id != 0 AND {touch} GROUP BY channel""",
        names=list(names),
        count=len(names),
        key=key(asked),
        events=scope.events,
        since=instant(asked.span.since),
        until=instant(asked.span.until),
        touch=touches(asked, scope),
    )
    found = {channel: (touched, people) for channel, touched, people in scope.ask(query).rows}
    return [found.get(channel, (0, 0)) for channel in range(len(names) + 1)]


def reach(asked: Attribution) -> Span:
    """The range in which touches are looked for."""
    return Span(asked.span.since - asked.lookback, asked.span.until)


def question(asked: Attribution, names: Sequence[str], span: Span, scope: Scope, among: Sql | None = None) -> Sql:
    """Rows (person, at, kind, channel, amount): kind 0 = a touch of the channel of that number in `names` (the number
    after them: another), 1 = a conversion. An event can be both. `among` = only these people."""
    amount = sql("1.") if asked.value is None else split.number(facts.event_property(asked.value))
    return sql(
        """SELECT person_id AS person, toUnixTimestamp64Milli(ts) AS at,
    arrayJoin(multiIf(touched AND converted, [0, 1], touched, [0], [1])) AS kind,
    if(touched, toUInt16((indexOf({names:Array(String)}, name) + {count:UInt16}) % ({count:UInt16} + 1)), 0) AS channel,
    amount
FROM (
    SELECT person_id, ts, {touch} AS touched, {conversion} AS converted, {key} AS name,
        if(converted, ifNull({amount}, 0.), 0.) AS amount
    FROM {events}
    WHERE ts >= {since} AND ts < {until} AND person_id != 0 AND {among} AND (touched OR converted)
)""",
        names=list(names),
        count=len(names),
        touch=touches(asked, scope),
        conversion=asked.conversion.tests(scope),
        key=key(asked),
        amount=amount,
        events=scope.events,
        since=instant(span.since),
        until=instant(span.until),
        among=sql("true") if among is None else sql("person_id IN ({among})", among=among),
    )


def ways(asked: Attribution, names: Sequence[str], scope: Scope) -> Ways:
    """Everything the question counts: a journey for each conversion, one for each person that no conversion ended, and
    people who were there and met nothing."""
    span = reach(asked)
    columns, people = (
        scope.columns(question(asked, names, span, scope)),
        scope.columns(_people(asked, scope), by_key=True),
    )
    since, until = milliseconds(asked.span.since), milliseconds(asked.span.until)
    new = people["first"].astype(np.int64) >= milliseconds(span.since)
    seen = {"person": people["person"][new], "first": people["first"][new]}
    found = cut(columns, names, asked.reach, since, until, seen)
    silent = max(int(people["there"].sum()) - len(np.unique(found.person)), 0)
    return found if silent == 0 else _with_silent(found, silent, until)


def cut(
    columns: dict[str, np.ndarray],
    names: Sequence[str],
    lookback: int,
    since: int,
    until: int,
    seen: dict[str, np.ndarray] | None = None,
) -> Ways:
    """Journeys of rows of `question`. A conversion before `since` ends a journey that is not counted. `seen` = when
    each person was first seen, where it matters who was brought by a touch."""
    order = _in_time(columns)
    person, at, kind, channel, amount = (columns[n][order] for n in ("person", "at", "kind", "channel", "amount"))
    at = at.astype(np.int64)
    who, by = _brought(person, at, kind, channel, seen)
    once = _once(person, at, kind, channel)
    person, at, kind, channel, amount = (one[once] for one in (person, at, kind, channel, amount))
    ends = kind == 1
    group, whose = _groups(person, ends)
    count = len(whose)
    converted = np.bincount(group, ends, count)
    end, worth = np.full(count, until), np.zeros(count)
    end[group[ends]], worth[group[ends]] = at[ends], amount[ends]
    later = _later(whose, converted)
    kept = ~ends & (at >= np.where(converted[group] > 0, end[group] - lookback, since))
    length = np.bincount(group[kept], minlength=count)
    start = np.concatenate([[0], np.cumsum(length)])
    age = (end[group[kept]] - at[kept]) / 1000
    made = Journeys(
        *((*names, split.OTHER), start, channel[kept].astype(int), age, converted, worth, np.ones(count), later),
        np.where(later == 0, _of(whose, who, by), -1),
    )
    return _of_span(Ways(made, whose, end), since)


def _in_time(columns: dict[str, np.ndarray]) -> Ints:
    """The order of each person's rows in time; at one moment touches come first, by channel. All but the person is
    packed into one number, which sorts sooner than three: milliseconds above 17 bits."""
    moment = columns["at"].astype(np.int64) << 17 | columns["kind"].astype(np.int64) << 16 | columns["channel"]
    first = np.argsort(moment)
    order: Ints = first[np.argsort(columns["person"][first], kind="stable")]
    return order


def _groups(person: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The journey of each row, and whose each journey is. After a conversion the person's next journey begins, whether
    a touch follows or not: everybody has one that no conversion ended."""
    if len(person) == 0:
        return np.zeros(0, dtype=int), person
    fresh = np.concatenate([[True], person[1:] != person[:-1]])
    group = np.cumsum(ends) - ends + np.cumsum(fresh) - 1
    whose = np.zeros(int(group[-1]) + 1 + int(ends[-1]), dtype=person.dtype)
    whose[group] = person
    empty = np.ones(len(whose), dtype=bool)
    empty[group] = False
    whose[empty] = whose[np.nonzero(empty)[0] - 1]
    return group, whose


def _people(asked: Attribution, scope: Scope) -> Sql:
    """Rows (person, first, there) of the people who were first seen in the reach of the question, and of those who are
    there: who did anything in the span, and are among those the question is about."""
    people = asked.conversion.people
    return sql(
        """SELECT person_id AS person, toUnixTimestamp64Milli(min(ts)) AS first,
    max(ts >= {since} AND ts < {until} AND {people}) AS there
FROM {events} WHERE person_id != 0 AND {acted} GROUP BY project_id, person_id HAVING there OR min(ts) >= {reached}""",
        events=scope.events,
        acted=facts.acted(),
        since=instant(asked.span.since),
        until=instant(asked.span.until),
        people=sql("true") if people is None else sql("person_id IN ({who})", who=scope.people(people)),
        reached=instant(reach(asked).since),
    )


def _brought(
    person: Ints, at: Ints, kind: Ints, channel: Ints, seen: dict[str, np.ndarray] | None
) -> tuple[Ints, Ints]:
    """Who was first seen by a touch (rising), and the channel of it."""
    if seen is None or len(seen["person"]) == 0 or len(person) == 0:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=int)
    order = np.argsort(seen["person"])
    known, first = seen["person"][order], seen["first"][order].astype(np.int64)
    place = np.minimum(np.searchsorted(known, person), len(known) - 1)
    mine = (kind == 0) & (known[place] == person) & (at - first[place] <= AT_ONCE)
    who, row = np.unique(person[mine], return_index=True)
    return who, channel[mine][row].astype(int)


def _of(whose: Ints, who: Ints, by: Ints) -> Ints:
    """The channel of each, -1 for those who are not among them."""
    if len(who) == 0:
        return np.full(len(whose), -1)
    place = np.minimum(np.searchsorted(who, whose), len(who) - 1)
    found: Ints = np.where(who[place] == whose, by[place], -1)
    return found


def _once(person: Ints, at: Ints, kind: Ints, channel: Ints) -> Ints:
    """False where the next touch repeats this one: the last of them stays, which is the nearest to what follows."""
    again = (
        (person[1:] == person[:-1])
        & (kind[1:] == 0)
        & (kind[:-1] == 0)
        & (channel[1:] == channel[:-1])
        & (at[1:] - at[:-1] <= GAP)
    )
    return np.concatenate([~again, [True]]) if len(person) else np.zeros(0, dtype=bool)


def _later(whose: Ints, converted: Floats) -> Ints:
    """1 for a journey after the person's first conversion."""
    if len(whose) == 0:
        return np.zeros(0, dtype=int)
    fresh = np.concatenate([[True], whose[1:] != whose[:-1]])
    return (~fresh).astype(int)


def _of_span(found: Ways, since: int) -> Ways:
    """Without the journeys that a conversion before the span ended."""
    journeys = found.journeys
    kept = found.end >= since
    rows = kept[journeys.journey]
    start = np.concatenate([[0], np.cumsum(journeys.length[kept])])
    columns = (journeys.converted, journeys.value, journeys.weight, journeys.stratum, journeys.brought)
    rest = Journeys(
        *(journeys.names, start, journeys.channel[rows], journeys.age[rows]), *(one[kept] for one in columns)
    )
    return Ways(rest, found.person[kept], found.end[kept])


def _with_silent(found: Ways, silent: int, until: int) -> Ways:
    """People who met no channel and did not convert, as one journey of that weight."""
    one = found.journeys
    journeys = replace(
        one,
        start=np.append(one.start, one.start[-1]),
        converted=np.append(one.converted, 0.0),
        value=np.append(one.value, 0.0),
        weight=np.append(one.weight, float(silent)),
        stratum=np.append(one.stratum, 0),
        brought=np.append(one.brought, -1),
    )
    return Ways(journeys, np.append(found.person, np.uint64(0)), np.append(found.end, until))


def breakdown(asked: Attribution) -> Breakdown:
    """The channels as a breakdown: how a key is said in the answer."""
    return Breakdown((Split(asked.channel),), asked.limit)


def behind(asked: Attribution, names: Sequence[str], channel: str | None, converted: bool, scope: Scope) -> Sql:
    """SELECT DISTINCT person_id of those who met the channel (a key of `names`, or '$other'; None = any) in the span,
    or, with `converted`, on their way to a conversion."""
    if channel is None:
        mine = sql("true")
    elif channel == split.OTHER:
        mine = sql("name NOT IN {names:Array(String)}", names=list(names))
    else:
        mine = sql("name = {channel:String}", channel=channel)
    rows = sql(
        """SELECT person_id, toUnixTimestamp64Milli(ts) AS at, {touch} AND {mine} AS touched,
    {conversion} AS converted, {key} AS name
FROM {events} WHERE ts >= {begin} AND ts < {until} AND person_id != 0 AND (touched OR converted)""",
        touch=touches(asked, scope),
        mine=mine,
        conversion=asked.conversion.tests(scope),
        key=key(asked),
        events=scope.events,
        begin=instant(reach(asked).since),
        until=instant(asked.span.until),
    )
    since = milliseconds(asked.span.since)
    if not converted:
        return sql(
            "SELECT DISTINCT person_id FROM ({rows}) WHERE touched AND at >= {since:Int64}", rows=rows, since=since
        )
    return sql(
        """SELECT DISTINCT person_id FROM (
    SELECT person_id, at, converted,
        maxIf(at, touched) OVER (PARTITION BY person_id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            AS seen,
        maxIf(at, converted) OVER (
            PARTITION BY person_id ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM ({rows})
)
WHERE converted AND at >= {since:Int64} AND seen > before AND seen >= at - {lookback:Int64}""",
        rows=rows,
        since=since,
        lookback=asked.reach,
    )
