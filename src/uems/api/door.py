"""Who is asking: the key in the request becomes a project, and the question gets its scope."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fastapi import Request

from uems.base.words import Language
from uems.people.scope import Scope
from uems.store.project import Project


@dataclass(frozen=True, slots=True)
class Asked:
    """One authenticated call: the project its key opens, and the parts of the running program."""

    project: Project
    parts: "Parts"
    language: Language

    def scope(self, now: datetime | None = None, timezone: str | None = None) -> Scope:
        """The scope of a question with the body's own `now` and `timezone`. Raises Invalid for an unknown zone."""
        zone = ZoneInfo(timezone or self.project.timezone)
        return Scope(self.parts.warehouse, self.project, now or self.parts.clock(), zone, merged=True)
