"""What several kinds of tags ask of events: which count, in how many days, and what a property holds."""

from datetime import timedelta
from typing import Any

from pydantic import Field

from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags.kind import Settings, words
from uems.rules.condition import EventFilter, parse_filter
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, sql

MOST_DAYS = 3660


class Happened(Settings):
    """Which events of a person count."""

    event: str | None = Field(
        None,
        max_length=200,
        json_schema_extra=words("事件", "Event", Text("留空表示任意事件", "Empty: any event"), format="event"),
    )
    where: list[dict[str, Any]] = Field(
        default_factory=list, max_length=20, json_schema_extra=words("事件条件", "Where", format="tests")
    )
    days: int | None = Field(
        30,
        ge=1,
        le=MOST_DAYS,
        json_schema_extra=words(
            "最近天数", "Days", Text("截至基准日；留空表示全部", "Up to the base date; empty: all that happened")
        ),
    )

    def filter(self) -> EventFilter:
        """Raises ConditionInvalid with the path of the mistake."""
        return parse_filter({"event": self.event, "where": self.where})

    def counted(self, scope: Scope) -> Sql:
        """The test of the events that count: named, within the days, not after the base."""
        tests = [
            sql("person_id != 0"),
            event_matches(self.filter(), scope.now),
            sql("ts <= {now:DateTime64(3)}", now=scope.now),
        ]
        if self.days is not None:
            tests.append(sql("ts > {since:DateTime64(3)}", since=scope.now - timedelta(days=self.days)))
        return all_of(tests)


def number_of(name: str) -> Sql:
    """The number that an event's property is, else NULL."""
    return sql("toFloat64OrNull({raw})", raw=facts.event_property(name))


def is_there(raw: Sql) -> Sql:
    """Whether the JSON text is a value."""
    return sql("{raw} NOT IN ('', 'null', '\"\"')", raw=raw)
