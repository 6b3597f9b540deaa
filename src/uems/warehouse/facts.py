"""The tables of facts as every question reads them: events and persons with merged people already one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uems.warehouse.sql import Sql, sql

PROMOTED = {
    "country": "p_country",
    "device": "p_device",
    "os": "p_os",
    "browser": "p_browser",
    "app_version": "p_app_version",
    "channel": "p_channel",
    "campaign": "p_campaign",
    "page": "p_page",
    "category": "p_category",
    "price": "p_price",
    "revenue": "p_revenue",
    "currency": "p_currency",
}
"""Event properties that have a column of their own, holding the same JSON text that `props` holds; '' = missing."""


NOTED = ("segment_entered", "segment_left", "state_changed", "consent_changed")
"""Events that the product notes about people. Nobody did them, so they are no activity: "any event" leaves them out,
otherwise somebody who becomes dormant would be active for that very reason."""


def acted() -> Sql:
    """Whether a row of events is any event that somebody did: it has a name, and the product did not note it."""
    return sql("event != '' AND NOT {noted}", noted=noted())


def noted() -> Sql:
    """Whether a row of events is one that the product noted."""
    return sql("event IN {noted:Array(String)}", noted=NOTED)


@dataclass(frozen=True, slots=True)
class Known:
    """What was known at some time: the events received until `received`, and who was one person at `merged`; None = as
    it is now. An id that moved twice since is seen where it was first written."""

    received: datetime | None = None
    merged: datetime | None = None


def events(merged: bool, known: Known | None = None) -> Sql:
    """What stands after FROM: the events table; with `merged`, its person_id is the person the event counts for now, or
    counted for when this was `known`."""
    rows, moved = sql("events"), sql("true")
    if known is not None and known.received is not None:
        rows = sql("(SELECT * FROM events WHERE received_at <= {until:DateTime64(3)})", until=known.received)
    if not merged:
        return rows
    if known is not None and known.merged is not None:
        # Versions are microseconds since 1970 that never go back.
        moved = sql("version <= {until:UInt64}", until=round(known.merged.timestamp() * 1_000_000))
    return _moved(rows, moved)


CODE_BITS = 21
"""An event in a sequence is one number: the milliseconds since 1970, then so many bits of the hash of its name."""
CODES = (1 << CODE_BITS) - 1
LATEST = (1 << 64 - CODE_BITS) - 1
"""The last millisecond that a sequence can say; what is later stands there."""


def sequences(which: Sql, merged: bool) -> Sql:
    """What stands after FROM: the rows of sequences that pass the test `which` of their own columns (year, person_id,
    node_id, packed, _part); with `merged`, their person_id is then the person they count for now. A person can have
    several rows, and the events of a row are in no order."""
    rows = sql("(SELECT * FROM sequences WHERE {which})", which=which)
    return _moved(rows, sql("true")) if merged else rows


def counted(rows: Sql, merged: bool, until: int) -> Sql:
    """What stands after FROM: rows that bear a node_id and the person_id they were written under, with `merged` under
    the person they counted for at the version `until` of the moves."""
    return _moved(rows, sql("version <= {until:UInt64}", until=until)) if merged else rows


def _moved(rows: Sql, counted: Sql) -> Sql:
    """Rows that bear a node_id, under the persons that the counted overrides move them to. The aliases are no column's
    name: inside of IN the engine would take a column of the query around for them."""
    return sql(
        """(
    SELECT fact.* REPLACE(if(move.node_id = 0, fact.person_id, move.person_id) AS person_id)
    FROM {rows} AS fact
    LEFT ANY JOIN (
        SELECT node_id, argMax(person_id, version) AS person_id FROM person_overrides WHERE {counted} GROUP BY node_id
    ) AS move ON fact.node_id = move.node_id
)""",
        rows=rows,
        counted=counted,
    )


def events_at(under: Sequence[int], nodes: Sequence[int], merged: bool) -> Sql:
    """The same of some people only, found by key: `under` are the persons that their events may be written under,
    `nodes` their ids."""
    rows = sql(
        "(SELECT * FROM events WHERE person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)})",
        under=under,
        nodes=nodes,
    )
    return _moved(rows, sql("node_id IN {nodes:Array(UInt64)}", nodes=nodes)) if merged else rows


def persons() -> Sql:
    """What stands after FROM: one row for each living person."""
    return sql("(SELECT * FROM persons FINAL WHERE is_deleted = 0)")


def event_property(name: str) -> Sql:
    """The JSON text of an event's property, such as `"CN"`, `12.5`, `true`, `null`; '' when it is missing."""
    column = PROMOTED.get(name)
    if column is not None:
        return Sql((column,))
    return sql("JSONExtractRaw(props, {name:String})", name=name)


def promoted_name(name: str) -> Sql:
    """The plain name of a promoted property, for a column to bear. Raises KeyError."""
    return Sql((next(one for one in PROMOTED if one == name),))


def person_property(name: str) -> Sql:
    """The JSON text of a person's property, read from a row of `persons`."""
    return sql("JSONExtractRaw(properties, {name:String})", name=name)


def people_now(rows: Sql, merged: bool) -> Sql:
    """The rows of `rows` (with a person_id that was right when they were written) under the persons they are now; two
    rows can then have one person."""
    if not merged:
        return rows
    return sql(
        """SELECT fact.* EXCEPT (person_id), if(move.node_id = 0, fact.person_id, move.person_id) AS person_id
FROM ({rows}) AS fact LEFT ANY JOIN (
    SELECT node_id, argMax(person_id, version) AS person_id FROM person_overrides GROUP BY node_id
) AS move ON fact.person_id = move.node_id""",
        rows=rows,
    )
