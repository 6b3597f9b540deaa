"""Why two numbers differ: whoever counts otherwise in one than in the other, under the one cause that explains it.

From the first number to the second leads a row of numbers, each with one thing more as the second has it: what was
known (late), who is one person (merge), then the first number's own rules go, then how often a person counts (dedupe),
in which time (period) and which events of whom (filter), then the second number's own rules come. Whoever adds to the
numbers differently stands under the first change after which they add what they add to the second. So everybody has one
cause, and what they add sums to the difference exactly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from uems.insight.number import Cause, Number, Weights, plainly
from uems.metrics.asked import Computed, Stopwatch
from uems.metrics.metric import Fact
from uems.people.scope import Scope
from uems.warehouse.facts import Known
from uems.warehouse.sql import Sql, any_of, join, sql

CAUSES: tuple[Cause, ...] = get_args(Cause)
Side = Literal["a", "b", "both"]
"""People of the first number only, of the second only, or of both, who add differently."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A number, the question it is of, and the scope that is asked in."""

    number: Number
    question: object
    scope: Scope


@dataclass(frozen=True, slots=True)
class Counted:
    """A number again: its value, and how many people stand behind it."""

    value: float
    people: int


@dataclass(frozen=True, slots=True)
class Part:
    """The people of one cause: how many are in the first number only, in the second only, and in both but adding
    differently; and how much of the difference is theirs."""

    cause: Cause
    only_a: int
    only_b: int
    both: int
    difference: float


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`difference` = a - b, and the sum of the parts' differences; causes without anybody are left out."""

    a: Counted
    b: Counted
    difference: float
    causes: tuple[Part, ...]
    computed: Computed


@dataclass(frozen=True, slots=True)
class _Change:
    """One thing more is as in the second number; `weights` and `scope` = the number after it."""

    cause: Cause
    weights: Weights
    scope: Scope


def people(a: Asked, b: Asked) -> Sql:
    """Rows (person_id, a, b, place): everybody of either number, what they add to each, and the place of the change
    that explains why that differs (0 = it does not)."""
    changes = _changes(a, b)
    states = [a.number.whole(a.scope), *(change.weights(change.scope) for change in changes)]
    each = [
        sql(
            "SELECT person_id, arrayMap(x -> if(x = {n:UInt8}, toFloat64(w), 0.), range({size:UInt8})) AS ws"
            "\nFROM ({q})",
            n=n,
            size=len(states),
            q=state,
        )
        for n, state in enumerate(states)
    ]
    return sql(
        """SELECT person_id, all[1] AS a, all[-1] AS b, toUInt8(arrayFirstIndex(x -> x = b, all) - 1) AS place
FROM (SELECT person_id, arrayMap(x -> round(x, 6), sumForEach(ws)) AS all FROM (
{each}
) GROUP BY person_id)
WHERE a != 0 OR b != 0""",
        each=join("\nUNION ALL\n", each),
    )


def causes(a: Asked, b: Asked) -> tuple[Cause, ...]:
    """The cause of each place, from 1."""
    return tuple(change.cause for change in _changes(a, b))


def answer(a: Asked, b: Asked) -> Reconciled:
    """Raises what the numbers themselves raise."""
    watch = Stopwatch.start()
    turned = _turned(a, b)
    first, second = (b, a) if turned else (a, b)
    asked = sql(
        """SELECT place, countIf(a != 0), countIf(b != 0), countIf(a != 0 AND b = 0), countIf(a = 0), sum(a), sum(b)
FROM ({people}) GROUP BY place ORDER BY place""",
        people=people(first, second),
    )
    rows = [_turned_row(_Row(*row)) if turned else _Row(*row) for row in b.scope.ask(asked).rows]
    one = Counted(_sum(row.a for row in rows), sum(row.in_a for row in rows))
    other = Counted(_sum(row.b for row in rows), sum(row.in_b for row in rows))
    signed = watch.computed("reconcile", [a.question, a.scope.known, b.question, b.scope.known], b.scope)
    return Reconciled(one, other, _sum((one.value, -other.value)), _parts(rows, causes(first, second)), signed)


@dataclass(frozen=True, slots=True)
class _Row:
    """The people of one place: how many are in a number, and in that number only; what they add up to."""

    place: int
    in_a: int
    in_b: int
    only_a: int
    only_b: int
    a: float
    b: float


def _turned_row(row: _Row) -> _Row:
    return _Row(row.place, row.in_b, row.in_a, row.only_b, row.only_a, row.b, row.a)


def _parts(rows: Sequence[_Row], named: Sequence[Cause]) -> tuple[Part, ...]:
    found = []
    for cause in CAUSES:
        theirs = [row for row in rows if row.place and named[row.place - 1] == cause]
        only_a, only_b = sum(row.only_a for row in theirs), sum(row.only_b for row in theirs)
        both = sum(row.in_a - row.only_a for row in theirs)
        if theirs:
            found.append(Part(cause, only_a, only_b, both, _sum(row.a - row.b for row in theirs)))
    return tuple(found)


def _sum(numbers: Iterable[float]) -> float:
    """To a millionth, so that the parts of a sum of money are the sum."""
    return round(sum(numbers), 6)


def everybody(asked: Asked) -> Sql:
    """SELECT person_id of the people of one number, as it was known then."""
    return sql("SELECT DISTINCT person_id FROM ({whole}) WHERE w != 0", whole=asked.number.whole(asked.scope))


def behind(a: Asked, b: Asked, cause: Cause, side: Side) -> Sql:
    """SELECT person_id of the people of one cause."""
    turned = _turned(a, b)
    first, second = (b, a) if turned else (a, b)
    tests = {"a": sql("b = 0"), "b": sql("a = 0"), "both": sql("a != 0 AND b != 0")}
    if turned:
        tests |= {"a": tests["b"], "b": tests["a"]}
    places = [n for n, one in enumerate(causes(first, second), 1) if one == cause]
    return sql(
        "SELECT person_id FROM ({people}) WHERE place IN {places:Array(UInt8)} AND {side}",
        people=people(first, second),
        places=places,
        side=any_of([tests[side]]),
    )


def _turned(a: Asked, b: Asked) -> bool:
    """The number with fewer rules goes first, so that both ways round people have the same cause."""
    return len(a.number.wider) > len(b.number.wider)


def _changes(a: Asked, b: Asked) -> list[_Change]:
    one, other = a.number, b.number
    known_a, known_b = a.scope.known or Known(), b.scope.known or Known()
    scope, found = a.scope, []
    if known_a.received != known_b.received:
        scope = replace(scope, known=replace(known_a, received=known_b.received))
        found.append(_Change("late", one.whole, scope))
    if known_a.merged != known_b.merged:
        scope = replace(scope, known=known_b)
        found.append(_Change("merge", one.whole, scope))
    found += [_Change(rule.cause, rule.weights, scope) for rule in one.wider]
    counted = _counted_as(one.fact, other.fact)
    found.append(_Change("dedupe", plainly(counted, one.span, one.people), scope))
    found.append(_Change("period", plainly(counted, other.span, one.people), b.scope))
    found.append(_Change("filter", plainly(other.fact, other.span, other.people), b.scope))
    # Each rule of the second leads from the number without it to the number with it.
    within = [other.whole, *(rule.weights for rule in other.wider[:-1])]
    found += [_Change(rule.cause, within[n], b.scope) for n, rule in reversed([*enumerate(other.wider)])]
    return found


def _counted_as(fact: Fact, other: Fact) -> Fact:
    """The events of a fact, counted as another counts its own."""
    like = other.terms[0]
    terms = tuple(replace(term, property=like.property, sign=like.sign) for term in fact.terms)
    return replace(fact, terms=fact.terms if fact.counts == other.counts == "people" else terms, counts=other.counts)
