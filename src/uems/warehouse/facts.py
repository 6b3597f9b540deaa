"""The tables of facts as every question reads them: events and persons with merged people already one person."""

from collections.abc import Sequence

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


def events(merged: bool) -> Sql:
    """What stands after FROM: the events table; with `merged`, its person_id is the person the event counts for now."""
    if not merged:
        return sql("events")
    return sql("""(
    SELECT e.* REPLACE(if(o.node_id = 0, e.person_id, o.person_id) AS person_id)
    FROM events AS e
    LEFT ANY JOIN (SELECT node_id, argMax(person_id, version) AS person_id FROM person_overrides GROUP BY node_id) AS o
    ON e.node_id = o.node_id
)""")


def events_at(under: Sequence[int], nodes: Sequence[int], merged: bool) -> Sql:
    """The same of some people only, found by key: `under` are the persons that their events may be written under,
    `nodes` their ids."""
    rows = sql(
        "(SELECT * FROM events WHERE person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)})",
        under=under,
        nodes=nodes,
    )
    if not merged:
        return rows
    return sql(
        """(
    SELECT e.* REPLACE(if(o.node_id = 0, e.person_id, o.person_id) AS person_id) FROM {rows} AS e
    LEFT ANY JOIN (
        SELECT node_id, argMax(person_id, version) AS person_id FROM person_overrides
        WHERE node_id IN {nodes:Array(UInt64)} GROUP BY node_id
    ) AS o ON e.node_id = o.node_id
)""",
        rows=rows,
        nodes=nodes,
    )


def persons() -> Sql:
    """What stands after FROM: one row for each living person."""
    return sql("(SELECT * FROM persons FINAL WHERE is_deleted = 0)")


def event_property(name: str) -> Sql:
    """The JSON text of an event's property, such as `"CN"`, `12.5`, `true`, `null`; '' when it is missing."""
    column = PROMOTED.get(name)
    if column is not None:
        return Sql((column,))
    return sql("JSONExtractRaw(props, {name:String})", name=name)


def person_property(name: str) -> Sql:
    """The JSON text of a person's property, read from a row of `persons`."""
    return sql("JSONExtractRaw(properties, {name:String})", name=name)


def people_now(rows: Sql, merged: bool) -> Sql:
    """The rows of `rows` (with a person_id that was right when they were written) under the persons they are now; two
    rows can then have one person."""
    if not merged:
        return rows
    return sql(
        """SELECT m.* EXCEPT (person_id), if(o.node_id = 0, m.person_id, o.person_id) AS person_id FROM ({rows}) AS m
LEFT ANY JOIN (SELECT node_id, argMax(person_id, version) AS person_id FROM person_overrides GROUP BY node_id) AS o
ON m.person_id = o.node_id""",
        rows=rows,
    )
