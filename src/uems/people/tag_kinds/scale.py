"""A psychological scale: a score from survey answers or from what a person does, with its confidence and its end."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags import tier
from uems.people.tags.happened import Happened, number_of
from uems.people.tags.kind import Kind, Settings, SettingsInvalid, words
from uems.people.tags.tier import Tier
from uems.rules.condition import parse
from uems.warehouse.sql import Sql, join, sql

_SOURCES = {"survey": Text("问卷量表", "answers to a survey"), "proxy": Text("行为代理", "what people do")}


class Item(Settings):
    """One question of the scale: the property of the answer that holds a number."""

    property: str = Field(
        min_length=1, max_length=200, json_schema_extra=words("题目属性", "Property", format="property")
    )
    reverse: bool = Field(
        False, json_schema_extra=words("反向计分", "Reversed", Text("高分表示低倾向", "A high answer means less"))
    )


class Signal(Settings):
    """What somebody does who is so; a negative weight speaks against it."""

    condition: dict[str, Any] = Field(json_schema_extra=words("条件", "Condition", format="condition"))
    weight: float = Field(1, ge=-10, le=10, json_schema_extra=words("权重", "Weight"))


class ScaleSettings(Happened):
    days: int | None = Field(
        180,
        ge=1,
        le=3660,
        json_schema_extra=words(
            "有效天数",
            "Counts for days",
            Text("问卷自作答起、行为自基准日起", "From the answer or the base date"),
        ),
    )
    source: Literal["survey", "proxy"] = Field("survey", json_schema_extra=words("来源", "Source", enum=_SOURCES))
    items: list[Item] = Field(default_factory=list, max_length=100, json_schema_extra=words("量表题目", "Items"))
    lowest: float = Field(1, json_schema_extra=words("最低分", "Lowest answer"))
    highest: float = Field(5, json_schema_extra=words("最高分", "Highest answer"))
    answered: float = Field(
        0.7,
        ge=0,
        le=1,
        json_schema_extra=words("最低作答比例", "Answered at least", Text("低于则没有值", "Below: no value")),
    )
    signals: list[Signal] = Field(default_factory=list, max_length=20, json_schema_extra=words("行为信号", "Signals"))
    confidence: float = Field(
        0.5,
        ge=0,
        le=1,
        json_schema_extra=words("最高置信度", "Confidence", Text("全部作答或命中时", "Where everything is known")),
    )
    tiers: list[Tier] = Field(
        min_length=1,
        max_length=tier.MOST_TIERS,
        json_schema_extra=words("分层", "Tiers", Text("按 0–100 的得分，从低到高", "Of the score, 0 to 100")),
    )


def check(settings: ScaleSettings, scope: Scope) -> None:
    """There are items or signals, answers have a range, conditions can be asked, tiers are in order."""
    settings.filter()
    if settings.source == "survey" and not settings.items:
        raise SettingsInvalid(Text("请给出量表题目", "Give the items of the scale"), about="items", code="no_items")
    if settings.source == "proxy" and not any(one.weight > 0 for one in settings.signals):
        raise SettingsInvalid(
            Text("请给出权重为正的行为信号", "Give signals, one with a positive weight at least"),
            about="signals",
            code="no_signals",
        )
    if settings.lowest >= settings.highest:
        raise SettingsInvalid(
            Text("最高分应大于最低分", "The highest answer is above the lowest"), about="highest", code="scale_range"
        )
    for place, one in enumerate(settings.signals):
        scope.people(parse(one.condition, f"signals[{place}].condition"))
    tier.check("ranges", settings.tiers)


def values(settings: ScaleSettings, scope: Scope, base: date) -> Sql:
    """The tier of the score; the evidence is the score, 0 to 100, and how much of the scale is known, 0 to 1."""
    scored = _of_answers(settings, scope) if settings.source == "survey" else _of_signals(settings, scope)
    return sql(
        """SELECT person_id, value, toFloat32(known * {confidence:Float64}) AS confidence,
    toJSONString(map('score', round(n, 2), 'known', round(known, 4))) AS evidence,
    addDays(at, {days:UInt32}) AS valid_until
FROM ({cut})""",
        confidence=settings.confidence,
        days=settings.days or 3660,
        cut=tier.cut("ranges", settings.tiers, scored),
    )


def _of_answers(settings: ScaleSettings, scope: Scope) -> Sql:
    """(person_id, n, known, at) from the newest answer to each item; the score is the mean of the answers, each placed
    between the lowest and the highest, as percent."""
    asked = [
        sql(
            "argMaxIf(tuple({n}), (ts, event_id), {n} BETWEEN {low:Float64} AND {high:Float64}).1",
            n=number_of(one.property),
            low=settings.lowest,
            high=settings.highest,
        )
        for one in settings.items
    ]
    return sql(
        """SELECT person_id, 100 * arrayAvg(placed) AS n, length(placed) / {items:UInt16} AS known, at FROM (
    SELECT person_id, at, arrayMap((x, back) -> if(back = 1, {high:Float64} - assumeNotNull(x),
            assumeNotNull(x) - {low:Float64}) / ({high:Float64} - {low:Float64}), xs.1, xs.2) AS placed
    FROM (
        SELECT person_id, max(ts) AS at,
            arrayFilter(one -> one.1 IS NOT NULL, arrayZip([{answers}], {reverse:Array(UInt8)})) AS xs
        FROM {events} WHERE {counted} GROUP BY person_id
    ) WHERE notEmpty(xs)
) WHERE known >= {answered:Float64}""",
        items=len(settings.items),
        high=settings.highest,
        low=settings.lowest,
        reverse=[int(one.reverse) for one in settings.items],
        answers=join(", ", asked),
        events=scope.events,
        counted=settings.counted(scope),
        answered=settings.answered,
    )


def _of_signals(settings: ScaleSettings, scope: Scope) -> Sql:
    """(person_id, n, known, at): the weights of the signals that hold, of all positive weight, between 0 and 100 %."""
    each = [
        sql(
            "SELECT person_id, {weight:Float64} AS weight FROM ({people})",
            weight=one.weight,
            people=scope.people(parse(one.condition)),
        )
        for one in settings.signals
    ]
    return sql(
        """SELECT person_id, 100 * least(greatest(sum(weight) / {whole:Float64}, 0), 1) AS n,
    count() / {signals:UInt16} AS known, {now:DateTime64(3)} AS at FROM ({each}) GROUP BY person_id""",
        whole=sum(one.weight for one in settings.signals if one.weight > 0),
        signals=len(settings.signals),
        now=scope.now,
        each=join("\nUNION ALL\n", each),
    )


offers = Kind(
    "scale",
    Text("心理量表", "Psychological scale"),
    Text(
        "由问卷或行为得出的心理倾向，带置信度与有效期",
        "A leaning of mind from a survey or from behaviour, with its confidence and its end",
    ),
    "psychological",
    ScaleSettings,
    values,
    check,
    conditions=lambda settings: [one.condition for one in settings.signals],
    source=lambda settings: str(settings.source),
    expires=True,
    automated=False,
)
