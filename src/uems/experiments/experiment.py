"""An experiment as a team plans it: who is in it, what it should move, what it must not harm, and how it is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.experiments.engine import EngineSettingsInvalid, Settings, engine
from uems.experiments.flags.switchboard import EXPOSURE
from uems.metrics.correction import Correction
from uems.rules.condition import EventFilter, parse_filter

Status = Literal["draft", "running", "paused", "stopped", "decided"]
LEAST_DAYS = 3
MARGIN = 0.02
"""How much worse a guardrail may be where nobody says otherwise, as a share of the control's level."""


class ExperimentInvalid(Invalid):
    """An experiment that makes no sense; `about` is the path of what is wrong."""

    code = "experiment_invalid"
    text = Text("实验定义无效", "The experiment is not valid")


@dataclass(frozen=True, slots=True)
class Arm:
    """One of the variants; the first is the control. `weight` is its planned share, on any scale."""

    key: str
    weight: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Exposure:
    """The event that says who met which variant: `property` holds the variant's key."""

    filter: EventFilter
    property: str


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A metric that must not get worse by more than `margin`, a share of the control's level."""

    metric: str
    margin: float = MARGIN


@dataclass(frozen=True, slots=True)
class Bandit:
    """How the weights move while it runs: looked at every hour or day, after `burn_in` hours and when each arm has
    `least` people; no arm's weight is ever under `floor`. Once one arm's chance to be best was `sure` or more at so
    many `looks` in a row, the weights rest and the team is told."""

    every: Literal["hour", "day"] = "day"
    floor: float = 0.05
    burn_in: int = 24
    least: int = 100
    sure: float = 0.95
    looks: int = 3


@dataclass(frozen=True, slots=True)
class Experiment:
    """`flag` assigns people; '' = people were assigned elsewhere, and `exposure` says by which event that is known.

    `engine` '' = alpha spending where people are planned, else the confidence sequence. `planned`: people in all
    variants together. `before_days`: how long a time before the exposure takes off variance (CUPED); None = none.
    `aa`: all variants are the same, and a clear difference means that something is broken. `bandit`: better arms get
    more people as it goes.
    """

    key: str
    name: str
    hypothesis: str
    owner: str
    flag: str
    exposure: Exposure
    arms: tuple[Arm, ...]
    primary: str
    guardrails: tuple[Guardrail, ...] = ()
    secondary: tuple[str, ...] = ()
    engine: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    correction: Correction = "holm"
    planned: int | None = None
    least_days: int = LEAST_DAYS
    before_days: int | None = None
    aa: bool = False
    bandit: Bandit | None = None

    @property
    def way(self) -> str:
        """The engine that judges the primary metric."""
        return self.engine or ("sequential" if self.planned is None else "spending")

    @property
    def control(self) -> str:
        return self.arms[0].key

    @property
    def metrics(self) -> tuple[str, ...]:
        """The ids of all metrics once, the primary first."""
        return tuple(dict.fromkeys((self.primary, *(one.metric for one in self.guardrails), *self.secondary)))


def read(json: Mapping[str, Any]) -> Experiment:
    """The experiment of this JSON, whose fields have the types that the door checks. Raises ExperimentInvalid,
    EngineMissing, EngineSettingsInvalid, ConditionInvalid."""
    flag, elsewhere = json.get("flag") or "", json.get("exposure")
    if bool(flag) == (elsewhere is not None):
        raise wrong("exposure", "需要开关或曝光事件之一", "Either a flag assigns people, or an exposure says who was")
    found = Experiment(
        **{name: json[name] for name in _PLAIN if json.get(name) is not None},
        flag=flag,
        exposure=_exposure(flag, elsewhere),
        arms=tuple(Arm(one["key"], float(one["weight"]), one.get("name") or "") for one in json["variants"]),
        guardrails=tuple(Guardrail(one["metric"], one.get("margin", MARGIN)) for one in json.get("guardrails") or ()),
        secondary=tuple(json.get("secondary") or ()),
        bandit=None if json.get("bandit") is None else Bandit(**json["bandit"]),
    )
    _refuse_nonsense(found)
    settings(found.way, found.settings)
    return found


_PLAIN = (
    *("key", "name", "hypothesis", "owner", "primary", "engine", "settings", "correction", "planned", "least_days"),
    *("before_days", "aa"),
)


def settings(way: str, said: Mapping[str, Any]) -> Settings:
    """What an engine is told. Raises EngineMissing, EngineSettingsInvalid."""
    try:
        return engine(way).settings.model_validate(dict(said))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(["settings", *map(str, first["loc"])])
        raise EngineSettingsInvalid(about=f"{where}: {first['msg']}") from None


def _exposure(flag: str, elsewhere: Mapping[str, Any] | None) -> Exposure:
    if elsewhere is None:
        where = [{"property": "$feature_flag", "op": "eq", "value": flag}]
        return Exposure(parse_filter({"event": EXPOSURE, "where": where}, "flag"), "$feature_flag_response")
    given = {"event": elsewhere["event"], "where": elsewhere.get("where") or []}
    return Exposure(parse_filter(given, "exposure"), elsewhere["property"])


def _refuse_nonsense(one: Experiment) -> None:
    keys = [arm.key for arm in one.arms]
    if len(keys) < 2 or len(set(keys)) < len(keys):
        raise wrong("variants", "至少两个变体，键不重复", "Give at least two variants, each with a key of its own")
    if any(arm.weight <= 0 for arm in one.arms):
        raise wrong("variants", "变体权重应大于零", "The weight of a variant is over zero")
    guarded = [rail.metric for rail in one.guardrails]
    if len({one.primary, *guarded, *one.secondary}) < 1 + len(guarded) + len(one.secondary):
        raise wrong("metrics", "同一指标只能有一个角色", "A metric is primary, guardrail or secondary, only once")
    if one.bandit is not None:
        _refuse_bandit(one, one.bandit)


def _refuse_bandit(one: Experiment, bandit: Bandit) -> None:
    if not one.flag:
        raise wrong("bandit", "多臂老虎机实验需要开关来分流", "A bandit needs a flag that assigns people")
    if one.planned is not None or one.before_days is not None or one.aa or one.way != "sequential":
        raise wrong(
            "bandit",
            "多臂老虎机实验没有计划人数、CUPED 与 A/A，只用置信序列判定",
            "A bandit has no planned people, CUPED or A/A, and is judged by the confidence sequence",
        )
    if bandit.floor * len(one.arms) >= 1:
        raise wrong("bandit.floor", "各变体的下限之和应小于 100%", "The floors of all variants leave nothing to move")


def wrong(at: str, zh: str, en: str) -> ExperimentInvalid:
    return ExperimentInvalid(Text(zh, en), about=at)
