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

_CODES = (1 << 18) - 1
END = _CODES
"""The code of what follows the last node of a path that goes on, of which no more is told."""
ENDED = END - 1
"""The code of what follows the last node where nothing followed although it could have."""
_MORE = END - 2
_NAMED = END - 4
"""So many different nodes have names of their own."""
_REST, _NONE = 0, 1
"""The codes of all other nodes, and of events that are none."""
_START, _GOAL = 19, 18


def steps(asked: Paths, scope: Scope) -> Sql:
    """Rows (p, link, before, took): person p went from the `step`-th node of a path, from 1, to the next, by a `link`
    of two nodes, in so many milliseconds. A person's rows are in the order of their links: by step, by its node, by the
    next; before = the link of the row before, 0 for the first. Nodes are codes of the surrounding `query`."""
    after = sql("{end:UInt64}", end=END)
    if asked.end is None:
        after = sql(
            "if(length(v) > {depth:UInt8}, {after}, {ended:UInt64})", depth=asked.depth, after=after, ended=ENDED
        )
    places = sql("arrayEnumerate(w)")
    if asked.align == "end":
        places = sql("range({depth:UInt8} - length(w) + 1, {depth:UInt8} + 1)", depth=asked.depth)
    return sql(
        """SELECT p, toUInt64(bitShiftRight(x, 64)) AS link, toUInt64(bitShiftRight(y, 64)) AS before,
    toUInt64(x) AS took
FROM (
SELECT p, arraySort(flatten(arrayMap((v, w) -> arrayMap((x, y, i) -> bitShiftLeft(toUInt128({link}), 64) + {took},
    w, arrayPushBack(arrayPopFront(w), {after}), {places}), vs, ws))) AS links
FROM (
SELECT p, vs, arrayMap(v -> {cut}, vs) AS ws FROM (
{paths})))
ARRAY JOIN links AS x, arrayShiftRight(links, 1) AS y""",
        link=sql(
            "bitShiftLeft(toUInt64(i), 36) + bitShiftLeft(bitAnd(x, {codes:UInt64}), 18) + bitAnd(y, {codes:UInt64})",
            codes=_CODES,
        ),
        took=sql(
            "toUInt64(if(y <= {end:UInt64}, 0, {y_ms} - {x_ms}))",
            end=END,
            y_ms=packed.ms(sql("y")),
            x_ms=packed.ms(sql("x")),
        ),
        after=after,
        places=places,
        cut=_cut(asked),
        paths=_whole(asked, scope),
    )


def step(link: Sql) -> Sql:
    """The step of a link."""
    return sql("toUInt8(bitShiftRight({link}, 36))", link=link)


def node(link: Sql) -> Sql:
    """The step of a link with the node it leaves, as one number."""
    return sql("bitShiftRight({link}, 18)", link=link)


def source(link: Sql) -> Sql:
    """The node that a link leaves."""
    return sql("bitAnd({node}, {codes:UInt64})", node=node(link), codes=_CODES)


def target(link: Sql) -> Sql:
    """The node that a link leads to; ENDED or END where there is none."""
    return sql("bitAnd({link}, {codes:UInt64})", link=link, codes=_CODES)


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
    events, session = scope.events, asked.by == "session"
    tests = [packed.lives(asked.rule) if session else facts.acted(), *tests]
    if asked.people is not None:
        tests.append(sql("person_id IN ({people})", people=scope.people(asked.people)))
    if asked.within is not None:
        tests.append(sql("toUnixTimestamp64Milli(ts) BETWEEN low AND high"))
        events = _stretch(asked, scope)
    tests.append(packed.span(span(asked), scope))
    if session:
        return packed.source(asked.rule, events, all_of(tests))
    return sql("{events} WHERE {tests}", events=events, tests=all_of(tests))


def span(asked: Paths) -> Span:
    """When the events of the paths happened."""
    if asked.within is None:
        return asked.span
    funnel, length = asked.within.funnel, asked.within.funnel.window.length
    return Span(funnel.span.since - length, funnel.span.until + 2 * length)


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
    """Rows (p, vs): each person's whole paths, from their start to their end, without repeats."""
    session, code = asked.by == "session", sql("code")
    shown = [page.is_view(asked.rule)] if asked.node == "page" and not session else []
    if tests := _nodes(asked, scope):
        # What is no node is still a sign of life, which keeps a session from ending.
        code = sql("if({tests}, code, {none:UInt64})", tests=all_of(tests), none=_NONE)
    rows = sql(
        "SELECT project_id, person_id AS p, {keys}{event} AS packed FROM (SELECT *, {code} AS code FROM {rows})",
        keys=packed.keys(asked.rule) if session else sql(""),
        event=packed.event(asked.rule, scope.zone, join(" + ", [code, *_flags(asked, scope)])),
        code=page.code(_raw(asked)),
        rows=_rows(asked, scope, shown),
    )
    if session:
        paths = packed.sessions(asked.rule, rows)
    else:
        paths = sql(
            "SELECT p, [arraySort(groupArray(packed))] AS vs FROM (\n{rows})\nGROUP BY project_id, p", rows=rows
        )
    if asked.clean or tests or asked.node != "event":
        paths = _each(paths, sql("arrayFilter(x -> {code} != {none:UInt64}, v)", code=target(sql("x")), none=_NONE))
        paths = _each(paths, sql("v"), sql("notEmpty(v)"))
    return _merged(asked, _anchored(asked, paths))


def _each(paths: Sql, becomes: Sql, kept: Sql | None = None) -> Sql:
    """Rows of paths with what becomes of each path v that is kept."""
    vs = sql("vs") if kept is None else sql("arrayFilter(v -> {kept}, vs)", kept=kept)
    return sql("SELECT p, arrayMap(v -> {becomes}, {vs}) AS vs FROM (\n{paths})", becomes=becomes, vs=vs, paths=paths)


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
        start = sql("x -> bitTest(x, {bit:UInt8})", bit=_START)
        begun = sql("arraySlice(v, arrayFirstIndex({start}, v))", start=start)
        paths = _each(paths, begun, sql("arrayExists({start}, v)", start=start))
    if asked.end is not None:
        later = sql("v") if asked.start is None else sql("arrayPopFront(v)")
        goal = sql("x -> bitTest(x, {bit:UInt8}), {later}", bit=_GOAL, later=later)
        first = sql("{n:UInt8}", n=0 if asked.start is None else 1)
        ended = sql("arraySlice(v, 1, arrayFirstIndex({goal}) + {first})", goal=goal, first=first)
        paths = _each(paths, ended, sql("arrayExists({goal})", goal=goal))
    return paths


def _merged(asked: Paths, paths: Sql) -> Sql:
    if asked.repeats:
        return paths
    last = sql("(x, y) -> {x} != {y}", x=target(sql("x")), y=target(sql("y")))
    return _each(
        paths,
        sql("arrayFilter({last}, v, arrayPushBack(arrayPopFront(v), {end:UInt64}))", last=last, end=END),
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
