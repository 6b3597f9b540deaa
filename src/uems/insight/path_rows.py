"""Paths as SQL: each person's or session's events as one array of numbers, cut to a path, and its steps as rows."""

import re

from uems.insight import funnel, packed, page
from uems.insight.attempt import TIMES
from uems.insight.path_question import MORE, OTHER, Clean, Match, Paths
from uems.metrics.asked import Span
from uems.people.scope import Scope
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

END = (1 << 18) - 1
"""The code of what follows the last node of a path."""
_MORE = END - 1
_NAMED = END - 3
"""So many different nodes have names of their own."""
_REST, _NONE = 0, 1
"""The codes of all other nodes, and of events that are none."""
_START, _GOAL = 19, 18


def steps(asked: Paths, scope: Scope) -> Sql:
    """Rows (p, step, a, b, took, ended): person p went from node a, the step-th of a path (from 1), to node b (END =
    the path tells no more) after so many milliseconds; ended = nothing followed although it could have. Nodes are
    codes of the surrounding `query`."""
    aligned = sql("{depth:UInt8} - length(w)", depth=asked.depth)
    ended = sql("n <= {depth:UInt8}", depth=asked.depth)
    return sql(
        """SELECT p, toUInt8(i + s) AS step, bitAnd(x, {code:UInt64}) AS a, bitAnd(y, {code:UInt64}) AS b,
    if(b = {code:UInt64}, 0, {y_ms} - {x_ms}) AS took, b = {code:UInt64} AND whole AS ended
FROM (
SELECT p, w, {shift} AS s, {ended} AS whole FROM (
SELECT p, length(v) AS n, {cut} AS w FROM (
{paths})))
ARRAY JOIN w AS x, arrayPushBack(arrayPopFront(w), {code:UInt64}) AS y, arrayEnumerate(w) AS i""",
        code=END,
        x_ms=packed.ms(sql("x")),
        y_ms=packed.ms(sql("y")),
        shift=aligned if asked.align == "end" else sql("0"),
        ended=ended if asked.end is None else sql("false"),
        cut=_cut(asked),
        paths=_whole(asked, scope),
    )


def query(asked: Paths, scope: Scope, text: Sql) -> Sql:
    """The query `text` with the names of codes at hand."""
    shown = [page.is_view(asked.rule)] if asked.node == "page" else []
    raws = sql("SELECT {raw} AS raw FROM {rows}", raw=_raw(asked), rows=_rows(asked, scope, shown))
    steps = [] if asked.node == "event" else [page.tidy(sql("x"))]
    steps += [_cleaned(rule) for rule in asked.clean]
    return sql("WITH {vocabulary}\n{text}", vocabulary=page.vocabulary(raws, _NAMED, steps), text=text)


def said(code: Sql) -> Sql:
    """The name of a code."""
    return sql(
        "multiIf({code} = {rest:UInt64}, {other:String}, {code} = {more:UInt64}, {ways:String}, {name})",
        code=code,
        rest=_REST,
        other=OTHER,
        more=_MORE,
        ways=MORE,
        name=page.name_of(code),
    )


def _raw(asked: Paths) -> Sql:
    """What the node of a row of events is named by."""
    if asked.node == "event":
        return sql("event")
    if asked.node == "page":
        return page.raw(asked.rule, sql("''"))
    rule = asked.rule
    still = [*rule.heartbeats, *rule.quiet, *(one.event for one in rule.leaves if not one.where)]
    return page.raw(rule, sql("if(event IN {still:Array(String)}, '', toString(event))", still=still))


def _cleaned(rule: Clean) -> Sql:
    """The name that a rule makes of x."""
    if rule.regex:
        return sql(
            "if(match(x, {found:String}), replaceRegexpOne(x, {whole:String}, {name:String}), x)",
            found=rule.match,
            whole=f"(?s)^.*?(?:{rule.match}).*$",
            name=rule.name,
        )
    pattern = "(?s)^" + ".*".join(re.escape(part) for part in rule.match.split("*")) + "$"
    return sql("if(match(x, {pattern:String}), {name:String}, x)", pattern=pattern, name=rule.name)


def _matches(one: Match, scope: Scope) -> Sql:
    """Whether a row of events, with its `code`, matches."""
    if one.filter is not None:
        return event_matches(one.filter, scope.now)
    return sql("(code > {none:UInt64} AND code = {code})", none=_NONE, code=page.code_of(one.node or ""))


def _nodes(asked: Paths, scope: Scope) -> list[Sql]:
    """What makes an event, with its `code`, a node."""
    tests = []
    if asked.include:
        anchors = [one for one in (asked.start, asked.end) if one is not None]
        tests.append(any_of(_matches(one, scope) for one in (*asked.include, *anchors)))
    if asked.exclude:
        tests.append(sql("NOT {any}", any=any_of(_matches(one, scope) for one in asked.exclude)))
    return tests


def _rows(asked: Paths, scope: Scope, tests: list[Sql]) -> Sql:
    """FROM and WHERE of the events that paths are made of."""
    events, span, session = scope.events, asked.span, asked.by == "session"
    tests = [packed.lives(asked.rule) if session else facts.acted(), *tests]
    if asked.people is not None:
        tests.append(sql("person_id IN ({people})", people=scope.people(asked.people)))
    if asked.within is not None:
        length = asked.within.funnel.window.length
        span = Span(asked.within.funnel.span.since - length, asked.within.funnel.span.until + 2 * length)
        tests.append(sql("toUnixTimestamp64Milli(ts) BETWEEN low AND high"))
        events = _stretch(asked, scope)
    tests.append(packed.span(span, scope))
    if session:
        return packed.source(asked.rule, events, all_of(tests))
    return sql("{events} WHERE {tests}", events=events, tests=all_of(tests))


def _stretch(asked: Paths, scope: Scope) -> Sql:
    """The events of those who made an attempt at the funnel, and between which milliseconds they are looked at."""
    assert asked.within is not None
    step, window = asked.within.step, asked.within.funnel.window.milliseconds
    at, before = sql(TIMES[step]), sql(TIMES[max(step - 1, 0)])
    low, high = {
        "between": (before, at),
        "dropped": (before, sql("t0 + {w:UInt64}", w=window)),
        "after": (at, sql("{at} + {w:UInt64}", at=at, w=window)),
        "before": (sql("greatest({at}, {w:UInt64}) - {w:UInt64}", at=at, w=window), at),
    }[asked.within.part]
    reached = sql("level = {n:UInt8}", n=step) if asked.within.part == "dropped" else sql("level > {n:UInt8}", n=step)
    return sql(
        """(SELECT happened.*, low, high FROM {events} AS happened INNER JOIN (
    SELECT p AS person_id, toInt64({low}) AS low, toInt64({high}) AS high FROM (
{attempts}) WHERE {reached}) AS stretch USING (person_id))""",
        events=scope.events,
        low=low,
        high=high,
        attempts=funnel.attempts(asked.within.funnel, scope),
        reached=reached,
    )


def _whole(asked: Paths, scope: Scope) -> Sql:
    """Rows (p, v): whole paths, from their start to their end, without repeats."""
    session, code = asked.by == "session", sql("code")
    shown = [page.is_view(asked.rule)] if asked.node == "page" and not session else []
    if tests := _nodes(asked, scope):
        # What is no node is still a sign of life, which keeps a session from ending.
        code = sql("if({tests}, code, {none:UInt64})", tests=all_of(tests), none=_NONE)
    rows = sql(
        "SELECT person_id AS p, {keys}{event} AS packed FROM (SELECT *, {code} AS code FROM {rows})",
        keys=packed.keys(asked.rule) if session else sql(""),
        event=packed.event(asked.rule, scope.zone, join(" + ", [code, *_flags(asked, scope)])),
        code=page.code(_raw(asked)),
        rows=_rows(asked, scope, shown),
    )
    if session:
        paths = packed.sessions(asked.rule, rows)
    else:
        paths = sql("SELECT p, arraySort(groupArray(packed)) AS v FROM (\n{rows})\nGROUP BY p", rows=rows)
    if asked.clean or tests or asked.node != "event":
        paths = sql(
            """SELECT p, arrayFilter(x -> bitAnd(x, {codes:UInt64}) != {none:UInt64}, v) AS v FROM (
{paths}) WHERE notEmpty(v)""",
            codes=END,
            none=_NONE,
            paths=paths,
        )
    return _merged(asked, _anchored(asked, paths))


def _flags(asked: Paths, scope: Scope) -> list[Sql]:
    """The bits of an event that a path can begin or end with."""
    ends = ((asked.start, _START), (asked.end, _GOAL))
    return [
        sql("if({test}, {bit:UInt64}, 0)", test=_matches(one, scope), bit=1 << bit)
        for one, bit in ends
        if one is not None
    ]


def _anchored(asked: Paths, paths: Sql) -> Sql:
    if asked.start is not None:
        paths = sql(
            """SELECT p, arraySlice(v, f) AS v FROM (
SELECT p, v, arrayFirstIndex(x -> bitTest(x, {bit:UInt8}), v) AS f FROM (
{paths})) WHERE f > 0""",
            bit=_START,
            paths=paths,
        )
    if asked.end is not None:
        started = asked.start is not None
        paths = sql(
            """SELECT p, arraySlice(v, 1, f + {first:UInt8}) AS v FROM (
SELECT p, v, arrayFirstIndex(x -> bitTest(x, {bit:UInt8}), {later}) AS f FROM (
{paths})) WHERE f > 0""",
            first=int(started),
            bit=_GOAL,
            later=sql("arrayPopFront(v)") if started else sql("v"),
            paths=paths,
        )
    return paths


def _merged(asked: Paths, paths: Sql) -> Sql:
    if asked.repeats:
        return paths
    return sql(
        """SELECT p, arrayFilter((x, y) -> bitAnd(x, {code:UInt64}) != bitAnd(y, {code:UInt64}), v,
    arrayPushBack(arrayPopFront(v), {code:UInt64})) AS v FROM (
{paths})""",
        code=END,
        paths=paths,
    )


def _cut(asked: Paths) -> Sql:
    """The nodes of a path that are told."""
    if asked.end is None:
        return sql("arraySlice(v, 1, {depth:UInt8})", depth=asked.depth)
    if asked.start is None:
        return sql("arraySlice(v, {depth:Int8})", depth=-asked.depth)
    return sql(
        """if(length(v) <= {depth:UInt8}, v, arrayConcat(arraySlice(v, 1, {half:UInt8}),
    [bitOr(bitAnd(v[{half:UInt8} + 1], bitNot({codes:UInt64})), {more:UInt64})], arraySlice(v, {back:Int8})))""",
        depth=asked.depth,
        half=asked.depth // 2,
        back=-(asked.depth // 2),
        codes=END,
        more=_MORE,
    )
