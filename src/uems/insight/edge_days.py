"""How many set out on each way of a map on each day and came through, whole and by dimension, read in one pass.

A person counts once for each day on which they set out: it is passed when they came through in time from some start of
that day. Money goes to the day of the last start before it, and so counts once on each way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from uems.insight.funnel_question import Window
from uems.insight.journey_map import Worth
from uems.metrics import breakdown
from uems.metrics.asked import Span
from uems.metrics.period import MILLISECOND, Calendar
from uems.people.scope import Scope
from uems.rules.condition import Condition, EventFilter
from uems.rules.event_sql import event_matches, instant, one_matches
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

MOST_VALUES = 12
MOST_DIMENSIONS = 6
_NUMBERS = tuple(str(n) for n in range(500))
_TEXTS = tuple(f"t{n}" for n in range(MOST_DIMENSIONS))
OTHER = 0
"""The number of a value that is not among the most frequent."""


@dataclass(frozen=True, slots=True)
class Way:
    """From one of some events to one of others, within a time."""

    source: tuple[EventFilter, ...]
    target: tuple[EventFilter, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class Days:
    """Ways over a span, split by properties of the events that people set out with."""

    ways: tuple[Way, ...]
    span: Span
    dimensions: tuple[str, ...] = ()
    worth: Worth | None = None
    people: Condition | None = None


@dataclass(frozen=True, slots=True)
class Of:
    """A group of those who set out: value number `value` of dimension number `dimension`."""

    dimension: int
    value: int


def values_question(asked: Days, scope: Scope) -> Sql:
    """Rows (dimension, text, starts): the most frequent values of each dimension on the events of the first touchpoints
    of the ways; '' = missing."""
    names = [sql(_TEXTS[n]) for n in range(len(asked.dimensions))]
    texts = [
        sql("{text} AS {name}", text=_text(one), name=name) for one, name in zip(asked.dimensions, names, strict=True)
    ]
    return sql(
        """SELECT indexOf([{absent}], 0) - 1 AS dimension, [{names}][dimension + 1] AS text, count() AS starts
FROM (SELECT {texts} FROM {events} WHERE {tests})
GROUP BY GROUPING SETS ({sets}) ORDER BY starts DESC, text LIMIT {most:UInt8} BY dimension""",
        absent=join(", ", [sql("grouping({name})", name=name) for name in names]),
        names=join(", ", names),
        texts=join(", ", texts),
        events=scope.events,
        tests=all_of([_within(asked, scope), any_of(_matches(way.source, scope) for way in asked.ways)]),
        sets=join(", ", [sql("({name})", name=name) for name in names]),
        most=MOST_VALUES,
    )


def values(asked: Days, scope: Scope) -> tuple[tuple[str, ...], ...]:
    """The texts of each dimension whose numbers are 1, 2, …"""
    if not asked.dimensions:
        return ()
    rows = scope.ask(values_question(asked, scope)).rows
    return tuple(tuple(row[1] for row in rows if row[0] == n) for n in range(len(asked.dimensions)))


def starts(asked: Days, keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (p, way, day, d, passed, money): one for each person, way and day on which they set out; `day` counts from
    the first of the span, d holds the numbers of the values at their first start, 8 bits for each dimension."""
    pack, calendar = _Packing.of(asked), Calendar("day", scope.zone)
    paid = asked.worth is not None
    z, first = (sql("z.1"), sql("v[1].1")) if paid else (sql("z"), sql("v[1]"))

    def day(s: Sql) -> Sql:
        return calendar.sql_number(sql("fromUnixTimestamp64Milli(toInt64({ms}), 'UTC')", ms=pack.ms(s)))

    return sql(
        """SELECT p, way, toUInt16({day} - {first:Int64}) AS day, {money} AS money,
    toUInt64(bitAnd(arrayMin(z -> {bare}, v), {values:UInt64})) AS d, arrayExists(z -> {target}, v) AS passed
FROM (
SELECT p, way, arrayJoin(arraySplit((z, n, before) -> n != before, begun, days,
    arrayPushFront(arrayPopBack(days), days[1]))) AS v FROM (
SELECT p, way, begun, arrayMap(z -> {each}, begun) AS days FROM (
{q}) WHERE notEmpty(begun)))""",
        day=day(first),
        first=calendar.number_of(asked.span.since),
        money=sql("arraySum(z -> z.2, v)" if paid else "toFloat64(0)"),
        bare=pack.bare(z),
        values=(1 << pack.low) - 1,
        target=pack.target(z),
        each=day(z),
        q=_begun(asked, keys, scope),
    )


def _begun(asked: Days, keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (p, way, begun): the starts in the order of time, each with the bit of a target where one came in time;
    where worth is asked, as (start, money), and each start again for each time that money came."""
    pack, end = _Packing.of(asked), milliseconds(asked.span.until)
    begins = sql("{start} AND {ms} < {end:UInt64}", start=pack.start(sql("y")), ms=pack.ms(sql("y")), end=end)
    query = sql(
        """SELECT p, way, {paid}xs, {windows:Array(UInt64)}[way + 1] AS w, arrayFilter(y -> {begins}, arrayMap(
    (y, t) -> bitOr({bare}, if({target} AND {ms_t} - {ms} <= w, {passed}, 0)), xs,
    arrayShiftLeft(arrayReverseFill(t -> {target}, xs), 1))) AS begun
FROM (
{q})""",
        paid=sql("" if asked.worth is None else "paid, "),
        windows=[one.window.milliseconds for one in asked.ways],
        begins=begins,
        bare=pack.bare(sql("y")),
        target=pack.target(sql("t")),
        ms_t=pack.ms(sql("t")),
        ms=pack.ms(sql("y")),
        passed=pack.passed,
        q=_courses(asked, keys, scope),
    )
    if asked.worth is None:
        return query
    return sql(
        """SELECT p, way, arraySort(arrayConcat(arrayMap(y -> (y, toFloat64(0)), begun), arrayFilter(z -> z.2 != 0,
    arrayMap((x, y, m) -> ({bare}, if({begins} AND {ms_x} - {ms} <= w, m, toFloat64(0))), xs,
        arrayFill(y -> {begins}, xs), paid)))) AS begun
FROM (
{q})""",
        bare=pack.bare(sql("y")),
        begins=begins,
        ms_x=pack.ms(sql("x")),
        ms=pack.ms(sql("y")),
        q=query,
    )


def question(asked: Days, keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (way, dimension, value, day, entered, passed, money of those who passed); dimension 0 = the whole, n + 1 =
    the nth."""
    cells = [sql("(0, 0)")]
    for n in range(len(asked.dimensions)):
        shift = sql(_NUMBERS[8 * n])
        cells.append(sql("({n}, bitAnd(bitShiftRight(d, {shift}), 255))", n=sql(_NUMBERS[n + 1]), shift=shift))
    return sql(
        """SELECT way, cell.1 AS dimension, cell.2 AS value, day, sum(n), sumIf(n, passed), sumIf(paid, passed)
FROM (SELECT way, day, passed, n, paid, arrayJoin([{cells}]) AS cell FROM (
SELECT way, day, d, passed, count() AS n, sum(money) AS paid FROM (
{q}) GROUP BY way, day, d, passed))
GROUP BY way, dimension, value, day""",
        cells=join(", ", cells),
        q=starts(asked, keys, scope),
    )


def lost(
    asked: Days, keys: Sequence[Sequence[str]], way: int, days: tuple[int, int], of: Of | None, scope: Scope
) -> Sql:
    """SELECT DISTINCT person_id of those who set out on a way on the days from the first to before the second and, from
    some of them, did not come through."""
    return sql(
        """SELECT DISTINCT p AS person_id FROM (
{q})
WHERE way = {way:UInt16} AND day >= {since:UInt16} AND day < {until:UInt16} AND NOT passed AND {group}""",
        q=starts(asked, keys, scope),
        way=way,
        since=days[0],
        until=days[1],
        group=in_group(of),
    )


def in_group(of: Of | None) -> Sql:
    """Whether a row of `starts` is of the group; None = of anybody."""
    if of is None:
        return sql("true")
    place = {"shift": sql(_NUMBERS[8 * of.dimension]), "value": of.value}
    return sql("bitAnd(bitShiftRight(d, {shift}), 255) = {value:UInt8}", **place)


@dataclass(frozen=True, slots=True)
class _Packing:
    """An event on a way as one number: from the top its milliseconds, whether it is a target, whether it is a start,
    and `low` bits for the values of the dimensions. The engine sorts numbers far faster than tuples."""

    low: int

    @classmethod
    def of(cls, asked: Days) -> "_Packing":
        return cls(8 * len(asked.dimensions))

    def number(self, value: Sql) -> Sql:
        return sql("toUInt64({v})" if self.low <= 16 else "toUInt128({v})", v=value)

    def ms(self, x: Sql) -> Sql:
        return sql("bitShiftRight({x}, {n})", x=x, n=sql(_NUMBERS[self.low + 2]))

    def start(self, x: Sql) -> Sql:
        return sql("(bitAnd({x}, {bit}) != 0)", x=x, bit=self._bit(self.low))

    def target(self, x: Sql) -> Sql:
        return sql("(bitAnd({x}, {bit}) != 0)", x=x, bit=self.passed)

    @property
    def passed(self) -> Sql:
        """The bit of a target, which of a start says that one came in time."""
        return self._bit(self.low + 1)

    def _bit(self, place: int) -> Sql:
        """bitTest knows no numbers of 128 bits."""
        return sql("bitShiftLeft({one}, {n})", one=self.number(sql("1")), n=sql(_NUMBERS[place]))

    def bare(self, x: Sql) -> Sql:
        """Without that bit."""
        return sql("bitAnd({x}, bitNot({bit}))", x=x, bit=self.passed)

    def packed(self, ms: Sql, role: Sql, values: Sql) -> Sql:
        parts = {"ms": self.number(ms), "role": self.number(role), "values": values}
        shifts = {"top": sql(_NUMBERS[self.low + 2]), "low": sql(_NUMBERS[self.low])}
        return sql("bitShiftLeft({ms}, {top}) + bitShiftLeft({role}, {low}) + {values}", **parts, **shifts)


def _courses(asked: Days, keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (p, way, xs): what each person did on a way as numbers in the order of time; where worth is asked, with
    `paid`, the money of each."""
    roles = []
    for n, way in enumerate(asked.ways):
        a, b = _matches(way.source, scope), _matches(way.target, scope)
        roles.append(sql("toUInt16({way} + ({a}) + 2 * ({b}))", way=sql(_NUMBERS[4 * n]), a=a, b=b))
    x = _Packing.of(asked).packed(sql("ms"), sql("bitAnd(role, 3)"), sql("d"))
    course, kept, money = sql("arraySort(groupArray({x})) AS xs", x=x), sql("bitAnd(r, 3) != 0"), sql("toFloat64(0)")
    if asked.worth is not None:
        course = sql("arraySort(groupArray(({x}, money))) AS course, course.1 AS xs, course.2 AS paid", x=x)
        kept = sql("{kept} OR money != 0", kept=kept)
        amount = breakdown.number(sql("toString({text})", text=facts.event_property(asked.worth.property)))
        paid = event_matches(asked.worth.filter, scope.now)
        money = sql("if({paid}, ifNull({amount}, 0.), 0.)", paid=paid, amount=amount)
    return sql(
        """SELECT p, bitShiftRight(role, 2) AS way, {course} FROM (
    SELECT p, ms, d, money, arrayJoin(arrayFilter(r -> {kept}, [{roles}])) AS role FROM (
        SELECT person_id AS p, toUnixTimestamp64Milli(ts) AS ms, {money} AS money, {d} AS d, *
        FROM {events} WHERE {tests}
    )
) GROUP BY p, way HAVING max(bitTest(role, 0))""",
        course=course,
        kept=kept,
        roles=join(", ", roles),
        money=money,
        d=_values(asked, keys),
        events=scope.events,
        tests=all_of([_within(asked, scope), any_of(_all_matches(asked, scope)), *_members(asked, scope)]),
    )


def _values(asked: Days, keys: Sequence[Sequence[str]]) -> Sql:
    """The numbers of an event's values, 8 bits for each dimension."""
    bits = [sql("toUInt64(0)")]
    for n, (name, known) in enumerate(zip(asked.dimensions, keys, strict=True)):
        number = sql(
            "transform({text}, {keys:Array(String)}, {numbers:Array(UInt64)}, toUInt64(0))",
            text=_text(name),
            keys=list(known),
            numbers=[place + 1 << 8 * n for place in range(len(known))],
        )
        bits.append(number if known else sql("toUInt64(0)"))
    return join(" + ", bits)


def _text(name: str) -> Sql:
    """The JSON text of an event's property; '' = missing."""
    text = facts.event_property(name)
    return sql("if({text} = 'null', '', toString({text}))", text=text)


def _matches(filters: Sequence[EventFilter], scope: Scope) -> Sql:
    return any_of(event_matches(one, scope.now) for one in filters)


def _all_matches(asked: Days, scope: Scope) -> list[Sql]:
    """Whether a row is of any way, or brings money: names alone go first, as they are cheap to test."""
    filters = {repr(one): one for way in asked.ways for one in (*way.source, *way.target)}
    if asked.worth is not None:
        filters[repr(asked.worth.filter)] = asked.worth.filter
    return [one_matches(list(filters.values()), scope.now)]


def _within(asked: Days, scope: Scope) -> Sql:
    longest = max((way.window.length for way in asked.ways), default=timedelta())
    end = min(asked.span.until + longest, scope.now) + MILLISECOND
    return sql("ts >= {since} AND ts < {end}", since=instant(asked.span.since), end=instant(end))


def _members(asked: Days, scope: Scope) -> list[Sql]:
    if asked.people is None:
        return []
    return [sql("person_id IN ({people})", people=scope.people(asked.people))]
