"""What keeps links that anybody can open from costing much: a pace for each, and answers kept for a short while."""

from dataclasses import dataclass, field

from uems.base.kept import Kept
from uems.base.pace import Pace

_A_MINUTE = 240
"""Calls by one link: a dashboard of 40 tiles can be opened six times."""


def _pace() -> Pace:
    return Pace(_A_MINUTE)


@dataclass(frozen=True, slots=True)
class Shown:
    """`pace` by link, `kept` by link, version of the dashboard, tile and language."""

    pace: Pace = field(default_factory=_pace)
    kept: Kept = field(default_factory=Kept)
