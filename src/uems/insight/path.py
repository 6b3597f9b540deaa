"""The ways that people take: how many went from where to where, how long they took, where they left, and who."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from uems.insight import path_rows, session_rows
from uems.insight.cell import NO_COLUMNS, NoSuchCell
from uems.insight.path_question import OTHER, Paths, refuse_nonsense
from uems.metrics.asked import Computed, Stopwatch
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, any_of, sql

Row = Sequence[Any]
_MOST_TOLD = 10_000


@dataclass(frozen=True, slots=True)
class PathStep:
    """All paths that have a node number `step`, from 1, and different people on them; `dropped` = paths that end there,
    not because no more of them is told."""

    step: int
    paths: int
    people: int
    dropped: int


@dataclass(frozen=True, slots=True)
class PathNode:
    """One node in one column."""

    name: str
    step: int
    paths: int
    people: int
    dropped: int
    dropped_people: int


@dataclass(frozen=True, slots=True)
class PathLink:
    """From a node, the step-th of a path, to the next; seconds between the two."""

    from_: str
    to: str
    step: int
    paths: int
    people: int
    median_seconds: float
    mean_seconds: float


@dataclass(frozen=True, slots=True)
class Rest:
    """Paths that go on from a node by a link that is not told; `$other` = from any node that is in no link told."""

    from_: str
    step: int
    paths: int


@dataclass(frozen=True, slots=True)
class Ways:
    """`links`: the most frequent, the largest first; `nodes`: their ends. Every step of a path from one node to the
    next is counted once, in a link or in `rest`: at each step they add up to the paths that go on."""

    paths: int
    people: int
    steps: tuple[PathStep, ...]
    nodes: tuple[PathNode, ...]
    links: tuple[PathLink, ...]
    rest: tuple[Rest, ...]
    computed: Computed


@dataclass(frozen=True, slots=True)
class PathCell:
    """Who was at a node in column `step` (None = at any; `$other` = at one that no link told ends in); with `to` who
    went on to that one (`$other` = by a link that is not told); with `dropped` whose path ended there."""

    step: int
    node: str | None = None
    to: str | None = None
    dropped: bool = False


def question(asked: Paths, scope: Scope, more: Sql | None = None) -> Sql:
    """Rows (kind, step, from, to, paths, people, ends, dropped, dropped_people, median ms, mean ms): kind 0 = links,
    1 = nodes, 2 = steps, the largest first; the times are of links alone. `more` is a further test on them."""
    link, before = sql("link"), sql("before")
    kept = [sql("kind > 0 OR b < {ended:UInt64}", ended=path_rows.ENDED)]
    if asked.least > 1:
        kept.append(sql("kind > 0 OR paths >= {least:UInt64}", least=asked.least))
    if asked.most is not None:
        kept.append(sql("kind > 0 OR paths <= {most:UInt64}", most=asked.most))
    text = sql(
        """SELECT grouping(a) + grouping(b) AS kind, step, {from} AS a_name, {to} AS b_name, sum(n) AS paths,
    multiIf(kind = 0, sum(n_link), kind = 1, sum(n_node), sum(n_step)) AS people, sum(n_last) AS ends,
    sum(n_ended) AS dropped, sum(n_gone) AS dropped_people,
    if(kind = 0, any(half), NULL) AS median, if(kind = 0, any(middle), NULL) AS mean
FROM (SELECT *, {step} AS step, {source} AS a, {target} AS b, if(b >= {ended:UInt64}, n, 0) AS n_last,
    if(b = {ended:UInt64}, n, 0) AS n_ended, if(b = {ended:UInt64}, n_link, 0) AS n_gone
FROM (SELECT link, count() AS n, countIf(link != before) AS n_link, countIf({node} != {node_before}) AS n_node,
    countIf({step} != {step_before}) AS n_step, quantileExactInclusive(0.5)(took) AS half, avg(took) AS middle
FROM (
{steps}) GROUP BY link))
GROUP BY GROUPING SETS ((step, a, b), (step, a), (step))
HAVING {kept}
ORDER BY kind, paths DESC, step, a_name, b_name LIMIT {most:UInt32} BY kind""",
        **{"from": path_rows.said(sql("a")), "to": path_rows.said(sql("b"))},
        step=path_rows.step(link),
        step_before=path_rows.step(before),
        node=path_rows.node(link),
        node_before=path_rows.node(before),
        source=path_rows.source(link),
        target=path_rows.target(link),
        ended=path_rows.ENDED,
        steps=path_rows.steps(asked, scope),
        kept=all_of([*kept, *([] if more is None else [more])]),
        most=_MOST_TOLD,
    )
    return path_rows.query(asked, scope, text)


def answer(asked: Paths, scope: Scope) -> Ways:
    """Raises BadPaths, BadFunnel, and what the warehouse refuses."""
    watch, signed = Stopwatch.start(), asked
    refuse_nonsense(asked)
    asked = _narrowed(asked, scope)
    rows = scope.ask(question(asked, scope), by_key=True).rows
    steps = sorted((row for row in rows if row[0] == 2), key=lambda row: int(row[1]))
    links = [_link(row) for row in rows if row[0] == 0][: asked.limit]
    nodes = _nodes(asked, rows, links, scope)
    most = max(steps, key=lambda row: int(row[4]), default=(0,) * 6)
    return Ways(
        most[4],
        most[5],
        tuple(PathStep(row[1], row[4], row[5], row[7]) for row in steps),
        tuple(PathNode(row[2], row[1], row[4], row[5], row[7], row[8]) for row in nodes),
        tuple(links),
        tuple(_rest(steps, nodes, links)),
        watch.computed("paths", signed, scope),
    )


def _narrowed(asked: Paths, scope: Scope) -> Paths:
    if asked.by == "person":
        return asked
    return replace(asked, rule=session_rows.narrowed(asked.rule, path_rows.span(asked), scope))


def _link(row: Sequence[Any]) -> PathLink:
    _, step, from_, to, paths, people, *_, median, mean = row
    return PathLink(from_, to, step, paths, people, median / 1000, mean / 1000)


def _nodes(asked: Paths, rows: Sequence[Row], links: Sequence[PathLink], scope: Scope) -> list[Row]:
    """The rows of the ends of the links; where there are no links, of what paths begin with."""
    found = {(row[1], row[2]): row for row in rows if row[0] == 1}
    ends = {end: None for link in links for end in ((link.step, link.from_), (link.step + 1, link.to))}
    if missing := [end for end in ends if end not in found]:
        asked_for = any_of(sql("step = {n:UInt8} AND a_name = {a:String}", n=step, a=name) for step, name in missing)
        more = sql("kind = 1 AND {these}", these=asked_for)
        found |= {(row[1], row[2]): row for row in scope.ask(question(asked, scope, more), by_key=True).rows}
    wanted = list(ends) if links else list(found)[: asked.limit]
    return sorted((found[end] for end in wanted), key=lambda row: (row[1], -row[4], row[2]))


def _rest(steps: Sequence[Row], nodes: Sequence[Row], links: Sequence[PathLink]) -> Iterator[Rest]:
    """What goes on and is in no link."""
    for row in steps:
        onward = row[4] - row[6]
        for node in (one for one in nodes if one[1] == row[1]):
            told = sum(link.paths for link in links if (link.step, link.from_) == (node[1], node[2]))
            onward -= node[4] - node[6]
            if left := node[4] - node[6] - told:
                yield Rest(node[2], node[1], left)
        if onward:
            yield Rest(OTHER, row[1], onward)


def behind(asked: Paths, cell: PathCell, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people of a cell. Raises BadPaths, NoSuchCell."""
    refuse_nonsense(asked)
    if not 1 <= cell.step <= asked.depth + 1:
        raise NoSuchCell(about="cell.step")
    asked, link = _narrowed(asked, scope), sql("link")
    tests, a, b = [sql("step = {step:UInt8}", step=cell.step)], path_rows.said(sql("a")), path_rows.said(sql("b"))
    told = answer(asked, scope) if OTHER in (cell.node, cell.to) else None
    if told is not None and cell.node == OTHER:
        known = [node.name for node in told.nodes if node.step == cell.step]
        tests.append(sql("{a} NOT IN {known:Array(String)}", a=a, known=known))
    elif cell.node is not None:
        tests.append(sql("{a} = {name:String}", a=a, name=cell.node))
    if cell.to is not None:
        tests.append(sql("b < {ended:UInt64}", ended=path_rows.ENDED))
    if told is not None and cell.to == OTHER:
        known = [link.to for link in told.links if (link.step, link.from_) == (cell.step, cell.node)]
        tests.append(sql("{b} NOT IN {known:Array(String)}", b=b, known=known))
    elif cell.to is not None:
        tests.append(sql("{b} = {name:String}", b=b, name=cell.to))
    if cell.dropped:
        tests.append(sql("b = {ended:UInt64}", ended=path_rows.ENDED))
    text = sql(
        """SELECT DISTINCT p AS person_id, {none} AS columns
FROM (SELECT p, {step} AS step, {a} AS a, {b} AS b FROM (
{steps})) WHERE {tests}""",
        none=NO_COLUMNS,
        step=path_rows.step(link),
        a=path_rows.source(link),
        b=path_rows.target(link),
        steps=path_rows.steps(asked, scope),
        tests=all_of(tests),
    )
    return path_rows.query(asked, scope, text)
