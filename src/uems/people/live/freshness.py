"""How fresh a segment is: until when its members are right, what is promised, and whether the promise is held now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from uems.people.live.follower import EVERY, PROMISE, Follower
from uems.people.live.roster import Followed
from uems.people.segment import Segment

Why = Literal["", "starting", "behind", "failing", "stopped"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Freshness:
    """`as_of` = the members are right as of then; `promise_seconds` = how soon after an event they are, None = only
    when all are computed again, as they are every `every_seconds`; a saved list promises nothing. `entered`, `left` =
    how many within the last day. `why`: starting = its first computing is not done; behind = news wait too long;
    failing = its condition cannot be computed; stopped = nothing follows here."""

    as_of: datetime | None
    promise_seconds: int | None
    every_seconds: int | None
    stale: bool
    why: Why
    entered: int
    left: int
    since: datetime


def of(
    one: Segment, follower: Follower, project: int, moved: Mapping[str, tuple[int, int]], now: datetime
) -> Freshness:
    """Of a segment, given who came and left within the last day."""
    entered, left = moved.get(one.id, (0, 0))
    if one.mode == "snapshot":
        return Freshness(one.computed_at, None, None, False, "", entered, left, now - DAY)
    known = follower.rosters.get(project)
    followed = known.followed.get(one.id) if known is not None else None
    if known is None or followed is None or not followed.run:
        return Freshness(one.computed_at, _promise(followed), round(EVERY), True, "starting", entered, left, now - DAY)
    waiting = known.behind()
    why = _why(followed, follower, waiting, now)
    by_event = followed.by_event and why not in ("failing", "stopped")
    as_of = (waiting or now) if by_event else followed.whole_at
    every = round(follower.every(followed))
    return Freshness(as_of, _promise(followed), every, why != "", why, entered, left, now - DAY)


def _promise(followed: Followed | None) -> int | None:
    return round(PROMISE.total_seconds()) if followed is None or followed.by_event else None


def _why(followed: Followed, follower: Follower, waiting: datetime | None, now: datetime) -> Why:
    if followed.failure:
        return "failing"
    if not follower.alive:
        return "stopped"
    late = waiting is not None and now - waiting > PROMISE
    whole = followed.whole_at is not None and now - followed.whole_at > 3 * timedelta(seconds=follower.every(followed))
    return "behind" if late or whole else ""
