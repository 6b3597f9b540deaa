"""The state machine for one person whose days are in hand: the plain reading, which agrees with the SQL one.

Days are whole numbers of the project's calendar (days since 1970). A state follows from the facts alone, never from the
state before, so that the state of any day can be asked at any time and late events change what they should.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from uems.people.lifecycle.rules import Decline, Rules, State


@dataclass(frozen=True, slots=True)
class Days:
    """On which days somebody was active, and on which of them something said registered, activated or leaving."""

    active: Collection[int]
    registered: Collection[int] = ()
    activated: Collection[int] = ()
    signals: Collection[int] = ()


def state(days: Days, today: int, rules: Rules) -> State | None:
    """Where the person stood at the end of a day; None before their first active day."""
    active = sorted(day for day in set(days.active) if day <= today)
    if not active:
        return None
    activated = min((day for day in days.activated if day <= today), default=None)
    marks = [day for day in (*days.registered, *days.activated) if day <= today]
    if not marks:
        return "visitor"
    silent = today - active[-1]
    if silent >= rules.churned:
        return "churned"
    if silent >= rules.dormant:
        return "dormant"
    if max((day for day in days.signals if day <= today), default=-1) >= active[-1]:
        return "declining"
    back = _last_return(active, min(marks), rules.dormant)
    if back is not None and today - back < rules.resurrected:
        return "resurrected"
    if activated is None:
        return "registered"
    if declines(active, today, rules.decline):
        return "declining"
    return "active" if sum(day >= activated for day in active) >= rules.active_days else "activated"


def _last_return(active: list[int], known: int, dormant: int) -> int | None:
    """The last day on which somebody known came back after having been dormant."""
    gaps = pairwise(active)
    return max((day for before, day in gaps if day - before > dormant and before >= known), default=None)


def declines(active: Collection[int], today: int, decline: Decline) -> bool:
    """Whether the active days of the last weeks fall behind the person's own weeks before.

    Each day of the baseline is a draw of being active with p = base / baseline. Of `recent` days one expects
    n·p active ones with variance n·p·(1 − p) (binomial): z = (found − n·p) / √(n·p·(1 − p)).
    """
    whole = decline.recent + decline.baseline
    found = sum(today - decline.recent < day <= today for day in active)
    base = sum(today - whole < day <= today - decline.recent for day in active)
    if min(active) + decline.settle > today - whole + 1 or base < decline.least:
        return False
    usual = decline.recent * base / decline.baseline
    spread = math.sqrt(usual * (1 - base / decline.baseline))
    return found < decline.below * usual and found - usual <= decline.z * spread
