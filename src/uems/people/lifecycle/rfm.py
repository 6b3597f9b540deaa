"""RFM: how recently, how often and for how much people bought, in scores of one to five and eight named cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, get_args

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.people.lifecycle.state_sql import Moment
from uems.people.scope import Scope
from uems.rules.condition import EventFilter
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

Cell = Literal[
    "champions",
    "promising",
    "lapsing",
    "rescue",
    "loyal",
    "recent",
    "fading",
    "lost",
]
"""By R, F, M above the mean score (1) or not (0): 111 champions, 101 promising, 011 lapsing, 001 rescue, 110 loyal, 100
recent, 010 fading, 000 lost."""
CELLS: tuple[Cell, ...] = get_args(Cell)
NAMES: dict[Cell, Text] = {
    "champions": Text("重要价值用户", "Champions"),
    "promising": Text("重要发展用户", "Big spenders to develop"),
    "lapsing": Text("重要保持用户", "Loyal spenders slipping away"),
    "rescue": Text("重要挽留用户", "Big spenders to win back"),
    "loyal": Text("一般价值用户", "Loyal, small baskets"),
    "recent": Text("一般发展用户", "Recent newcomers"),
    "fading": Text("一般保持用户", "Regulars slipping away"),
    "lost": Text("一般挽留用户", "Nearly lost"),
}
_KEYS: dict[tuple[bool, bool, bool], Cell] = {
    (True, True, True): "champions",
    (True, False, True): "promising",
    (False, True, True): "lapsing",
    (False, False, True): "rescue",
    (True, True, False): "loyal",
    (True, False, False): "recent",
    (False, True, False): "fading",
    (False, False, False): "lost",
}

SCORES = 5
_HUNDREDTHS = 10_000
"""Money is added up in whole ten-thousandths, so that a sum does not depend on the order of its parts."""


class NoSuchCell(Invalid):
    code = "no_such_cell"
    text = Text("没有这一格", "There is no such cell")


class BadCuts(Invalid):
    code = "rfm_cuts"
    text = Text("分界点应为四个递增的数", "Four cut points, each larger than the one before")


@dataclass(frozen=True, slots=True)
class Cuts:
    """Four cut points each: a score is one more than the cut points below the value; for recency, five less than."""

    recency: tuple[float, ...]
    frequency: tuple[float, ...]
    money: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rfm:
    """`buys`: what counts as buying; `amount`: its property that holds the money; `days`: only the last so many (None =
    all of them); `frequency`: purchases, or days with one. `cuts` None = quintiles of the people."""

    buys: EventFilter
    amount: str
    days: int | None = None
    frequency: Literal["purchases", "days"] = "purchases"
    cuts: Cuts | None = None


@dataclass(frozen=True, slots=True)
class CellCount:
    """People of a cell, and in the mean their days since the last purchase, purchases, and money."""

    cell: Cell
    people: int
    recency: float | None
    frequency: float | None
    money: float | None
    total: float


@dataclass(frozen=True, slots=True)
class RfmScore:
    """How many people have these three scores."""

    r: int
    f: int
    m: int
    people: int


@dataclass(frozen=True, slots=True)
class Table:
    """`mean` = the mean score of R, F and M: above it is high."""

    people: int
    cuts: Cuts
    mean: tuple[float, float, float]
    cells: tuple[CellCount, ...]
    scores: tuple[RfmScore, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a question needs to say who is in a cell."""

    cuts: Cuts
    mean: tuple[float, float, float]


def buyers(asked: Rfm, scope: Scope) -> Sql:
    """SELECT person_id, recency (whole days of the calendar since the last purchase), frequency, money."""
    moment = Moment(scope.now, scope.zone)
    tests = [event_matches(asked.buys, scope.now)]
    since = sql("true")
    if asked.days is not None:
        since = sql("ts > {since:DateTime64(3)}", since=scope.now - timedelta(days=asked.days))
    return sql(
        """SELECT person_id, {today:Int32} - max(day) AS recency, {frequency} AS frequency,
    sum(toInt64(round(greatest(least(amount, 9e13), -9e13) * {unit:UInt32}))) / {unit:UInt32} AS money
FROM (
    SELECT person_id, toInt32(toUInt16(toDate(ts, {zone:String}))) AS day,
        ifNull(toFloat64OrNull({amount}), 0) AS amount
    FROM {events} WHERE person_id != 0 AND ts <= {now:DateTime64(3)} AND {since} AND {buys}
) GROUP BY person_id""",
        today=moment.today,
        frequency=sql("uniqExact(day)" if asked.frequency == "days" else "count()"),
        unit=_HUNDREDTHS,
        zone=scope.zone.key,
        amount=facts.event_property(asked.amount),
        events=scope.events,
        now=scope.now,
        since=since,
        buys=tests[0],
    )


def scored(asked: Rfm, cuts: Cuts, scope: Scope) -> Sql:
    """SELECT person_id, recency, frequency, money, r, f, m. A value equal to a cut point lies below it."""
    return sql(
        """SELECT *, toUInt8({most:UInt8} - arrayCount(c -> c < recency, {recency:Array(Float64)})) AS r,
    toUInt8(1 + arrayCount(c -> c < frequency, {frequency:Array(Float64)})) AS f,
    toUInt8(1 + arrayCount(c -> c < money, {money:Array(Float64)})) AS m FROM ({buyers})""",
        most=SCORES,
        recency=list(cuts.recency),
        frequency=list(cuts.frequency),
        money=list(cuts.money),
        buyers=buyers(asked, scope),
    )


def cuts(asked: Rfm, scope: Scope) -> Cuts:
    """The project's own, or the quintiles: linear interpolation between neighbours (Hyndman & Fan 1996, type 7), as
    spreadsheets and pandas have it. People of equal value have equal scores, so that fifths need not be equal."""
    if asked.cuts is not None:
        return asked.cuts
    quintiles = sql(
        """SELECT quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(recency),
    quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(frequency), quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(money), count()
FROM ({buyers})""",
        buyers=buyers(asked, scope),
    )
    *found, people = scope.ask(quintiles).rows[0]
    return Cuts(*(tuple(map(float, one)) for one in found)) if people else Cuts((), (), ())


def table(asked: Rfm, scope: Scope) -> Table:
    """Everybody who bought, by score and by cell."""
    found = cuts(asked, scope)
    grouped = sql(
        """SELECT r, f, m, count(), sum(recency), sum(frequency), sum(money) FROM ({scored})
GROUP BY r, f, m ORDER BY r, f, m""",
        scored=scored(asked, found, scope),
    )
    rows = [
        (int(r), int(f), int(m), int(n), days, often, money)
        for r, f, m, n, days, often, money in scope.ask(grouped).rows
    ]
    people = sum(row[3] for row in rows)
    mean = _mean(((row[:3], row[3]) for row in rows), people)
    each: dict[Cell, list[float]] = {cell: [0, 0, 0, 0] for cell in CELLS}
    for *scores, n, days, often, money in rows:
        sums = each[_cell(scores, mean)]
        for place, value in enumerate((n, days, often, money)):
            sums[place] += value
    return Table(
        people,
        found,
        mean,
        tuple(_count(cell, *each[cell]) for cell in CELLS),
        tuple(RfmScore(*row[:4]) for row in rows),
    )


def _count(cell: Cell, n: float, days: float, often: float, money: float) -> CellCount:
    def mean(total: float) -> float | None:
        return round(total / n, 4) if n else None

    return CellCount(cell, int(n), mean(days), mean(often), mean(money), round(money, 4))


def _mean(scores: Iterable[tuple[tuple[int, ...], int]], people: int) -> tuple[float, float, float]:
    sums = [0, 0, 0]
    for each, n in scores:
        for place, score in enumerate(each):
            sums[place] += score * n
    r, f, m = (total / people if people else 0.0 for total in sums)
    return r, f, m


def _cell(scores: Iterable[int], mean: tuple[float, float, float]) -> Cell:
    r, f, m = (score > middle for score, middle in zip(scores, mean, strict=True))
    return _KEYS[r, f, m]


def measured(asked: Rfm, scope: Scope) -> Measured:
    """Cut points and mean scores, as the table has them."""
    found = table(asked, scope)
    return Measured(found.cuts, found.mean)


def celled(asked: Rfm, by: Measured, scope: Scope) -> Sql:
    """SELECT person_id, recency, frequency, money, r, f, m, cell."""
    r, f, m = by.mean
    keys = [sum(bit << place for place, bit in enumerate(key)) for key in _KEYS]
    return sql(
        """SELECT *, transform((r > {r:Float64}) + 2 * (f > {f:Float64}) + 4 * (m > {m:Float64}),
    {keys:Array(UInt8)}, {cells:Array(String)}, '') AS cell FROM ({scored})""",
        r=r,
        f=f,
        m=m,
        keys=keys,
        cells=list(_KEYS.values()),
        scored=scored(asked, by.cuts, scope),
    )


@dataclass(frozen=True, slots=True)
class Migration:
    """People who were in one cell at the earlier time and are in another now; '' = had not bought."""

    before: str
    cell: str
    people: int


def migration(asked: Rfm, scope: Scope, earlier: Scope) -> tuple[Migration, ...]:
    """From the cells of the earlier scope, by its own quintiles, to those of this one."""
    rows = scope.ask(
        sql(
            """SELECT before, cell, count() FROM (
    SELECT person_id, max(was) AS before, max(became) AS cell FROM (
        SELECT person_id, cell AS was, '' AS became FROM ({then})
        UNION ALL SELECT person_id, '' AS was, cell AS became FROM ({now})
    ) GROUP BY person_id
) GROUP BY before, cell ORDER BY before, cell""",
            then=celled(asked, measured(asked, earlier), earlier),
            now=celled(asked, measured(asked, scope), scope),
        )
    ).rows
    return tuple(Migration(before, cell, int(n)) for before, cell, n in rows)


def who(asked: Rfm, cell: str | None, scores: tuple[int, int, int | None] | None, scope: Scope) -> Sql:
    """SELECT person_id of a cell, or of three scores, or of all who bought. Raises NoSuchCell."""
    if cell is not None and cell not in CELLS:
        raise NoSuchCell(about="cell.cell")
    if any(not 1 <= score <= SCORES for score in scores or () if score is not None):
        raise NoSuchCell(about="cell.scores")
    by = measured(asked, scope)
    test = sql("true")
    if cell is not None:
        test = sql("cell = {cell:String}", cell=cell)
    elif scores is not None:
        r, f, m = scores
        test = sql("r = {r:UInt8} AND f = {f:UInt8}", r=r, f=f)
        if m is not None:
            test = sql("{test} AND m = {m:UInt8}", test=test, m=m)
    return sql("SELECT person_id FROM ({celled}) WHERE {test}", celled=celled(asked, by, scope), test=test)


def who_migrated(asked: Rfm, before: str, cell: str, scope: Scope, earlier: Scope) -> Sql:
    """SELECT person_id of those who went from one cell to another. Raises NoSuchCell."""
    if {before, cell} - {"", *CELLS} or before == cell == "":
        raise NoSuchCell(about="cell")
    return sql(
        """SELECT person_id FROM (
    SELECT person_id, cell AS was, '' AS became FROM ({then})
    UNION ALL SELECT person_id, '' AS was, cell AS became FROM ({now})
) GROUP BY person_id HAVING max(was) = {before:String} AND max(became) = {cell:String}""",
        then=celled(asked, measured(asked, earlier), earlier),
        now=celled(asked, measured(asked, scope), scope),
        before=before,
        cell=cell,
    )


def check(asked: Rfm) -> None:
    """Raises BadCuts."""
    if asked.cuts is None:
        return
    for name in ("recency", "frequency", "money"):
        given = getattr(asked.cuts, name)
        if len(given) != SCORES - 1 or list(given) != sorted(set(given)):
            raise BadCuts(about=f"cuts.{name}")
