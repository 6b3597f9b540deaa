"""Sets of periods as bits of one number, which the engine joins and reads far faster than lists: half the time."""

from collections.abc import Sequence

from uems.warehouse.sql import Sql, join, sql

WIDEST = 256
"""Periods that one number can hold; a set of more is a list."""
MOST = 64
"""Periods after a start that can be read from it at once."""


_TYPES = ((64, sql("toUInt64")), (128, sql("toUInt128")), (256, sql("toUInt256")))


def gathered(size: int, number: Sql, marked: Sql | None) -> Sql:
    """The aggregate that sets the bit of each row's period (from 0), of rows where `marked` holds (None = all)."""
    one = word(size, sql("1"))
    if marked is None:
        return sql("groupBitOr(bitShiftLeft({one}, {number}))", one=one, number=number)
    return sql("groupBitOrIf(bitShiftLeft({one}, {number}), {marked})", one=one, number=number, marked=marked)


def places(size: int, number: Sql, marked: Sql) -> Sql:
    """The aggregate of the different periods (from 0, below `size`) of rows where `marked` holds, in order."""
    if size <= WIDEST:
        bits = gathered(size, sql("toUInt16({number})", number=number), marked)
        return sql("arrayMap(n -> toUInt32(n), bitPositionsToArray({bits}))", bits=bits)
    rows = sql("groupArrayIf(toUInt32({number}), {marked})", number=number, marked=marked)
    return sql("arrayCompact(arraySort({rows}))", rows=rows)


def word(size: int, bits: Sql) -> Sql:
    """The bits as the narrowest number that holds so many periods."""
    return sql("{narrowest}({bits})", narrowest=next(kind for width, kind in _TYPES if size <= width), bits=bits)


def counted(number: Sql, periods: range) -> Sql:
    """The aggregate that counts the different periods of rows, all of them in `periods`."""
    if len(periods) > WIDEST:
        rows = sql("groupArray(toUInt32({number} - {first:Int64}))", number=number, first=periods.start)
        return sql("length(arrayCompact(arraySort({rows})))", rows=rows)
    place = sql("toUInt16({number} - {first:Int64})", number=number, first=periods.start)
    return sql("bitCount({bits})", bits=gathered(max(len(periods), 1), place, None))


def lowest(word: Sql) -> Sql:
    """The first period whose bit is set."""
    return sql("toUInt16(bitCount(bitAnd(bitNot({word}), {word} - 1)))", word=word)


def on(later: Sql, periods: int) -> Sql:
    """0, and the periods below `periods` whose bits are set."""
    return sql("bitPositionsToArray(bitOr({low}, 1))", low=_low(later, 0, periods))


def on_or_after(later: Sql, periods: int) -> Sql:
    """Every period from 0 up to the last whose bit is set, below `periods`."""
    return sql(
        """range(if(bitShiftRight({later}, {last:UInt16}) != 0, {n:UInt64},
    1 + arrayMax(bitPositionsToArray(bitOr({low}, 1)))))""",
        later=later,
        last=periods - 1,
        n=periods,
        low=_low(later, 0, periods),
    )


def brackets(later: Sql, wanted: Sequence[tuple[int, int]]) -> Sql:
    """0, and n where any bit of the n-th bracket is set, both ends of a bracket included."""
    columns = [
        sql("if({low} != 0, [toUInt64({n:UInt16})], [])", low=_low(later, low, high - low + 1), n=place + 1)
        for place, (low, high) in enumerate(wanted)
    ]
    return sql("arrayConcat([toUInt64(0)], {columns})", columns=join(", ", columns))


def _low(word: Sql, begin: int, count: int) -> Sql:
    """So many bits from `begin` on."""
    return sql(
        "bitAnd(toUInt64(bitShiftRight({word}, {begin:UInt16})), {mask:UInt64})",
        word=word,
        begin=begin,
        mask=(1 << count) - 1,
    )
