"""Tiers: named stretches of a number, cut at numbers of their own or by how many people lie below."""

from typing import Literal

from pydantic import Field

from uems.base.words import Text
from uems.people.tags.kind import Settings, SettingsInvalid, words
from uems.warehouse.sql import Sql, sql

MOST_TIERS = 24
_LOWEST = -1.7976931348623157e308

Cut = Literal["none", "ranges", "percent"]
CUTS: dict[str, Text] = {
    "none": Text("不分层，数值即标签值", "not at all, the number is the value"),
    "ranges": Text("按数值区间", "at numbers"),
    "percent": Text("按人群百分位", "by percentile"),
}


class Tier(Settings):
    """From this number (or this percentile, 0 to 100) on; empty = from the lowest on."""

    value: str = Field(min_length=1, max_length=100, json_schema_extra=words("标签值", "Value"))
    begins: float | None = Field(
        None,
        json_schema_extra=words("起点", "From", Text("含该值；首层留空", "Included; empty for the first tier")),
    )


def check(cut: Cut, tiers: list[Tier]) -> None:
    """Raises SettingsInvalid for tiers that are not there, not in order, or beyond 0 to 100."""
    if cut == "none":
        return
    if not tiers:
        raise SettingsInvalid(Text("请至少给出一层", "Give one tier at least"), about="tiers", code="no_tiers")
    begins = [_LOWEST if one.begins is None else one.begins for one in tiers]
    for place in range(1, len(begins)):
        if begins[place] <= begins[place - 1]:
            raise SettingsInvalid(
                Text("各层起点须从低到高", "Tiers go from low to high"),
                about=f"tiers[{place}].begins",
                code="tier_order",
            )
    for place, one in enumerate(tiers):
        if cut == "percent" and one.begins is not None and not 0 <= one.begins < 100:
            raise SettingsInvalid(
                Text("百分位应在 0 到 100 之间", "A percentile lies from 0 to below 100"),
                about=f"tiers[{place}].begins",
                code="tier_percentile",
            )


def cut(how: Cut, tiers: list[Tier], measured: Sql) -> Sql:
    """Of rows (person_id, n, confidence, …) the same with the tier's name as `value`; below the first tier nobody has
    one. The percentile of n is the percentage of people with less: 100 · (rank − 1) / people, ties alike."""
    if how == "none":
        return sql("SELECT *, 0. AS percentile, toJSONString(n) AS value FROM ({measured})", measured=measured)
    percentile = sql("0.")
    if how == "percent":
        percentile = sql("100 * (rank() OVER (ORDER BY n) - 1) / count() OVER ()")
    return sql(
        """SELECT *, toJSONString({names:Array(String)}[place]) AS value FROM (
    SELECT *, arrayCount(begin -> begin <= {by}, {begins:Array(Float64)}) AS place FROM (
        SELECT *, {percentile} AS percentile FROM ({measured})
    )
) WHERE place > 0""",
        names=[one.value for one in tiers],
        begins=[_LOWEST if one.begins is None else one.begins for one in tiers],
        by=sql("percentile" if how == "percent" else "n"),
        percentile=percentile,
        measured=measured,
    )
