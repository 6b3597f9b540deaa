"""A tag of what a person likes best: the commonest values of a property among their events."""

from datetime import date

from pydantic import Field

from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags.happened import Happened, is_there
from uems.people.tags.kind import Kind, words
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql


class PreferenceSettings(Happened):
    property: str = Field(min_length=1, max_length=200, json_schema_extra=words("属性", "Property", format="property"))
    top: int = Field(
        1, ge=1, le=10, json_schema_extra=words("前几名", "Top", Text("大于 1 时标签值为列表", "Above 1: a list"))
    )
    least: int = Field(
        3, ge=1, le=1000, json_schema_extra=words("至少次数", "At least", Text("少于此数则没有值", "Fewer: no value"))
    )


def check(settings: PreferenceSettings, scope: Scope) -> None:
    """The filter can be read."""
    settings.filter()


def values(settings: PreferenceSettings, scope: Scope, base: date) -> Sql:
    """The commonest values, ties by the value's text. Confidence is their share among the person's events; the evidence
    is how many events there are and how often each value is among them."""
    raw = facts.event_property(settings.property)
    return sql(
        """SELECT person_id, {value} AS value,
    toFloat32(arraySum(arrayMap(one -> one.2, best)) / total) AS confidence,
    concat('{"events":', toString(total), ',"counts":[', arrayStringConcat(
        arrayMap(one -> concat('[', one.1, ',', toString(one.2), ']'), best), ','), ']}') AS evidence
FROM (
    SELECT person_id, sum(n) AS total,
        arraySlice(arraySort(one -> (-toInt64(one.2), one.1), groupArray((raw, n))), 1, {top:UInt8}) AS best
    FROM (
        SELECT person_id, {raw} AS raw, count() AS n FROM {events} WHERE {tests} AND {there} GROUP BY person_id, raw
    ) GROUP BY person_id HAVING total >= {least:UInt32}
)""",
        value=sql("best[1].1" if settings.top == 1 else _LIST),
        top=settings.top,
        raw=raw,
        events=scope.events,
        tests=settings.counted(scope),
        there=is_there(raw),
        least=settings.least,
    )


_LIST = "concat('[', arrayStringConcat(arrayMap(one -> one.1, best), ','), ']')"

offers = Kind(
    "preference",
    Text("偏好", "Preference"),
    Text("用户行为中最常出现的属性值", "What a property of a person's events is most often"),
    "behaviour",
    PreferenceSettings,
    values,
    check,
)
