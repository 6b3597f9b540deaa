"""A plain reading of what a funnel means, for tests: walk one person's events and try every attempt.

Events are (millisecond, name). An attempt is the list of the times of its steps.
"""

from collections.abc import Sequence
from itertools import combinations

Event = tuple[int, str]


def ordered(events: Sequence[Event], steps: Sequence[str], window: int, until: int) -> list[int]:
    """From each possible first step take the next steps as early as possible; different events for different steps."""
    events = sorted(events, key=lambda event: event[0])
    tries = []
    for n, (t, name) in enumerate(events):
        if name != steps[0] or t >= until:
            continue
        taken, used = [t], {n}
        for step in steps[1:]:
            later = [
                (at, i)
                for i, (at, event) in enumerate(events)
                if event == step and at >= taken[-1] and at - t <= window and i not in used
            ]
            if not later:
                break
            taken.append(later[0][0])
            used.add(later[0][1])
        tries.append(taken)
    return _best(tries)


def strict(events: Sequence[Event], steps: Sequence[str], window: int, until: int) -> list[int]:
    """Events next to each other, no two of them at one time."""
    events = sorted(events, key=lambda event: event[0])
    tries = []
    for n, (t, name) in enumerate(events):
        if name != steps[0] or t >= until:
            continue
        taken = [t]
        for step, (at, event) in zip(steps[1:], events[n + 1 :], strict=False):
            if event != step or at - t > window:
                break
            taken.append(at)
        tries.append(taken)
    longest = max(map(len, tries), default=0)
    return next((one for one in tries if len(one) == longest), [])


def unordered(
    events: Sequence[Event], steps: Sequence[str], window: int, until: int, excluded: frozenset[str] = frozenset()
) -> list[int]:
    """From each event of a step, the first of each other step that follows within the window."""
    tries = []
    for t in sorted({at for at, name in events if name in steps and at < until}):
        taken = []
        for name in sorted(set(steps)):
            following = sorted(at for at, event in events if event == name and t <= at <= t + window)
            taken += following[: list(steps).count(name)]
        taken.sort()
        end = taken[-1] if len(taken) == len(steps) else t + window + 1
        if not any(name in excluded and t < at < end for at, name in events):
            tries.append(taken)
    return _best(tries)


def _best(tries: Sequence[list[int]]) -> list[int]:
    """Most steps, then the earliest end, then the latest start."""
    return max(tries, key=lambda taken: (len(taken), -taken[-1], taken[0]), default=[])


def spoilt(taken: Sequence[int], excluded: Sequence[int], after: int, before: int, window: int) -> bool:
    """An excluded event lies after step `after` and before step `before`, or before the window ends."""
    if len(taken) <= after:
        return False
    end = taken[before] if len(taken) > before else taken[0] + window + 1
    return any(taken[after] < t < end for t in excluded)


def ordered_by_choice(events: Sequence[Event], steps: Sequence[str], window: int) -> int:
    """The most steps that any choice of different events reaches: another way to the same number."""
    events = sorted(events, key=lambda event: event[0])
    for depth in range(len(steps), 0, -1):
        for chosen in combinations(range(len(events)), depth):
            names = [events[i][1] for i in chosen]
            if names == list(steps[:depth]) and events[chosen[-1]][0] - events[chosen[0]][0] <= window:
                return depth
    return 0
