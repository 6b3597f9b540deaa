"""A tag that keeps what a property was at the first or the last time, such as the channel somebody came by."""

from datetime import date
from typing import Literal

from pydantic import Field

from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags.happened import Happened, is_there
from uems.people.tags.kind import Kind, words
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

_WHICH = {"first": Text("首次", "the first"), "last": Text("最近一次", "the last")}


class FeatureSettings(Happened):
    which: Literal["first", "last"] = Field("first", json_schema_extra=words("取哪一次", "Which", enum=_WHICH))
    property: str | None = Field(
        None,
        max_length=200,
        json_schema_extra=words(
            "属性", "Property", Text("留空则取发生时间", "Empty: the time itself"), format="property"
        ),
    )


def check(settings: FeatureSettings, scope: Scope) -> None:
    """The filter can be read."""
    settings.filter()


def values(settings: FeatureSettings, scope: Scope, base: date) -> Sql:
    """The property's value, or the time, of the first or last such event that has it; the evidence is when it was."""
    raw = sql("''")
    tests = settings.counted(scope)
    if settings.property:
        raw = facts.event_property(settings.property)
        tests = sql("{tests} AND {there}", tests=tests, there=is_there(raw))
    moment = sql("toJSONString(formatDateTime(at, '%Y-%m-%dT%H:%i:%SZ', 'UTC'))")
    return sql(
        """SELECT person_id, {value} AS value, toFloat32(1) AS confidence,
    concat('{"at":', {moment}, '}') AS evidence
FROM (
    SELECT person_id, {chosen}((raw, ts), (ts, event_id)) AS found, found.1 AS held, found.2 AS at
    FROM (SELECT person_id, ts, event_id, {raw} AS raw FROM {events} WHERE {tests}) GROUP BY person_id
)""",
        value=sql("held") if settings.property else moment,
        moment=moment,
        chosen=sql("argMin" if settings.which == "first" else "argMax"),
        raw=raw,
        events=scope.events,
        tests=tests,
    )


offers = Kind(
    "feature",
    Text("首末次特征", "First or last"),
    Text("首次或最近一次行为的属性或时间", "A property, or the time, of the first or last event"),
    "attribute",
    FeatureSettings,
    values,
    check,
)
