"""A holdout: a share of people who are kept out of what is done, so that all of it together can be measured."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.experiments import bucket
from uems.rules.condition import Condition, parse

UNIVERSAL = "universal"
"""The strategy of a holdout that measures everything; every other name is one strategy's own."""
HELD, TREATED = "held", "treated"
NOTED = "$holdout_assigned"
"""The event of somebody of whom it was first decided whether they are kept out."""

Holds = Callable[[Condition], bool]
"""Whether a condition holds of the person in hand."""


class HoldoutInvalid(Invalid):
    """A holdout that makes no sense; `about` is the path of what is wrong."""

    code = "holdout_invalid"
    text = Text("留出组定义无效", "The holdout is not valid")


@dataclass(frozen=True, slots=True)
class Holdout:
    """`share` percent of those of whom the condition holds (None = everybody) are kept out from `since` on and before
    `until` (None = no end). `strategy`: whose doings it measures. `salt` is hashed with the person's id."""

    id: str
    strategy: str
    share: float
    salt: str
    since: datetime
    until: datetime | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody whom a holdout is about: kept out, or treated as everybody else."""

    holdout: str
    strategy: str
    held: bool

    @property
    def variant(self) -> str:
        return HELD if self.held else TREATED


def stands(one: Holdout, now: datetime) -> bool:
    """Whether now lies within the holdout's time."""
    return one.since <= now and (one.until is None or now < one.until)


def falls(one: Holdout, unit: str) -> bool:
    """Whether the id falls into the share: GrowthBook's hash, version 2, so that its clients can count it too."""
    n = bucket.growthbook(one.salt, unit, 2)
    return n is not None and n < one.share / 100


def membership(one: Holdout, unit: str, holds: Holds, now: datetime) -> Membership | None:
    """Where the person whose id to hash is `unit` stands; None = the holdout is not for them, or not now. Raises what
    `holds` raises."""
    if not stands(one, now) or (one.condition is not None and not holds(one.condition)):
        return None
    return Membership(one.id, one.strategy, falls(one, unit))


def held(
    holdouts: Iterable[Holdout], strategies: Collection[str], unit: str, holds: Holds, now: datetime
) -> Holdout | None:
    """The first holdout that keeps the person out of what these strategies do (name UNIVERSAL too where it counts);
    None = nothing does. Raises what `holds` raises."""
    for one in holdouts:
        # The hash costs less than the condition.
        if one.strategy in strategies and falls(one, unit) and membership(one, unit, holds, now) is not None:
            return one
    return None


def read(id: str, json: Mapping[str, Any]) -> Holdout:
    """The holdout of this JSON, whose fields have the types that the door checks. Raises HoldoutInvalid,
    ConditionInvalid."""
    given, until = json.get("condition"), json.get("until")
    condition = None if given is None else parse(given, "condition")
    ends = None if until is None else datetime.fromisoformat(until)
    begins = datetime.fromisoformat(json["since"])
    if ends is not None and ends <= begins:
        raise HoldoutInvalid(Text("结束时间应晚于开始时间", "The end lies after the start"), about="until")
    if len(set(json["metrics"])) < len(json["metrics"]):
        raise HoldoutInvalid(Text("指标重复", "A metric is named twice"), about="metrics")
    return Holdout(id, json["strategy"], float(json["share"]), json["salt"], begins, ends, condition)
