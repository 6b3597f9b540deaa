"""When one looked at an experiment with a planned number of people: once a day, until the plan is full."""

from dataclasses import dataclass
from datetime import date

from uems.experiments.engines.spending import APART
from uems.experiments.experiment import Experiment
from uems.experiments.table import Table

MOST_LOOKS = 100


@dataclass(frozen=True, slots=True)
class Looks:
    """Of alpha spending: on which `days` the judged people came, at the end of which days (`ends`) one looked, and the
    `shares` of the plan that were there then; over 1 where the last day overran it. `full`: the day that filled it."""

    days: list[date]
    ends: list[date]
    shares: list[float]
    full: date | None = None


def looks(plan: Experiment, table: Table) -> Looks | None:
    """One look a day until the planned people are there, thinned evenly to a hundred; None for other engines.

    Whoever comes after the plan is full is not judged: all of alpha is spent by then. Days that bring hardly anybody
    are one look with the next."""
    if plan.way != "spending" or plan.planned is None:
        return None
    days: list[date] = []
    reached: list[tuple[date, float]] = []
    there, full = 0, None
    for day in table.days:
        came = sum(table.people(arm.key, [day]) for arm in plan.arms)
        days.append(day)
        there += came
        if came:
            share = max(APART, there / plan.planned)
            if reached and share - reached[-1][1] < APART:
                reached.pop()
            reached.append((day, share))
        if there >= plan.planned:
            full = day
            break
    step = -(-len(reached) // MOST_LOOKS) or 1
    kept = reached[(len(reached) - 1) % step :: step] if reached else []
    return Looks(days, [day for day, _ in kept], [share for _, share in kept], full)
