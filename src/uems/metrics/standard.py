"""A built-in metric: its words, and its definition in the vocabulary of a project."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from uems.base.registry import offered
from uems.base.words import Text
from uems.metrics import builtin as package
from uems.metrics.metric import Direction, Metric, Unit
from uems.metrics.vocabulary import Vocabulary

Group = Literal["acquisition", "activity", "retention", "revenue", "other"]
DAY = 86_400_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Standard:
    """`name` is also the metric's id. `direction`: which way is better."""

    name: str
    title: Text
    about: Text
    group: Group
    unit: Unit
    define: Callable[[Vocabulary], Metric]
    direction: Direction = "up"


@cache
def standards() -> dict[str, Standard]:
    """Every built-in metric, by name."""
    return offered(package, Standard)
