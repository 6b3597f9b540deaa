"""The body of a question typed as SQL, as callers write it and as reports keep it."""

from typing import Annotated, Any

from pydantic import AwareDatetime, ConfigDict, Field

from uems.api.door import Asked
from uems.api.insight_body import Body
from uems.api.plain_json import PlainJson
from uems.insight import typed_question
from uems.insight.typed_question import SqlRows, TypedQuestion
from uems.people.scope import Scope
from uems.warehouse.typed import MOST_LETTERS

EXAMPLE: dict[str, Any] = {
    "sql": "SELECT event, count() AS n FROM events WHERE ts >= {since:Date} GROUP BY event ORDER BY n DESC",
    "parameters": {"since": "-7d"},
}
Name = Annotated[str, Field(pattern="^[A-Za-z_][A-Za-z0-9_]{0,63}$")]


class SqlBody(Body):
    """One SELECT over the tables of GET /api/sql/schema; `{name:Type}` takes the value of `parameters`. A date may be
    said as `-7d` or `today`. `since`, `until`, `now`, `today` and `timezone` are filled in where they are not given."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": EXAMPLE})
    sql: str = Field(min_length=1, max_length=MOST_LETTERS)
    parameters: dict[Name, PlainJson] = Field(default_factory=dict, max_length=50)
    now: AwareDatetime | None = None
    timezone: str | None = Field(None, max_length=60)

    def scope(self, caller: Asked) -> Scope:
        return caller.scope(self.now, self.timezone)

    def typed(self) -> TypedQuestion:
        return TypedQuestion(self.sql, self.parameters)

    def question(self, scope: Scope) -> TypedQuestion:
        """Raises SqlRefused, BadParameter: what is kept can be asked."""
        typed_question.asked(self.typed(), scope)
        return self.typed()


def ask_sql(caller: Asked, asked: SqlBody) -> SqlRows:
    """What a kept question answers. Raises what `typed_question.answer` raises."""
    return typed_question.answer(asked.typed(), asked.scope(caller))
