"""A tag that counts, sums or measures what a person did in a window, as a number or cut into tiers."""

from datetime import date
from typing import Literal

from pydantic import Field

from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags import tier
from uems.people.tags.happened import Happened, is_there, number_of
from uems.people.tags.kind import Kind, SettingsInvalid, words
from uems.people.tags.tier import Cut, Tier
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

Measure = Literal["count", "sum", "distinct", "last", "days"]
_MEASURES = {
    "count": Text("次数", "how often"),
    "sum": Text("属性之和", "sum of a property"),
    "distinct": Text("属性去重数", "different values of a property"),
    "last": Text("属性的最近值", "a property's last number"),
    "days": Text("活跃天数", "on how many days"),
}


class MetricSettings(Happened):
    measure: Measure = Field("count", json_schema_extra=words("指标", "Measure", enum=_MEASURES))
    property: str | None = Field(
        None,
        max_length=200,
        json_schema_extra=words(
            "属性", "Property", Text("求和、去重、最近值需要", "For sum, different and last"), format="property"
        ),
    )
    cut: Cut = Field("none", json_schema_extra=words("分层方式", "Cut", enum=tier.CUTS))
    tiers: list[Tier] = Field(
        default_factory=list,
        max_length=tier.MOST_TIERS,
        json_schema_extra=words("分层", "Tiers", Text("从低到高", "From low to high")),
    )


def check(settings: MetricSettings, scope: Scope) -> None:
    """The filter can be read, a property is named where one is measured, tiers are in order."""
    settings.filter()
    if settings.measure in ("sum", "distinct", "last") and not settings.property:
        raise SettingsInvalid(
            Text("该指标需要属性", "This measure needs a property"), about="property", code="property_missing"
        )
    tier.check(settings.cut, settings.tiers)


def values(settings: MetricSettings, scope: Scope, base: date) -> Sql:
    """Of everybody with such an event; the evidence is the number and, where it was cut by percent, its percentile."""
    name = settings.property or ""
    measure = {
        "count": sql("toFloat64(count())"),
        "sum": sql("sum({n})", n=number_of(name)),
        "distinct": sql(
            "toFloat64(uniqExactIf({raw}, {there}))",
            raw=facts.event_property(name),
            there=is_there(facts.event_property(name)),
        ),
        "last": sql("argMax({n}, (ts, event_id))", n=number_of(name)),
        "days": sql("toFloat64(uniqExact(toDate(ts, {zone:String})))", zone=scope.zone.key),
    }[settings.measure]
    measured = sql(
        """SELECT person_id, assumeNotNull(m) AS n FROM (
    SELECT person_id, {measure} AS m FROM {events} WHERE {counted} GROUP BY person_id
) WHERE m IS NOT NULL""",
        measure=measure,
        events=scope.events,
        counted=settings.counted(scope),
    )
    return sql(
        "SELECT person_id, value, toFloat32(1) AS confidence, {evidence} AS evidence FROM ({cut})",
        evidence=sql(_EVIDENCE[settings.cut == "percent"]),
        cut=tier.cut(settings.cut, settings.tiers, measured),
    )


_EVIDENCE = {
    False: "toJSONString(map('number', n))",
    True: "toJSONString(map('number', n, 'percentile', round(percentile, 2)))",
}

offers = Kind(
    "metric",
    Text("指标分层", "Metric tiers"),
    Text("统计用户在一段时间内的行为，可按数值或百分位分层", "What a person did in a window, in tiers if you like"),
    "behaviour",
    MetricSettings,
    values,
    check,
)
