"""What `uems bench query` asks: each kind of analysis as a body over HTTP, and the plain SQL that says the same."""

from typing import Any

from uems.bench import crowd
from uems.warehouse.sql import Sql, join, sql

_STEPS = [{"event": step} for step in crowd.STEPS]
_DEAR = [{"property": "price", "op": "gte", "value": 50}]
_FUNNEL: dict[str, Any] = {"steps": _STEPS, "window": {"days": 7}, **crowd.RANGE}
_LEG: dict[str, Any] = {"steps": [_STEPS[0], _STEPS[2]], "window": {"days": 7}, **crowd.RANGE}
_ANY: dict[str, Any] = {"event": None}
_COUNTRY = {"breakdown": {"property": "country"}}
_DAILY: dict[str, Any] = {"interval": "day", **crowd.RANGE}
_RETENTION: dict[str, Any] = {
    "start": _ANY, "return": _ANY, "start_kind": "first_in_range", "period": "day", "periods": 31, **crowd.RANGE,
}  # fmt: skip
_BETWEEN: dict[str, Any] = {"from": _STEPS[0], "to": _STEPS[1], "window": {"days": 7}, **crowd.RANGE}
MAP: dict[str, Any] = {
    "name": "crowd",
    "stages": [{"key": "way"}],
    "touchpoints": [
        {"key": f"p{n}", "stage": "way", "name": step, "events": [{"event": step}]}
        for n, step in enumerate(crowd.STEPS)
    ],
}
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "trend": ("trend", {"series": [{"event": crowd.STEPS[0], "measure": "total"}], **_DAILY}),
    "dau": ("trend", {"series": [{"event": None, "measure": "people"}], **_DAILY}),
    "trend_country": ("trend", {"series": [_STEPS[0]], **_COUNTRY, **_DAILY}),
    "dau_country": ("trend", {"series": [{"event": None, "measure": "people"}], **_COUNTRY, **_DAILY}),
    "funnel": ("funnel", _FUNNEL),
    "funnel_filtered": ("funnel", {**_FUNNEL, "steps": [{**step, "where": _DEAR} for step in _STEPS]}),
    "funnel_unordered": ("funnel", {**_FUNNEL, "order": "unordered"}),
    "funnel_country": (
        "funnel",
        {**_FUNNEL, "breakdown": {"property": "country", "of": "event", "attribution": "first"}},
    ),
    "funnel_trend": ("funnel/trend", {**_FUNNEL, "interval": "day"}),
    "difference": ("funnel/difference", {**_FUNNEL, **_COUNTRY}),
    "correlation": ("correlation", _LEG),
    "correlation_properties": (
        "correlation",
        {**_LEG, "of": "event_properties", "events": [crowd.STEPS[1]], "properties": ["country"]},
    ),
    "retention": ("retention", _RETENTION),
    "retention_country": ("retention", {**_RETENTION, **_COUNTRY}),
    "paths": ("paths", {"depth": 5, "by": "person", "limit": 50, **crowd.RANGE}),
    "paths_session": ("paths", {"depth": 5, "by": "session", "limit": 50, **crowd.RANGE}),
    "sessions": ("sessions", _DAILY),
    "lifecycle": ("lifecycle", {**_ANY, **_DAILY}),
    "stickiness": ("stickiness", {**_ANY, **_DAILY}),
    "distribution": ("distribution", {**_ANY, **crowd.RANGE}),
    "distribution_days": ("distribution", {**_ANY, "measure": "days", **crowd.RANGE}),
    "interval": ("interval", _BETWEEN),
    "interval_country": ("interval", {**_BETWEEN, **_COUNTRY}),
    "attribution": (
        "attribution",
        {"conversion": _STEPS[4], "touch": _STEPS[3], "channel": "country", "lookback": {"days": 7}, **crowd.RANGE},
    ),
    "bottlenecks": (
        "bottlenecks",
        {"steps": _STEPS[:3], "window": {"days": 7}, "dimensions": ["country"], **crowd.RANGE},
    ),
}
"""Path below /api/insight and body of each."""

_LEVEL = join(", ", [sql("event = {step:String}", step=step) for step in crowd.STEPS])
_NAMED = sql("event IN {steps:Array(String)}", steps=crowd.STEPS)
_REACHED = sql("windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(ts)), {levels}) AS level", levels=_LEVEL)
_FIRST = sql("event = {step:String}", step=crowd.STEPS[0])
_SECOND = sql("event = {step:String}", step=crowd.STEPS[1])
_BY_LEVEL = """SELECT level, count() FROM (SELECT person_id, {reached} FROM events WHERE {which} GROUP BY person_id)
    GROUP BY level"""
PLAIN: dict[str, Sql] = {
    "trend": sql("SELECT toDate(ts) AS d, count() FROM events WHERE {first} GROUP BY d", first=_FIRST),
    "dau": sql("SELECT toDate(ts) AS d, uniqExact(person_id) FROM events GROUP BY d"),
    "trend_country": sql(
        "SELECT toDate(ts) AS d, p_country, count() FROM events WHERE {first} GROUP BY d, p_country", first=_FIRST
    ),
    "dau_country": sql("SELECT toDate(ts) AS d, p_country, uniqExact(person_id) FROM events GROUP BY d, p_country"),
    "funnel": sql(_BY_LEVEL, reached=_REACHED, which=_NAMED),
    "funnel_filtered": sql(
        _BY_LEVEL, reached=_REACHED, which=sql("{named} AND toFloat64OrZero(p_price) >= 50", named=_NAMED)
    ),
    "funnel_country": sql(
        """SELECT country, level, count() FROM (
            SELECT person_id, argMinIf(p_country, ts, {first}) AS country, {reached}
            FROM events WHERE {named} GROUP BY person_id
        ) GROUP BY country, level""",
        first=_FIRST,
        reached=_REACHED,
        named=_NAMED,
    ),
    "paths": sql(
        """SELECT way, count() AS n FROM (
            SELECT arraySlice(arrayCompact(arrayMap(x -> x.2, arraySort(groupArray((ts, event))))), 1, 5) AS way
            FROM events GROUP BY person_id
        ) GROUP BY way ORDER BY n DESC LIMIT 50"""
    ),
    "sessions": sql(
        """SELECT toDate(start) AS d, count(), uniqExact(person_id), avg(end - start), avg(n), countIf(n = 1) FROM (
            SELECT person_id, session, min(ts) AS start, max(ts) AS end, count() AS n FROM (
                SELECT person_id, ts, sum(ts >= last + toIntervalMinute(30)) OVER (PARTITION BY person_id ORDER BY ts
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session
                FROM (SELECT person_id, ts, lagInFrame(ts, 1, ts) OVER (PARTITION BY person_id ORDER BY ts
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS last FROM events)
            ) GROUP BY person_id, session
        ) GROUP BY d"""
    ),
    "retention": sql(
        """SELECT first, offset, count() FROM (
            SELECT arrayMin(days) AS first, arrayJoin(arrayMap(d -> d - first, days)) AS offset
            FROM (SELECT groupUniqArray(toUInt16(toDate(ts))) AS days FROM events GROUP BY person_id)
        ) WHERE offset < 31 GROUP BY first, offset"""
    ),
    "stickiness": sql(
        """SELECT days, count() FROM (SELECT uniqExact(toDate(ts)) AS days FROM events GROUP BY person_id)
        GROUP BY days"""
    ),
    "distribution": sql("SELECT n, count() FROM (SELECT count() AS n FROM events GROUP BY person_id) GROUP BY n"),
    "interval": sql(
        """SELECT count(), quantilesExact(0.05, 0.25, 0.5, 0.75, 0.95)(took) FROM (
            SELECT leadInFrame(is_end) OVER w AS ended, dateDiff('ms', ts, leadInFrame(ts) OVER w) AS took, is_end
            FROM (SELECT person_id, ts, {second} AS is_end FROM events WHERE {first} OR {second})
            WINDOW w AS (PARTITION BY person_id ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        ) WHERE NOT is_end AND ended AND took <= 604800000""",
        first=_FIRST,
        second=_SECOND,
    ),
}
"""What a person who knows ClickHouse would write, where one query says it."""
