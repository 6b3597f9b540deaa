"""The key numbers of a dashboard's tiles, each with the one of the period before: what a digest tells."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from uems.api import dashboard_body as body
from uems.api import insight
from uems.api.dashboard_body import TileAnswer
from uems.api.dashboard_links import refuse_hidden
from uems.api.door import Asked
from uems.base.errors import Refusal, Unavailable
from uems.base.words import Text
from uems.insight import report
from uems.insight.dashboard import Dashboard, DashboardFilters, Tile
from uems.insight.digest_text import KeyNumber, TileTold
from uems.metrics import asked as shared
from uems.metrics import registry
from uems.metrics.metric import Direction, Unit
from uems.metrics.period import MILLISECOND, Calendar
from uems.store.project import check_timezone

MOST_LINES = 6
"""Of a trend with a breakdown, or of a journey map, so many lines are told."""

_BROKEN = Text("无法计算：{why}", "Could not be computed: {why}")
_EMPTY = Text("没有数据", "No data")
_WHEN = {"day": Text("当日", "Day"), "week": Text("当周", "Week"), "month": Text("当月", "Month")}

_COMPARED = ("compare", "against", "bottlenecks")
"""What a map is asked beside its numbers."""

Place = tuple[Text, float | None, Unit, Direction]
"""A number of one answer: its name, value, unit and which way is better."""
Line = tuple[str, Sequence[float | None], Unit, Direction]
"""A number in each bucket."""


def told(caller: Asked, board: Dashboard, patient: bool) -> list[TileTold]:
    """All tiles but texts, from the top left. A tile that is refused says why; with `patient` a question that cannot be
    answered at the moment raises Unavailable instead, to be asked again later."""
    found: list[TileTold] = []
    for tile in sorted(board.tiles, key=lambda one: (one.y, one.x)):
        if tile.kind == "text":
            continue
        try:
            found.append(_tile(caller, tile, board.filters))
        except Refusal as refusal:
            if patient and isinstance(refusal, Unavailable):
                raise
            why = _BROKEN.read(caller.language).format(why=refusal.text.read(caller.language))
            found.append(TileTold(_name(caller, tile), note=why))
    return found


def _name(caller: Asked, tile: Tile) -> str:
    store, number = caller.parts.store, caller.project.number
    try:
        if tile.kind == "metric":
            return tile.title or registry.find(store, number, tile.metric).name.read(caller.language)
        return tile.title or report.find(store, number, tile.report).name
    except Refusal:
        return tile.metric or tile.report


def _tile(caller: Asked, tile: Tile, filters: DashboardFilters) -> TileTold:
    """Raises what a share link would refuse, and what the question raises."""
    refuse_hidden(caller, tile, filters)
    found = body.answered(caller, tile, filters)
    if found.kind in _RANGES:
        return _range(caller, found)
    answer: Any = found.answer
    when: datetime | None = None
    numbers: list[KeyNumber] = []
    for label, values, unit, direction in _COURSES[found.kind](found, caller)[:MOST_LINES]:
        last, before = _newest(answer.complete, values)
        if last is None:
            continue
        when = answer.buckets[last]
        numbers.append(KeyNumber(label, values[last], None if before is None else values[before], unit, direction))
    if when is None:
        return TileTold(found.name, note=_EMPTY.read(caller.language))
    zone = check_timezone(found.query.get("timezone") or caller.project.timezone)
    return TileTold(found.name, _day(when, zone, str(found.query.get("interval", "day"))), numbers)


def _newest(complete: Sequence[bool], values: Sequence[float | None]) -> tuple[int | None, int | None]:
    """The places of the newest whole value and of the whole one before; else of the newest value alone."""
    whole = [n for n, value in enumerate(values) if complete[n] and value is not None]
    if whole:
        return whole[-1], whole[-2] if len(whole) > 1 else None
    known = [n for n, value in enumerate(values) if value is not None]
    return (known[-1] if known else None), None


def _range(caller: Asked, found: TileAnswer) -> TileTold:
    """The numbers of the whole range beside those of the range before; alone where there is no time before."""
    read, query = _RANGES[found.kind], found.query
    asked = insight.read(found.kind, query)
    scope = asked.scope(caller)
    span = shared.span(asked.since, asked.until, scope)
    before: list[Place] = []
    if asked.since != "all":
        then = shared.earlier(span, "previous", Calendar("day", scope.zone))
        # The clock goes back with the range: what began in it is followed as long as what began in this one.
        now = scope.now - (span.since - then.since)
        ends = {"since": then.since, "until": then.until, "now": now}
        moved = {name: value for name, value in query.items() if name not in _COMPARED}
        moved |= {name: moment.isoformat() for name, moment in ends.items()}
        before = read(insight.answer(found.kind, moved, caller))
    numbers = [
        KeyNumber(text.read(caller.language), value, before[n][1] if before else None, unit, direction)
        for n, (text, value, unit, direction) in enumerate(read(found.answer))
    ]
    return TileTold(found.name, _days(span, scope.zone), numbers)


def _metric(found: TileAnswer, caller: Asked) -> list[Line]:
    answer: Any = found.answer
    shown: Any = found
    label = _WHEN[found.query["interval"]].read(caller.language)
    return [(label, [point.value for point in one.points], shown.unit, shown.direction) for one in answer.series]


def _trend(found: TileAnswer, caller: Asked) -> list[Line]:
    answer: Any = found.answer
    lines = [one for one in answer.series if one.period == "current"]
    return [(_labelled(one, caller), one.values, "number", "up") for one in lines]


def _labelled(line: Any, caller: Asked) -> str:
    name = line.name or Text("任意事件", "Any event").read(caller.language)
    if line.breakdown is None:
        return str(name)
    other = line.breakdown == "$other"
    return f"{name} · {Text('其他', 'Other').read(caller.language) if other else line.breakdown}"


def _lives(found: TileAnswer, caller: Asked) -> list[Line]:
    answer: Any = found.answer
    active = [sum(each) for each in zip(answer.new, answer.returning, answer.resurrecting, strict=True)]
    say = caller.language
    return [
        (Text("活跃用户", "Active people").read(say), active, "number", "up"),
        (Text("新用户", "New people").read(say), answer.new, "number", "up"),
        (Text("转为沉默", "Went dormant").read(say), answer.dormant, "number", "down"),
    ]


def _entries(found: TileAnswer, caller: Asked) -> list[Line]:
    answer: Any = found.answer
    return [(Text("转化率", "Conversion").read(caller.language), answer.whole.rate, "percent", "up")]


_COURSES: dict[str, Callable[[TileAnswer, Asked], list[Line]]] = {
    "metric": _metric,
    "trend": _trend,
    "lifecycle": _lives,
    "funnel_trend": _entries,
}
"""Kinds of questions with a course: their lines, whose newest buckets are compared."""


def _funnel(answer: Any) -> list[Place]:
    last = answer.steps[-1]
    return [
        (Text("总转化率", "Conversion"), last.from_start, "percent", "up"),
        (Text("完成人数", "Converted"), last.people, "number", "up"),
    ]


def _retention(answer: Any) -> list[Place]:
    started = sum(cohort.people for cohort in answer.cohorts)
    first = answer.mean[1] if len(answer.mean) > 1 else None
    return [
        (Text("下一周期回访", "Back in the next period"), first, "percent", "up"),
        (Text("起始人数", "Started"), started, "number", "up"),
    ]


def _people(answer: Any) -> Place:
    return Text("人数", "People"), answer.people, "number", "up"


_RANGES: dict[str, Callable[[Any], list[Place]]] = {
    "funnel": _funnel,
    "retention": _retention,
    "stickiness": lambda one: [
        _people(one),
        (Text("人均活跃周期数", "Mean active intervals"), one.mean_intervals, "number", "up"),
    ],
    "distribution": lambda one: [
        (Text("人数", "People"), one.whole.total, "number", "up"),
        (Text("平均值", "Mean"), one.whole.mean, "number", "up"),
    ],
    "interval": lambda one: [
        (Text("间隔中位数", "Median time"), one.whole.p50, "seconds", "down"),
        (Text("间隔数", "Intervals"), one.whole.intervals, "number", "up"),
    ],
    "paths": lambda one: [(Text("路径数", "Paths"), one.paths, "number", "up"), _people(one)],
    "sessions": lambda one: [
        (Text("会话数", "Sessions"), one.total.sessions, "number", "up"),
        (Text("跳出率", "Bounce rate"), one.total.bounce_rate, "percent", "down"),
        (Text("停留时长中位数", "Median dwell time"), one.total.dwell_median_seconds, "seconds", "up"),
    ],
    "correlation": lambda one: [
        (Text("转化人数", "Converted"), one.converted, "number", "up"),
        (Text("流失人数", "Dropped out"), one.dropped, "number", "down"),
    ],
    "journey_map": lambda one: [
        (Text(f"{box.name}：人数", f"{box.name}: people"), box.box.people, "number", "up") for box in one.boxes
    ][:MOST_LINES],
    "bottlenecks": lambda one: [
        (Text("瓶颈数", "Bottlenecks"), len(one.items), "number", "down"),
        (Text("每周流失", "Lost a week"), sum(each.arithmetic.lost_per_week for each in one.items), "number", "down"),
    ],
    "attribution": lambda one: [
        (Text("转化数", "Conversions"), one.conversions, "number", "up"),
        (Text("有触点的转化数", "With a touch"), one.touched, "number", "none"),
    ],
}
"""The other kinds: the numbers of the whole range, which is compared with the range before."""

KINDS: frozenset[str] = frozenset({*_COURSES, *_RANGES})


def _day(bucket: datetime, zone: ZoneInfo, interval: str) -> str:
    local = bucket.astimezone(zone)
    if interval == "month":
        return f"{local:%Y-%m}"
    return f"{local:%Y-%m-%d %H:%M}" if interval in {"hour", "minute"} else f"{local:%Y-%m-%d}"


def _days(span: shared.Span, zone: ZoneInfo) -> str:
    last = max(span.since, span.until - MILLISECOND)
    first, last = (one.astimezone(zone) for one in (span.since, last))
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"
