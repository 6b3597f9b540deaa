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
    SELECT person_id, arraySort(groupArray((t, reached))) AS moments FROM (
        SELECT person_id, t, arrayFold(
            (sets, done) -> arrayDistinct(arrayConcat(sets, arrayFlatten(arrayMap(
                bit -> arrayMap(s -> bitOr(s, bit), arrayFilter(s -> bitAnd(s, bit) = 0, sets)),
                arrayFilter(bit -> bitAnd(done, bit) != 0, {bits:Array(UInt16)})
            )))),
            arrayFilter((done, copy) -> copy <= {steps:UInt8}, all, arrayEnumerateUniq(all)),
            [toUInt16(0)]
        ) AS reached
        FROM (
            SELECT person_id, toUnixTimestamp64Milli(ts) AS t, groupArray(toUInt16({done})) AS all
            FROM {events} WHERE ts <= {now} AND ({some}) GROUP BY person_id, ts
        )
    ) GROUP BY person_id
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
    moments,
    arrayWithConstant({steps:UInt8}, {never:Int64})
)[{steps:UInt8}] > {never:Int64}""",
        bits=[1 << n for n in range(len(matched))],
        steps=len(matched),
        done=join(" + ", bits),
        events=events,
        now=instant(now),
        some=any_of(matched),
        never=-(2**62),
        window=window(sequence),
    )
