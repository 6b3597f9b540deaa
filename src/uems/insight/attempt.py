"""The best attempt of each unit at a funnel, from its packed events: how far it came and when it took each step.

An event is one number: its milliseconds since 1970, then which steps it is. Every pass over the array of numbers stands
in a query of its own, because a name given inside one query is written out again wherever it is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from uems.warehouse.sql import Sql, all_of, join, sql

MOST_STEPS = 20
NUMBERS = tuple(str(n) for n in range(256))
FOUND = tuple(f"f{n}" for n in range(MOST_STEPS))
TIMES = tuple(f"t{n}" for n in range(MOST_STEPS))
_NEXT = tuple(f"l{n}" for n in range(MOST_STEPS))
_VALUE = tuple(f"v{n}" for n in range(MOST_STEPS))
_LATER = tuple(f"d{n}" for n in range(MOST_STEPS))
_SEEN = tuple(f"y{n}" for n in range(MOST_STEPS))
_END = "18446744073709551615"
EXCLUDED_CODE = 62
EXCLUDED_BIT = 20


@dataclass(frozen=True, slots=True)
class Packing:
    """How an event is packed. With `codes` its low six bits are the number of its only step (63 = none, 62 = excluded);
    else they are a mask of its steps (bit 20 = excluded). `shift` bits stand below the milliseconds."""

    codes: bool
    shift: int

    def step(self, x: Sql, n: int | Sql) -> Sql:
        """Whether the packed x is step n."""
        number = sql(NUMBERS[n]) if isinstance(n, int) else n
        return sql("bitAnd({x}, 63) = {n}" if self.codes else "bitTest({x}, {n})", x=x, n=number)

    def any_step(self, x: Sql) -> Sql:
        if self.codes:
            return sql("bitAnd({x}, 63) < 62", x=x)
        return sql("bitAnd({x}, 1048575) != 0", x=x)

    def excluded(self, x: Sql) -> Sql:
        return self.step(x, EXCLUDED_CODE if self.codes else EXCLUDED_BIT)

    def without(self, x: Sql, n: Sql) -> Sql:
        """The packed x, which is step n, as an event that is not."""
        if self.codes:
            return sql("bitOr({x}, 63)", x=x)
        return sql("bitAnd({x}, bitNot(bitShiftLeft(toUInt64(1), {n})))", x=x, n=n)

    def ms(self, x: Sql) -> Sql:
        return sql("bitShiftRight({x}, {shift})", x=x, shift=sql(NUMBERS[self.shift]))


CODES = Packing(True, 6)
MASKS = Packing(False, 22)


@dataclass(frozen=True, slots=True)
class Course:
    """What the steps of an attempt must keep to. `keys` are the columns that name a unit and what goes along with it;
    `ties` are the steps that one event could be together with the step before."""

    steps: int
    window: int
    """Milliseconds from the first step, both ends included."""
    packing: Packing
    keys: tuple[Sql, ...]
    ties: frozenset[int] = frozenset()

    @property
    def kept(self) -> Sql:
        return join(", ", self.keys)


def ordered(events: Sql, course: Course, idle: bool = False) -> Sql:
    """Rows (keys, level, t0 …): other events may lie between. `events` has the keys and e, sorted codes. With `idle`,
    units that took no step are there with level 0: leaving them out costs a copy of every array.

    f_j is, for each event, the latest first step from which step j was reached until then: one arrayFill a step. The
    best attempt has the most steps, then the earliest end, then the latest start, then the earliest middle steps.
    """
    query = sql("SELECT {k}, arrayPushFront(e, toUInt64(63)) AS e FROM (\n{q})", k=course.kept, q=events)
    query = sql("SELECT {k}, e, arrayFill(x -> bitAnd(x, 63) = 0, e) AS f0 FROM (\n{q})", k=course.kept, q=query)
    query, columns = _filled(query, course)
    found = [sql(FOUND[n]) for n in range(course.steps)]
    query = sql(
        "SELECT {c}, {level} AS level FROM (\n{q})",
        c=join(", ", columns),
        level=join(" + ", [sql("({f}[-1] != 63)", f=f) for f in found]),
        q=query,
    )
    query = sql(
        "SELECT {c}, level, [{starts}][level] AS s FROM (\n{q}){taken}",
        c=join(", ", columns),
        taken=sql("" if idle else "\nWHERE level > 0"),
        starts=join(", ", [sql("{f}[countEqual({f}, 63) + 1]", f=f) for f in found]),
        q=query,
    )
    return _timed(query, course, sql("e1"))


def _filled(query: Sql, course: Course) -> tuple[Sql, list[Sql]]:
    """One layer for each further step, after a cut to the events that follow some first step within the window."""
    within = sql("x - s <= {w:UInt64}", w=course.window * 64 + 63)
    columns, before = [*course.keys, sql("e"), sql("f0")], sql("g1")
    if course.steps > 1:
        query = sql(
            """SELECT {c},
arrayFilter((x, s) -> bitAnd(x, 63) >= 1 AND {within}, e, f0) AS e1,
arrayFilter((s, x) -> bitAnd(x, 63) >= 1 AND {within}, f0, e) AS g1
FROM (
{q})""",
            c=join(", ", columns),
            within=within,
            q=query,
        )
        columns.append(sql("e1"))
    for n in range(1, course.steps):
        query = sql(
            "SELECT {c}, arrayFill((s, x) -> bitAnd(x, 63) = {n} AND {within}, {before}, e1) AS {found} FROM (\n{q})",
            c=join(", ", columns),
            n=sql(NUMBERS[n]),
            within=within,
            before=before,
            found=sql(FOUND[n]),
            q=query,
        )
        before = sql(FOUND[n])
        columns.append(before)
    return query, columns


def ordered_overlapping(events: Sql, course: Course) -> Sql:
    """The same where one event can be several steps: e holds masks. Not exact only where such events stand at one
    millisecond with events of other steps."""
    query = sql("SELECT {k}, arrayPushFront(e, toUInt64(0)) AS e FROM (\n{q})", k=course.kept, q=events)
    query = sql("SELECT *, arrayFill(x -> bitTest(x, 0), e) AS f0 FROM (\n{q})", q=query)
    for n in range(1, course.steps):
        before = sql(FOUND[n - 1])
        if n in course.ties:
            before = sql("arrayShiftRight({f}, 1, toUInt64(0))", f=before)
        query = sql(
            """SELECT *, arrayFill((s, x) -> bitTest(x, {n})
AND bitShiftRight(x, 22) - bitShiftRight(s, 22) <= {w:UInt64} AND s != 0, {before}, e) AS {found}
FROM (
{q})""",
            n=sql(NUMBERS[n]),
            w=course.window,
            before=before,
            found=sql(FOUND[n]),
            q=query,
        )
    found = [sql(FOUND[n]) for n in range(course.steps)]
    query = sql(
        "SELECT *, {level} AS level FROM (\n{q})",
        level=join(" + ", [sql("({f}[-1] != 0)", f=f) for f in found]),
        q=query,
    )
    query = sql(
        "SELECT *, [{ends}][level] AS pe FROM (\n{q})\nWHERE level > 0",
        ends=join(", ", [sql("e[countEqual({f}, 0) + 1]", f=f) for f in found]),
        q=query,
    )
    query = sql("SELECT *, arrayCount(x -> x <= bitOr(pe, 4194303), e) AS ix FROM (\n{q})", q=query)
    query = sql(
        "SELECT *, [{starts}][level] AS s FROM (\n{q})",
        starts=join(", ", [sql("{f}[ix]", f=f) for f in found]),
        q=query,
    )
    return _timed(query, course, sql("e"))


def _timed(query: Sql, course: Course, events: Sql) -> Sql:
    """Step n was taken at the first event from which the chosen start s had reached it."""
    shift = sql(NUMBERS[course.packing.shift])
    times = [sql("bitShiftRight(s, {shift}) AS t0", shift=shift)]
    for n in range(1, course.steps):
        times.append(
            sql(
                "if(level > {n}, bitShiftRight({e}[indexOf({f}, s)], {shift}), 0) AS {t}",
                n=sql(NUMBERS[n]),
                e=events,
                f=sql(FOUND[n]),
                shift=shift,
                t=sql(TIMES[n]),
            )
        )
    return sql("SELECT {k}, level, {times} FROM (\n{q})", k=course.kept, times=join(", ", times), q=query)


def strict(events: Sql, course: Course) -> Sql:
    """Rows (keys, level, t0 …): the steps follow each other with no other event between; e holds every event.

    Of the attempts with the most steps, the first."""
    pack, steps = course.packing, course.steps
    nothing = sql("toUInt64(63)" if pack.codes else "toUInt64(0)")
    query = events
    if steps > 1:
        later = [
            sql("arrayShiftLeft(e, {n}, {nothing}) AS {d}", n=sql(NUMBERS[n]), nothing=nothing, d=sql(_LATER[n]))
            for n in range(1, steps)
        ]
        query = sql("SELECT *, {later} FROM (\n{q})", later=join(", ", later), q=query)
    reached = sql("0")
    for n in range(steps - 1, 0, -1):
        near = sql("{y} - {y0} <= {w:UInt64}", y=pack.ms(sql(_SEEN[n])), y0=pack.ms(sql("y0")), w=course.window)
        follows = all_of([pack.step(sql(_SEEN[n]), n), near])
        reached = sql("(({follows}) * (1 + {reached}))", follows=follows, reached=reached)
    query = sql(
        "SELECT *, arrayMap(({names}) -> toUInt8(({first}) * (1 + {reached})), {arrays}) AS lv FROM (\n{q})",
        names=join(", ", [sql(_SEEN[n]) for n in range(steps)]),
        first=pack.step(sql("y0"), 0),
        reached=reached,
        arrays=join(", ", [sql("e"), *(sql(_LATER[n]) for n in range(1, steps))]),
        q=query,
    )
    query = sql("SELECT *, arrayMax(lv) AS level FROM (\n{q})", q=query)
    query = sql("SELECT *, indexOf(lv, level) AS i FROM (\n{q})\nWHERE level > 0", q=query)
    times = [
        sql(
            "if(level > {n}, {ms}, 0) AS {t}",
            n=sql(NUMBERS[n]),
            ms=pack.ms(sql("e[i + {n}]", n=sql(NUMBERS[n]))),
            t=sql(TIMES[n]),
        )
        for n in range(steps)
    ]
    return sql("SELECT {k}, level, {times} FROM (\n{q})", k=course.kept, times=join(", ", times), q=query)


def unordered(events: Sql, course: Course, conditions: Sequence[int], excludes: bool, before: Sql, start: Sql) -> Sql:
    """Rows (keys, level, t0 …): the steps in any order, beginning with an event x that passes `start` before the time
    `before` (ms).

    conditions: for each step the number of its condition; steps of the same one need different events. An attempt that
    holds an excluded event before it is complete, or before its window ends, does not count. The best has the most
    steps, then the earliest end, then the latest start.
    """
    query, w = _nexts(events, course, conditions), sql("{w:UInt64}", w=course.window)
    values, beside = [sql(_VALUE[n]) for n in range(course.steps)], [sql(_NEXT[n]) for n in range(course.steps)]
    allowed, names = [sql("t < {before}", before=before), start], list(values)
    reached = join(" + ", [sql("({v} - t <= {w})", v=v, w=w) for v in values])
    ends = [sql("if({v} - t <= {w}, {v}, t)", v=v, w=w) for v in values]
    # Not the largest of an array, which would be made anew for each event.
    end = sql("greatest({ends})", ends=join(", ", ends)) if len(ends) > 1 else ends[0]
    if excludes:
        query = _filled_back(query, course.packing.excluded(sql("x")), sql("m"), sql("lx"))
        complete = sql("if({r} = {k}, {end}, t + {w} + 1)", r=reached, k=sql(NUMBERS[course.steps]), end=end, w=w)
        allowed.append(sql("NOT (ex > t AND ex < {complete})", complete=complete))
        names, beside = [*names, sql("ex")], [*beside, sql("lx")]
    query = sql(
        """SELECT *, arrayMap((x, t, {names}) -> if({allowed}, bitShiftLeft(toUInt64({reached}), 45) - {end}, 0),
e, m, {beside}) AS d
FROM (
{q})""",
        names=join(", ", names),
        allowed=all_of(allowed),
        reached=reached,
        end=end,
        beside=join(", ", beside),
        q=query,
    )
    return _chosen_start(query, course, w)


def _nexts(events: Sql, course: Course, conditions: Sequence[int]) -> Sql:
    """Arrays beside e: m, the milliseconds of each event, and l_n, when step n next happens from it on."""
    pack, last = course.packing, sql("toUInt64({end})", end=sql(_END))
    query = sql("SELECT {k}, arrayPushBack(e, {last}) AS e FROM (\n{q})", k=course.kept, last=last, q=events)
    query = sql("SELECT *, arrayMap(x -> {ms}, e) AS m FROM (\n{q})", ms=pack.ms(sql("x")), q=query)
    for n, condition in enumerate(conditions):
        same, fresh = [i for i in range(n) if conditions[i] == condition], sql("m")
        if same:
            fresh = sql("arrayShiftLeft({l}, 1, {never})", l=sql(_NEXT[same[-1]]), never=pack.ms(last))
        query = _filled_back(query, pack.step(sql("x"), condition), fresh, sql(_NEXT[n]))
    return query


def _filled_back(query: Sql, found: Sql, fresh: Sql, name: Sql) -> Sql:
    """A further array: for each event, `fresh` of the next event from it on that is found."""
    return sql(
        "SELECT *, arrayReverseFill((v, x) -> {found}, {fresh}, e) AS {name} FROM (\n{q})",
        found=found,
        fresh=fresh,
        name=name,
        q=query,
    )


def _chosen_start(query: Sql, course: Course, w: Sql) -> Sql:
    """The latest of the starts with the greatest d, which holds the number of steps above 45 bits, less the end. Its
    times are read where its millisecond begins, so that all events of that are seen."""
    query = sql("SELECT *, arrayMax(d) AS best FROM (\n{q})", q=query)
    query = sql(
        """SELECT *, bitShiftRight(best, 45) + 1 AS level, m[length(d) - indexOf(arrayReverse(d), best) + 1] AS t
FROM (
{q})
WHERE best > 0""",
        q=query,
    )
    query = sql("SELECT *, indexOf(m, t) AS i FROM (\n{q})", q=query)
    query = sql(
        "SELECT {k}, level, arraySort(arrayFilter(v -> v - t <= {w}, [{nexts}])) AS a FROM (\n{q})",
        k=course.kept,
        w=w,
        nexts=join(", ", [sql("{l}[i]", l=sql(_NEXT[n])) for n in range(course.steps)]),
        q=query,
    )
    times = [
        sql("if(level > {before}, a[{n}], 0) AS {t}", before=sql(NUMBERS[n]), n=sql(NUMBERS[n + 1]), t=sql(TIMES[n]))
        for n in range(course.steps)
    ]
    return sql("SELECT {k}, level, {times} FROM (\n{q})", k=course.kept, times=join(", ", times), q=query)
