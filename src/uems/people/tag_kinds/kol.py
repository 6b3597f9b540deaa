"""A tag of influence: on which percentile of the project's people somebody ranks as an opinion leader."""

from dataclasses import replace
from datetime import date

from pydantic import Field

from uems.base.words import Text
from uems.people.lifecycle import kol
from uems.people.lifecycle.kol import Kol
from uems.people.scope import Scope
from uems.people.tags.kind import Kind, Settings, words
from uems.warehouse.sql import Sql, sql


class KolSettings(Settings):
    """How fast influence fades, and what weighs how much; the weights add up to 1."""

    half_life: float = Field(60, ge=1, le=3660, json_schema_extra=words("半衰期（天）", "Half-life in days"))
    reach: float = Field(0.2, ge=0, le=1, json_schema_extra=words("传播权重", "Weight of reach"))
    effect: float = Field(0.6, ge=0, le=1, json_schema_extra=words("效果权重", "Weight of effect"))
    content: float = Field(0.2, ge=0, le=1, json_schema_extra=words("内容权重", "Weight of content"))

    def question(self) -> Kol:
        return replace(kol.DEFAULT, half_life=self.half_life, reach=self.reach, effect=self.effect, says=self.content)


def check(settings: KolSettings, scope: Scope) -> None:
    """Raises BadWeights."""
    kol.check(settings.question())


def values(settings: KolSettings, scope: Scope, base: date) -> Sql:
    """The percentile, 0 to 100, of everybody with influence; the evidence is the parts of the score."""
    return sql(
        """SELECT person_id, toJSONString(round(percentile, 2)) AS value, toFloat32(1) AS confidence,
    toJSONString(map('rank', toFloat64(rank), 'score', score, 'reach', reach_part, 'effect', effect_part,
        'content', content_part, 'trust', trust)) AS evidence
FROM ({ranking})""",
        ranking=kol.ranking(settings.question(), scope),
    )


offers = Kind(
    "kol",
    Text("影响力百分位", "Influence percentile"),
    Text("按传播、效果、内容与可信度排出的百分位", "A percentile by reach, effect, content and trust"),
    "behaviour",
    KolSettings,
    values,
    check,
)
