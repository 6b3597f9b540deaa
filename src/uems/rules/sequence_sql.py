"""A sequence as SQL: who did the steps in order with different events, exact also where events share a millisecond.

For each person and millisecond, `reached` lists the sets of steps (as bits) that different events of it can serve.
Walking the milliseconds in order, `latest[j]` is the latest first step of an attempt that has done steps 1 to j: steps
i+1 to j may be done at one millisecond when `reached` has their bits. The latest start is always the best one.
windowFunnel is not used: what it does with ties and with an event that fits two steps is not this.
"""

from datetime import datetime

from uems.rules.condition import Sequence, window
from uems.rules.event_sql import event_matches, instant
from uems.warehouse.sql import Sql, any_of, join, sql


def finishers(sequence: Sequence, events: Sql, now: datetime) -> Sql:
    """SELECT person_id of those who did the whole sequence by now, each once."""
    matched = [event_matches(step, now) for step in sequence.steps]
    bits = [sql("if({m}, {bit:UInt16}, 0)", m=m, bit=1 << n) for n, m in enumerate(matched)]
    return sql(
        """SELECT person_id FROM (
    SELECT person_id, arraySort(groupArray((t, all))) AS rows FROM (
        SELECT person_id, toUnixTimestamp64Milli(ts) AS t, groupArray(toUInt16({done})) AS all
        FROM {events} WHERE ts <= {now} AND ({some}) GROUP BY person_id, ts
    ) GROUP BY person_id HAVING groupBitOr(arrayReduce('groupBitOr', all)) = {whole:UInt16}
)
WHERE arrayFold(
    (latest, moment) -> arrayMap(
        j -> greatest(latest[j], arrayMax(arrayMap(
            i -> multiIf(
                NOT has(moment.2, toUInt16(bitShiftLeft(1, j) - bitShiftLeft(1, i))), {never:Int64},
                i = 0, moment.1,
                latest[greatest(i, 1)] >= moment.1 - {window:Int64}, latest[greatest(i, 1)],
                {never:Int64}
            ),
            range(0, j)
        ))),
        range(1, {steps:UInt8} + 1)
    ),
    arrayMap(row -> (row.1, {reached}), rows),
    arrayWithConstant({steps:UInt8}, {never:Int64})
)[{steps:UInt8}] > {never:Int64}""",
        reached=_reached(len(matched)),
        whole=(1 << len(matched)) - 1,
        steps=len(matched),
        done=join(" + ", bits),
        events=events,
        now=instant(now),
        some=any_of(matched),
        never=-(2**62),
        window=window(sequence),
    )


def _reached(steps: int) -> Sql:
    """The sets of steps that different events of one `row` can serve; a single event serves one of its steps."""
    return sql(
        """if(length(row.2) = 1, arrayFilter(bit -> bitAnd(bit, row.2[1]) != 0, {bits:Array(UInt16)}), arrayFold(
            (sets, done) -> arrayDistinct(arrayConcat(sets, arrayFlatten(arrayMap(
                bit -> arrayMap(s -> bitOr(s, bit), arrayFilter(s -> bitAnd(s, bit) = 0, sets)),
                arrayFilter(bit -> bitAnd(done, bit) != 0, {bits:Array(UInt16)})
            )))),
            arrayFilter((done, copy) -> copy <= {steps:UInt8}, row.2, arrayEnumerateUniq(row.2)),
            [toUInt16(0)]
        ))""",
        bits=[1 << n for n in range(steps)],
        steps=steps,
    )
