"""What a condition refers to by id — segments, tags, states — and the refusals when it is not there."""

from collections.abc import Mapping

from uems.base.errors import Invalid, NotFound
from uems.base.words import Text
from uems.rules.condition import All, Any, Condition, InSegment, Not


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


def resolved(condition: Condition, segments: Mapping[str, object], path: tuple[str, ...] = ()) -> Condition:
    """The condition with every segment that is itself a condition put in its place; other segments stay as they are.
    Raises SegmentUnknown, SegmentCircle."""
    match condition:
        case All(parts):
            return All(tuple(resolved(part, segments, path) for part in parts))
        case Any(parts):
            return Any(tuple(resolved(part, segments, path) for part in parts))
        case Not(part):
            return Not(resolved(part, segments, path))
        case InSegment(segment):
            if segment in path:
                raise SegmentCircle(about=segment)
            try:
                found = segments[segment]
            except KeyError:
                raise SegmentUnknown(about=segment) from None
            if isinstance(found, Condition):
                return resolved(found, segments, (*path, segment))
    return condition
