"""Which events of which people a number is made of: an event filter, and a condition on the people."""

from dataclasses import dataclass

from uems.metrics.asked import Span
from uems.people.scope import Scope
from uems.rules.condition import Condition, EventFilter
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, sql


@dataclass(frozen=True, slots=True)
class Which:
    """Events that pass the filter, of people of whom the condition holds (None = everyone)."""

    filter: EventFilter
    people: Condition | None = None

    @property
    def anything(self) -> bool:
        """Whether it is whatever anybody did."""
        return self.filter == EventFilter(None) and self.people is None

    @property
    def unnamed(self) -> bool:
        """Whether events of every name count: then the table's own order, by person, is the best to read them in."""
        return self.filter.event is None

    def named(self) -> Sql:
        """Whether a row has the event's name; of no name: any that somebody did."""
        if self.unnamed:
            return facts.acted()
        return sql("event = {event:String}", event=self.filter.event)

    def tests(self, scope: Scope) -> Sql:
        """Whether a row passes the tests, and its person the condition."""
        found = [event_matches(self.filter, scope.now)]
        if self.people is not None:
            found.append(sql("person_id IN ({people})", people=scope.people(self.people)))
        return all_of(found)

    def rows(self, span: Span, scope: Scope) -> Sql:
        """Whether a row counts in the span."""
        within = sql("ts >= {since:DateTime64(3)} AND ts < {until:DateTime64(3)}", since=span.since, until=span.until)
        return all_of([within, self.tests(scope)])
