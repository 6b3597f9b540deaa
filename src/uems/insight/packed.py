"""Events packed into one number each, so that a person's whole history is one sorted array of numbers.

From the top: the milliseconds since 1970 (43 bits, until 2248), whether the day is an odd one, and 20 bits for what the
question wants to know of the event.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from uems.metrics.asked import Span
from uems.metrics.period import MILLISECOND
from uems.people.scope import Scope
from uems.people.session_rule import SessionRule
from uems.rules.event_sql import instant
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

REACH = timedelta(days=1)
"""How far beyond a range sessions are followed: what goes on for longer counts as begun at its edge."""
_LATEST = (1 << 43) - 1


def event(rule: SessionRule, zone: ZoneInfo, low: Sql) -> Sql:
    """A row of events packed; `low` < 2²⁰ is what else is known of it."""
    day = sql("bitShiftLeft(toUInt64(toRelativeDayNum(ts, {zone:String}) % 2), 20) + ", zone=zone.key)
    return sql(
        "bitShiftLeft(toUInt64(greatest(0, least(toUnixTimestamp64Milli(ts), {latest:Int64}))), 21) + {day}({low})",
        latest=_LATEST,
        day=day if rule.midnight else sql(""),
        low=low,
    )


def ms(x: Sql) -> Sql:
    """The milliseconds of the packed event x."""
    return sql("bitShiftRight({x}, 21)", x=x)


def span(asked: Span, scope: Scope, reach: timedelta = timedelta(0)) -> Sql:
    """Whether a row lies in the range, or so far beyond its ends; nothing lies after the question's now."""
    until = min(asked.until + reach, scope.now + MILLISECOND)
    return sql("ts >= {since} AND ts < {until}", since=instant(asked.since - reach), until=instant(until))


def lives(rule: SessionRule) -> Sql:
    """Whether a row is an event that sessions are made of."""
    return sql("{acted} AND event NOT IN {no:Array(String)}", acted=facts.acted(), no=list(rule.ignored))


def source(rule: SessionRule, events: Sql, tests: Sql) -> Sql:
    """What stands after FROM: the events that pass the tests. Where campaigns part sessions, `came` counts how often
    the person came by another one than the time before."""
    if not rule.campaign:
        return sql("{events} WHERE {tests}", events=events, tests=tests)
    return sql(
        """(
    SELECT *, sum(other) OVER (PARTITION BY {whose} ORDER BY ts, event_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS came
    FROM (
        SELECT *, campaign != '' AND before != '' AND campaign != before AS other FROM (
            SELECT *, if(p_campaign IN ('null', '""'), '', toString(p_campaign)) AS campaign,
                ifNull(last_value(nullIf(campaign, '')) IGNORE NULLS OVER (PARTITION BY {whose} ORDER BY ts, event_id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '') AS before
            FROM {events} WHERE {tests}
        )
    )
)""",
        whose=sql("person_id, session_id" if rule.ids else "person_id"),
        events=events,
        tests=tests,
    )


def keys(rule: SessionRule) -> Sql:
    """Columns of a row of `source`, beside the person, that all events of one session share; each ends with a comma."""
    came = ""
    if rule.campaign:
        came = "came * (session_id = '') AS cid, " if rule.ids else "came AS cid, "
    sender = sql("cityHash64(session_id) * (session_id != '') AS sid, " if rule.ids else "")
    return sql("{sender}{came}", sender=sender, came=sql(came))


def histories(rule: SessionRule, rows: Sql) -> Sql:
    """Rows (p, the keys, packs, fresh): the packed events of one person under the same keys, in order; fresh = for each
    of them whether it begins another session than the one before. `rows` has project_id, p, the keys and `packed`.

    With the project first the engine follows the order of the table, and holds few people at a time; beside further
    keys that would take it several times as long."""
    kept = join(", ", [sql("p"), *_named(rule)])
    return sql(
        """SELECT *, arrayMap((x, y) -> {begins}, packs, arrayPushFront(arrayPopBack(packs), packs[1])) AS fresh FROM (
SELECT {kept}, arraySort(groupArray(packed)) AS packs FROM (
{rows})
GROUP BY {whose})""",
        begins=_begins(rule),
        kept=kept,
        rows=rows,
        whose=kept if _named(rule) else sql("project_id, p"),
    )


def sessions(rule: SessionRule, rows: Sql) -> Sql:
    """Rows (p, vs): each person's sessions in the order of their beginnings, each an array of its packed events in
    order. `rows` as `histories` has them."""
    parted = sql(
        "SELECT p, arraySplit((x, begins) -> begins, packs, fresh) AS vs FROM (\n{all})", all=histories(rule, rows)
    )
    if not _named(rule):
        return parted
    return sql("SELECT p, arraySort(groupArrayArray(vs)) AS vs FROM (\n{parted})\nGROUP BY p", parted=parted)


def _named(rule: SessionRule) -> list[Sql]:
    return [*([sql("sid")] if rule.ids else []), *([sql("cid")] if rule.campaign else [])]


def _begins(rule: SessionRule) -> Sql:
    """Whether x, which follows y, begins another session."""
    pause = rule.pause // MILLISECOND
    tests = [sql("{x} - {y} >= {pause:UInt64}", x=ms(sql("x")), y=ms(sql("y")), pause=pause)]
    if rule.midnight:
        tests.append(sql("bitTest(x, 20) != bitTest(y, 20)"))
    return all_of([*([sql("sid = 0")] if rule.ids else []), any_of(tests)])
