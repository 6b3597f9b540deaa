"""One oracle case: people and events, the queries asked of them, and what their answers must say."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ask = Callable[[str, dict[str, Any]], Any]
"""POST a body to a path of the product; its JSON answer. Raises Refused."""


class Refused(Exception):
    """The product refused the question."""


class NotTranslated(Exception):
    """The query asks for something that the product's contract has no words for."""


@dataclass(frozen=True)
class World:
    """What a query sees: the case's first so many people and events, in a project of their own."""

    case: dict[str, Any]
    persons_upto: int
    events_upto: int

    @property
    def name(self) -> str:
        return f"{self.case['id']}@{self.persons_upto},{self.events_upto}"

    @property
    def persons(self) -> list[dict[str, Any]]:
        return self.case.get("persons", [])[: self.persons_upto]

    @property
    def events(self) -> list[dict[str, Any]]:
        return self.case.get("events", [])[: self.events_upto]


def cases(path: Path) -> list[dict[str, Any]]:
    """Every case of a file, packed or not."""
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode()
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def world(case: dict[str, Any], query: dict[str, Any]) -> World:
    return World(case, query.get("persons_upto", len(case.get("persons", []))), query.get("events_upto", 10**9))
