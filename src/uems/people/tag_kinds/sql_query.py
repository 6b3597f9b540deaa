"""A tag whose values a SELECT gives, written by somebody who knows the tables."""

from datetime import date

from pydantic import Field

from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags.kind import Kind, Settings, words
from uems.warehouse import facts
from uems.warehouse.sql import Param, Sql, sql
from uems.warehouse.typed import tried, typed

_COLUMNS = frozenset({"person_id", "value"})
_NOTE = Text(
    "一条 SELECT，列为 person_id、value；可用表 events、persons；可用占位符 {base:Date}、"
    "{now:DateTime64(3)}、{timezone:String}",
    "One SELECT of person_id and value, from events and persons; "
    "{base:Date}, {now:DateTime64(3)} and {timezone:String} are filled in",
)


class SqlSettings(Settings):
    query: str = Field(
        min_length=1,
        max_length=20_000,
        json_schema_extra=words("SQL", "SQL", _NOTE, format="sql"),
        examples=["SELECT person_id, uniq(toDate(ts)) AS value FROM events WHERE event = 'visit' GROUP BY person_id"],
    )


def check(settings: SqlSettings, scope: Scope) -> None:
    """The query only reads what it may, and the engine understands it."""
    asked = typed_values(settings, scope, scope.now.astimezone(scope.zone).date())
    tried(asked, scope.warehouse, scope.project.number)


def typed_values(settings: SqlSettings, scope: Scope, base: date) -> Sql:
    """SELECT person_id, value as typed: of the events until the base, and of the people as they are."""
    until = sql("SELECT * FROM {events} WHERE ts <= {now:DateTime64(3)}", events=scope.events, now=scope.now)
    holes = {
        "base": Param("Date", base.isoformat()),
        "now": Param("DateTime64(3)", scope.now),
        "timezone": Param("String", scope.zone.key),
    }
    tables = {"events": until, "persons": sql("SELECT * FROM {persons}", persons=facts.persons())}
    return typed(settings.query, tables, holes, _COLUMNS)


def values(settings: SqlSettings, scope: Scope, base: date) -> Sql:
    """One value a person, the smallest where the query gives several; there is no evidence but the query."""
    return sql(
        """SELECT toUInt64(person_id) AS person_id, toJSONString(min(value)) AS value, toFloat32(1) AS confidence,
    '{}' AS evidence
FROM ({typed}) GROUP BY person_id""",
        typed=typed_values(settings, scope, base),
    )


offers = Kind(
    "sql",
    Text("SQL 标签", "SQL"),
    Text("用一条只读的 SELECT 给出标签值", "Values that one SELECT gives, which may only read"),
    "behaviour",
    SqlSettings,
    values,
    check,
    typed=True,
)
