"""The scope of a question: whose facts, at what time, with merged people already one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from uems.people.property_class import Mask
from uems.people.session_rule import DEFAULT, SessionRule
from uems.rules import people_sql
from uems.rules.condition import Condition
from uems.store.project import Project
from uems.warehouse import facts
from uems.warehouse.client import Answer, Warehouse
from uems.warehouse.sql import Sql


@dataclass(frozen=True, slots=True)
class Scope:
    """`now` is the question's clock, `zone` its calendar; `merged` = some id of the project has moved to a person."""

    warehouse: Warehouse
    project: Project
    now: datetime
    zone: ZoneInfo
    merged: bool
    seen_until: datetime | None = None
    """Everything acknowledged before this moment is in the answer; None = not known here."""
    segments: Mapping[str, Condition | Sql] = field(default_factory=dict)
    """What `{"segment": id}` means: a condition, or SELECT person_id of those who are in it."""
    tags: Mapping[str, Sql] = field(default_factory=dict)
    """What `{"tag": id}` tests: SELECT person_id, raw (the JSON text of the value)."""
    mask: Mask | None = None
    """What of people's properties is hidden in the answer; None = nothing, for our own questions."""
    states: Sql | None = None
    """What `{"state": […]}` tests: SELECT person_id, state."""
    state_changes: Sql | None = None
    """The history of states: what stands after FROM, with person_id, day, before, state; None = not computed yet."""

    sessions: SessionRule = DEFAULT
    """What a session is."""

    known: facts.Known | None = None
    """Ask what was known then; None = whatever is known now."""
    mark: str | None = None
    """What `Warehouse.cancel` stops the questions of this scope by; None = nobody does."""

    @property
    def open(self) -> bool:
        """Whether values of properties may be searched: whoever may not see some could find them out that way."""
        return self.mask is None or self.mask.personal

    @property
    def events(self) -> Sql:
        """What stands after FROM for events."""
        return facts.events(self.merged, self.known)

    def people(self, condition: Condition) -> Sql:
        """SELECT person_id of everyone of whom the condition holds. Raises SegmentUnknown, SegmentCircle, TagUnknown,
        StateUnknown."""
        context = people_sql.Context(self.events, self.now, self.segments, self.tags, self.states)
        return people_sql.people(condition, context)

    def memberships(
        self, conditions: Sequence[Condition], persons: Sequence[int], events: Sql
    ) -> tuple[list[int], people_sql.Flags]:
        """Those of these persons, whose events are `events`, who are in scope, and whether each condition (a row) holds
        of each (a column). Raises what `people` raises."""
        context = people_sql.Context(events, self.now, self.segments, self.tags, self.states, persons)
        found = people_sql.memberships(conditions, context)
        rows = self.ask(found.asked, by_key=True).rows
        return [row[0] for row in rows], found.holds([row[1] for row in rows])

    def ask(self, asked: Sql, by_key: bool = False) -> Answer:
        """`by_key` = for a few rows by their key, or everybody's, person by person."""
        return self.warehouse.query(asked, self.project.number, by_key=by_key, mark=self.mark)

    def columns(self, asked: Sql, by_key: bool = False) -> dict[str, Any]:
        """One numpy array a column, for millions of rows."""
        return self.warehouse.columns(asked, self.project.number, self.warehouse.limits, self.mark, by_key)
