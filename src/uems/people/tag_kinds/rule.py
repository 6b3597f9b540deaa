"""A tag of named values, each with a condition of its own; the first value whose condition holds is the person's."""

from datetime import date
from typing import Any

from pydantic import Field

from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags.kind import Kind, Settings, SettingsInvalid, words
from uems.rules.condition import All, Condition, parse
from uems.warehouse.sql import Sql, join, sql

MOST_VALUES = 24


class Value(Settings):
    """A value and of whom it is true."""

    value: str = Field(min_length=1, max_length=100, json_schema_extra=words("标签值", "Value"))
    condition: dict[str, Any] = Field(json_schema_extra=words("条件", "Condition", format="condition"))


class RuleSettings(Settings):
    values: list[Value] = Field(
        min_length=1,
        max_length=MOST_VALUES,
        json_schema_extra=words(
            "标签值与条件", "Values", Text("按顺序，第一个满足的生效", "In this order; the first that holds counts")
        ),
    )
    otherwise: str | None = Field(
        None,
        max_length=100,
        json_schema_extra=words("其余用户", "Everybody else", Text("留空则没有值", "Empty: they have no value")),
    )


def check(settings: RuleSettings, scope: Scope) -> None:
    """Every condition can be read and asked, every value stands once."""
    names = [one.value for one in settings.values]
    for place, one in enumerate(settings.values):
        scope.people(parse(one.condition, f"values[{place}].condition"))
        if one.value in names[:place]:
            raise SettingsInvalid(
                Text("标签值重复", "This value is there twice"), about=f"values[{place}].value", code="value_repeated"
            )


def values(settings: RuleSettings, scope: Scope, base: date) -> Sql:
    """The first value whose condition holds; the evidence is its place, from 1 on."""
    asked: list[Condition] = [parse(one.condition) for one in settings.values]
    names = [one.value for one in settings.values]
    if settings.otherwise:
        asked.append(All(()))
        names.append(settings.otherwise)
    each = [
        sql("SELECT person_id, {place:UInt8} AS rule FROM ({people})", place=place, people=scope.people(condition))
        for place, condition in enumerate(asked, 1)
    ]
    return sql(
        """SELECT person_id, toJSONString({names:Array(String)}[min(rule)]) AS value, toFloat32(1) AS confidence,
    concat('{"rule":', toString(min(rule)), '}') AS evidence
FROM ({each}) GROUP BY person_id""",
        names=names,
        each=join("\nUNION ALL\n", each),
    )


offers = Kind(
    "rule",
    Text("规则标签", "Rules"),
    Text("按条件给出标签值，第一个满足的生效", "Values with a condition each; the first that holds counts"),
    "behaviour",
    RuleSettings,
    values,
    check,
    conditions=lambda settings: [one.condition for one in settings.values],
)
