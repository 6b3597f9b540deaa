"""A tag of RFM: which of the eight cells somebody is in, by recency, frequency and money."""

from datetime import date
from typing import Literal

from pydantic import Field

from uems.base.words import Text
from uems.people.lifecycle import rfm
from uems.people.lifecycle.rfm import Cuts, Rfm
from uems.people.scope import Scope
from uems.people.tags.kind import Kind, Settings, words
from uems.rules.condition import EventFilter
from uems.warehouse.sql import Sql, sql

_FOUR = Text("四个递增的数；留空则用五分位", "Four rising numbers; empty: quintiles")


class RfmSettings(Settings):
    """`recency`, `frequency`, `money`: own cut points, all three or none."""

    event: str = Field(
        "order_paid", min_length=1, max_length=200, json_schema_extra=words("购买事件", "Purchase event")
    )
    amount: str = Field("revenue", min_length=1, max_length=200, json_schema_extra=words("金额属性", "Amount property"))
    days: int | None = Field(
        None,
        ge=1,
        le=3660,
        json_schema_extra=words("最近天数", "Last days", Text("留空则为全部时间", "Empty: all time")),
    )
    frequency: Literal["purchases", "days"] = Field(
        "purchases",
        json_schema_extra=words(
            "频次",
            "Frequency",
            enum={"purchases": Text("购买次数", "Purchases"), "days": Text("有购买的天数", "Days with one")},
        ),
    )
    recency_cuts: list[float] = Field([], max_length=4, json_schema_extra=words("R 分界点", "Cuts of R", _FOUR))
    frequency_cuts: list[float] = Field([], max_length=4, json_schema_extra=words("F 分界点", "Cuts of F", _FOUR))
    money_cuts: list[float] = Field([], max_length=4, json_schema_extra=words("M 分界点", "Cuts of M", _FOUR))

    def question(self) -> Rfm:
        cuts = Cuts(tuple(self.recency_cuts), tuple(self.frequency_cuts), tuple(self.money_cuts))
        own = cuts if any((cuts.recency, cuts.frequency, cuts.money)) else None
        return Rfm(EventFilter(self.event), self.amount, self.days, self.frequency, own)


def check(settings: RfmSettings, scope: Scope) -> None:
    """Raises BadCuts."""
    rfm.check(settings.question())


def values(settings: RfmSettings, scope: Scope, base: date) -> Sql:
    """The name of the cell; the evidence is the three scores and what they were measured from."""
    asked = settings.question()
    return sql(
        """SELECT person_id, toJSONString(cell) AS value, toFloat32(1) AS confidence,
    toJSONString(map('r', toFloat64(r), 'f', toFloat64(f), 'm', toFloat64(m), 'recency', toFloat64(recency),
        'frequency', toFloat64(frequency), 'money', toFloat64(money))) AS evidence
FROM ({celled})""",
        celled=rfm.celled(asked, rfm.measured(asked, scope), scope),
    )


offers = Kind(
    "rfm",
    Text("RFM 分层", "RFM cell"),
    Text("按最近购买、频次与金额归入八类之一", "One of eight cells by recency, frequency and money"),
    "behaviour",
    RfmSettings,
    values,
    check,
)
