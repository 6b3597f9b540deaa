"""Who paid how much, where they came from and when they were first seen: what is hung into the trees."""

from dataclasses import dataclass

import numpy as np

from uems.insight.trace.forest import Ints
from uems.insight.trace.question import Trace, paid
from uems.metrics import breakdown as split
from uems.metrics.breakdown import Split
from uems.people.scope import Scope
from uems.rules.event_sql import one_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql


@dataclass(frozen=True, slots=True)
class Ledger:
    """Of everybody who did anything: orders, what they paid (millionths), when they were first seen (milliseconds), and
    the key of the channel that they came by (the first that an event of theirs names; '' = none). The orders of nobody
    in particular are the last entry, person 0."""

    person: Ints
    orders: Ints
    paid: Ints
    first: Ints
    channel: Ints


def question(asked: Trace, scope: Scope, events: Sql | None = None) -> Sql:
    """Rows (person, orders, paid, first, channel); `events` = those of some people only."""
    return sql(
        """SELECT person_id AS person, countIf({pays}) AS orders, sumIf({paid}, {pays}) AS paid,
    toUnixTimestamp64Milli(min(ts)) AS first, argMinIf({channel}, (ts, event_id), {channel} != '') AS channel
FROM {events} WHERE ts <= {now:DateTime64(3)} AND {acted} GROUP BY person_id""",
        pays=one_matches(asked.pays, scope.now),
        paid=paid(asked),
        channel=split.raw(Split(asked.channel)),
        events=scope.events if events is None else events,
        now=scope.now,
        acted=facts.acted(),
    )


def read(asked: Trace, scope: Scope, events: Sql | None = None) -> Ledger:
    """Of everybody, or of the people whose events are given."""
    columns = scope.columns(question(asked, scope, events))
    orders, millionths, first = (columns[name].astype(np.int64) for name in ("orders", "paid", "first"))
    return Ledger(columns["person"], orders, millionths, first, columns["channel"])
