"""Sessions as SQL: each person's events as one array of numbers, parted into sessions, and what each session was.

A session counts where it began: once, in the bucket of its first event. Sessions that began before the range are not in
it, however long they went on.
"""

from dataclasses import dataclass, replace

from uems.insight import packed, page
from uems.metrics import breakdown as split
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.people.session_rule import DEFAULT, SessionRule
from uems.rules.condition import Condition
from uems.rules.event_sql import one_matches
from uems.rules.value import milliseconds
from uems.warehouse.sql import Sql, all_of, sql

_CODES = (1 << 17) - 1
MOST_PAGES = _CODES - 2
"""So many pages have names of their own."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions that began in the span, by `rule`, of the people of whom the condition holds."""

    span: Span
    calendar: Calendar
    rule: SessionRule = DEFAULT
    people: Condition | None = None
    breakdown: Breakdown | None = None
    limit: int = 50


def each(asked: Sessions, scope: Scope, low: Sql | None = None) -> Sql:
    """Rows, one for each session: (p, v, nth, start, before, n, views, acts, ms, dwell, known, bounced).

    p = the person, v = the packed events, nth = which of the person's it is in the span, from 1, start = milliseconds
    since 1970, before = that of the one before, n = events, views = page views, acts = interactions (what is neither a
    page view nor a heartbeat, leave or quiet event), ms = from the first event to the last; dwell = milliseconds that
    somebody looked: the times between one event and the next, each at most `idle`, but for those that follow a leave;
    known = the dwell is known: something came after the first event.
    `low` = what stands in the 17 bits of a packed event that a question has for itself.
    """
    return sql(
        """SELECT *, {bounced} AS bounced FROM (
SELECT p, v, nth, start, before, length(v) AS n, {last} - start AS ms, n > 1 AS known,
    arrayCount(x -> bitTest(x, 0), v) AS views, arrayCount(x -> bitTest(x, 2), v) AS acts,
    arraySum((x, y) -> {looked}, arrayPopBack(v), arrayPopFront(v)) AS dwell
FROM (
SELECT p, arrayFilter(v -> {first} >= {since:Int64} AND {first} < {until:Int64}, vs) AS begun,
    arrayMap(v -> {first}, begun) AS starts
FROM (
{sessions}))
ARRAY JOIN begun AS v, arrayEnumerate(begun) AS nth, starts AS start,
    arrayShiftRight(starts, 1) AS before)""",
        bounced=bounced(asked.rule),
        first=packed.ms(sql("v[1]")),
        last=packed.ms(sql("v[-1]")),
        looked=looked(asked.rule),
        sessions=packed.sessions(asked.rule, rows(asked, scope, low)),
        since=milliseconds(asked.span.since),
        until=milliseconds(asked.span.until),
    )


def bounced(rule: SessionRule) -> Sql:
    """Whether a row of `each` is a bounce. single_page: one page view and no interaction. ten_seconds: the same, and
    less than ten seconds from its first event to its last. seconds: with a page view, and shorter than the rule
    says."""
    if rule.bounce == "single_page":
        return sql("views = 1 AND acts = 0")
    if rule.bounce == "ten_seconds":
        return sql("views = 1 AND acts = 0 AND ms < 10000")
    return sql("views > 0 AND ms < {most:UInt64}", most=rule.bounce_seconds * 1000)


def pages(asked: Sessions, scope: Scope) -> Sql:
    """Rows, one for each page view: (p, page, entry, exit, dwell, known, bounced), where page is a code of the
    surrounding `with_pages`. known = something came after the view, in its session."""
    low = page.code(page.raw(asked.rule, sql("''")))
    return sql(
        """SELECT p, {page} AS page, i = seen[1] AS entry, i = seen[-1] AS exit, i < n AS known,
    sums[j] - sums[i] AS dwell, bounced AND entry AS bounced
FROM (
SELECT p, v, n, bounced, arrayFilter((i, x) -> bitTest(x, 0), arrayEnumerate(v), v) AS seen,
    arrayPushFront(arrayCumSum((x, y) -> {looked}, arrayPopBack(v), arrayPopFront(v)), 0) AS sums
FROM (
{each}) WHERE views > 0)
ARRAY JOIN seen AS i, arrayPushBack(arrayPopFront(seen), toUInt32(n)) AS j""",
        page=code(sql("v[i]")),
        looked=looked(asked.rule),
        each=each(asked, scope, low),
    )


def with_pages(asked: Sessions, scope: Scope, text: Sql) -> Sql:
    """The query `text` with the names of pages at hand; code 0 is all that have none of their own."""
    raws = sql(
        "SELECT {raw} AS raw FROM {events} WHERE {tests}",
        raw=page.raw(asked.rule, sql("''")),
        events=scope.events,
        tests=all_of([page.is_view(asked.rule), *_tests(asked, scope)]),
    )
    return sql("WITH {v}\n{text}", v=page.vocabulary(raws, MOST_PAGES, [page.tidy(sql("x"))]), text=text)


def code(x: Sql) -> Sql:
    """What stands in the 17 bits that a question has for itself."""
    return sql("bitAnd(bitShiftRight({x}, 3), {codes:UInt64})", x=x, codes=_CODES)


def step(x: Sql) -> Sql:
    """Whether the packed event x is a page view or an interaction."""
    return sql("(bitTest({x}, 0) OR bitTest({x}, 2))", x=x)


def looked(rule: SessionRule) -> Sql:
    """How long somebody looked between the event x and the next, y."""
    return sql(
        "if(bitTest(x, 1), 0, least({y} - {x}, {idle:UInt64}))",
        x=packed.ms(sql("x")),
        y=packed.ms(sql("y")),
        idle=rule.idle * 60_000,
    )


def rows(asked: Sessions, scope: Scope, low: Sql | None = None) -> Sql:
    """Rows (project_id, p, the keys of `packed`, packed) of which the sessions are made; `low` as `each` has it."""
    rule, what = asked.rule, _what(asked.rule, scope)
    bits = what if low is None else sql("{what} + bitShiftLeft(toUInt64({low}), 3)", what=what, low=low)
    return sql(
        "SELECT project_id, person_id AS p, {keys}{event} AS packed FROM {rows}",
        keys=packed.keys(rule),
        event=packed.event(rule, scope.zone, bits),
        rows=packed.source(rule, split.source(scope.events, asked.breakdown), all_of(_tests(asked, scope))),
    )


def _what(rule: SessionRule, scope: Scope) -> Sql:
    """What an event is in a session: 2 = a leave, 1 = a page view, 0 = nothing of the kind, 4 = an interaction. By name
    this is asked once for each name there is, not for each event."""
    leaves = [one.event for one in rule.leaves if one.event is not None and not one.where]
    codes = dict.fromkeys([*rule.heartbeats, *rule.quiet], 0) | dict.fromkeys(rule.views, 1) | dict.fromkeys(leaves, 2)
    by_name = sql(
        "transform(event, {names:Array(String)}, {codes:Array(UInt8)}, toUInt8(4))",
        names=list(codes),
        codes=list(codes.values()),
    )
    what = sql("if({view} AND {by_name} != 2, 1, {by_name})", view=page.VIEW, by_name=by_name)
    others = [one for one in rule.leaves if one.event is None or one.where]
    return sql("if({leave}, 2, {what})", leave=one_matches(others, scope.now), what=what) if others else what


def narrowed(rule: SessionRule, span: Span, scope: Scope) -> SessionRule:
    """The rule without what the project's events of the span do not have: senders' sessions, by which each person's
    events would be parted, and events with conditions, for which the properties of all events would be read."""
    if rule.ids:
        known = sql(
            "SELECT 1 FROM events WHERE session_id != '' AND {span} LIMIT 1",
            span=packed.span(span, scope, packed.REACH),
        )
        rule = replace(rule, ids=bool(scope.ask(known).rows))
    asked = sorted({one.event for one in rule.leaves if one.where and one.event is not None})
    if not asked:
        return rule
    known = sql("SELECT event FROM events WHERE event IN {asked:Array(String)} GROUP BY event", asked=asked)
    missing = set(asked) - {row[0] for row in scope.ask(known).rows}
    return replace(rule, leaves=tuple(one for one in rule.leaves if not one.where or one.event not in missing))


def _tests(asked: Sessions, scope: Scope) -> list[Sql]:
    """Which rows sessions of the range can be made of."""
    tests = [packed.lives(asked.rule), packed.span(asked.span, scope, packed.REACH)]
    if asked.people is not None:
        tests.append(sql("person_id IN ({people})", people=scope.people(asked.people)))
    return tests


def values(asked: Sessions, scope: Scope) -> Sql:
    """Rows (key, events): the values of the breakdown with the most events, those without one left out."""
    assert asked.breakdown is not None
    return sql(
        """SELECT key, count() AS events FROM (SELECT {key} AS key FROM {events} WHERE {tests})
WHERE replaceAll(key, '\x1f', '') != '' GROUP BY key ORDER BY events DESC, key LIMIT {limit:UInt32}""",
        key=split.key(asked.breakdown, [None] * len(asked.breakdown.by)),
        events=split.source(scope.events, asked.breakdown),
        tests=all_of(_tests(asked, scope)),
        limit=asked.breakdown.limit,
    )


def valued(asked: Sessions, keys: tuple[str, ...], scope: Scope) -> Sql:
    """Rows of `each` with `value`: the place, from 2, of the first value that an event of the session has in `keys`; 1
    = it is another one, 0 = there is none."""
    assert asked.breakdown is not None
    key = split.key(asked.breakdown, [None] * len(asked.breakdown.by))
    low = sql(
        "transform({key}, {keys:Array(String)}, {codes:Array(UInt32)}, if(replaceAll({key}, '\x1f', '') = '', 0, 1))",
        key=key,
        keys=[*keys, "\0"],
        codes=list(range(2, len(keys) + 3)),
    )
    value = sql("arrayFirst(c -> c > 0, arrayMap(x -> {code}, v)) AS value", code=code(sql("x")))
    return sql("SELECT *, {value} FROM (\n{each})", value=value, each=each(asked, scope, low))
