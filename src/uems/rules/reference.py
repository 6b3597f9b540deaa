"""What a condition refers to by id — segments, tags, states — and the refusals when it is not there."""

from collections.abc import Mapping

from uems.base.errors import Invalid, NotFound
from uems.base.words import Text
from uems.rules.condition import All, Any, Condition, InSegment, Not

MOST_PARTS = 2000
"""Parts of a condition with every segment in its place."""
MOST_LEVELS = 10
"""Segments inside segments."""


class SegmentUnknown(NotFound):
    code = "segment_unknown"
    text = Text("分群不存在", "There is no such segment")


class TagUnknown(NotFound):
    code = "tag_unknown"
    text = Text("标签不存在", "There is no such tag")


class StateUnknown(NotFound):
    code = "state_unknown"
    text = Text("生命周期状态不存在", "There is no such life-cycle state")


class SegmentCircle(Invalid):
    code = "segment_circle"
    text = Text("分群互相引用，形成循环", "The segments refer to each other in a circle")


class SegmentsTooLarge(Invalid):
    code = "segments_too_large"
    text = Text(
        f"分群嵌套后过大：最多 {MOST_LEVELS} 层、{MOST_PARTS} 项",
        f"With its segments the condition is too large: at most {MOST_LEVELS} levels and {MOST_PARTS} parts",
    )


def resolved(condition: Condition, segments: Mapping[str, object]) -> Condition:
    """The condition with every segment that is itself a condition put in its place; other segments stay as they are.
    Raises SegmentUnknown, SegmentCircle, SegmentsTooLarge."""
    _weigh(condition, segments, (), {})
    return _put(condition, segments)


def referred(condition: Condition) -> set[str]:
    """The segments that the condition itself names."""
    match condition:
        case All(parts) | Any(parts):
            return {name for part in parts for name in referred(part)}
        case Not(part):
            return referred(part)
        case InSegment(segment):
            return {segment}
    return set()


def _put(condition: Condition, segments: Mapping[str, object]) -> Condition:
    match condition:
        case All(parts):
            return All(tuple(_put(part, segments) for part in parts))
        case Any(parts):
            return Any(tuple(_put(part, segments) for part in parts))
        case Not(part):
            return Not(_put(part, segments))
        case InSegment(segment):
            found = segments[segment]
            return _put(found, segments) if isinstance(found, Condition) else condition
    return condition


def _weigh(
    condition: Condition, segments: Mapping[str, object], path: tuple[str, ...], known: dict[str, tuple[int, int]]
) -> tuple[int, int]:
    """(parts, levels of segments) of the condition with every segment in its place; each is looked at once."""
    match condition:
        case All(parts) | Any(parts):
            each = [_weigh(part, segments, path, known) for part in parts]
            weight = (1 + sum(one[0] for one in each), max((one[1] for one in each), default=0))
        case Not(part):
            inner = _weigh(part, segments, path, known)
            weight = (1 + inner[0], inner[1])
        case InSegment(segment):
            weight = _weight_of(segment, segments, path, known)
        case _:
            weight = (1, 0)
    if weight[0] > MOST_PARTS or weight[1] > MOST_LEVELS:
        raise SegmentsTooLarge(about=", ".join(path))
    return weight


def _weight_of(
    segment: str, segments: Mapping[str, object], path: tuple[str, ...], known: dict[str, tuple[int, int]]
) -> tuple[int, int]:
    if segment in path:
        raise SegmentCircle(about=segment)
    if len(path) > MOST_LEVELS:
        raise SegmentsTooLarge(about=", ".join(path))
    if segment not in known:
        try:
            found = segments[segment]
        except KeyError:
            raise SegmentUnknown(about=segment) from None
        parts, levels = _weigh(found, segments, (*path, segment), known) if isinstance(found, Condition) else (1, 0)
        known[segment] = (parts, levels + 1)
    return known[segment]
