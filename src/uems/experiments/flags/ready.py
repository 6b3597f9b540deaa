"""A flag made ready to be decided: all that does not hang on the person is worked out once, for everybody who asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from uems.experiments.flags.flag import Flag, Origin, Rule, settled
from uems.experiments.holdout import Membership

Reason = Literal["static", "matched", "split", "unmatched", "disabled", "prerequisite", "holdout", "unknown"]
"""static: on for everybody · matched: a rule's condition holds · split: a share of people or of variants decided ·
unmatched: no rule reaches the person · disabled: switched off, here or at this time · prerequisite: another flag must
be on first · holdout: a holdout keeps the person out · unknown: no such flag."""

_OFF: tuple[Reason, ...] = ("unmatched", "disabled", "prerequisite", "holdout")


@dataclass(frozen=True, slots=True)
class Place:
    """The variant that somebody got first, how probable it was then (its propensity, 0 … 1), and by which version of
    the flag."""

    variant: str
    propensity: float
    version: int


@dataclass(frozen=True, slots=True)
class Decision:
    """`variant` is on or off for a boolean flag. `rule` is the number of the rule that decided, from 0. `memberships`:
    where the person stands in each holdout that was looked at on the way. `id`: the flag's number. `place`: of a flag
    that keeps."""

    key: str
    on: bool
    variant: str
    value: Any
    payload: Any
    reason: Reason
    rule: int | None = None
    version: int = 0
    origin: Origin = "posthog"
    memberships: tuple[Membership, ...] = ()
    id: int = 0
    place: Place | None = None
    words: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What a vendor's door says of this decision, by vendor: many people get the same one."""


@dataclass(frozen=True, slots=True)
class Way:
    """A rule, and what it gives whom it reaches: the same to all, or by variant where weights choose."""

    rule: Rule
    given: Decision | None
    by_variant: Mapping[str, Decision]


@dataclass(frozen=True, slots=True)
class Ready:
    """A flag as it stands in an environment now. `origin`: whose hash decides; `off`: what who gets nothing gets."""

    flag: Flag
    origin: Origin
    ways: tuple[Way, ...]
    off: Mapping[Reason, Decision]


def ready(flag: Flag, environment: str, now: datetime, origin: Origin | None = None) -> Ready:
    """`origin`: None = the flag's own."""
    there, whose = settled(flag, environment, now), origin or flag.origin
    value = False if there.kind == "boolean" else there.off
    off: dict[Reason, Decision] = {
        reason: Decision(there.key, False, "off", value, None, reason, None, there.version, whose, id=there.id)
        for reason in _OFF
    }
    ways = tuple(_way(there, place, rule, whose) for place, rule in enumerate(there.rules))
    return Ready(there, whose, ways, off)


def _way(flag: Flag, place: int, rule: Rule, origin: Origin) -> Way:
    weighed = flag.kind == "multivariate" and rule.variant is None and len(flag.variants) > 1
    plain: Reason = "static" if rule.condition is None else "matched"
    reason: Reason = "split" if weighed or rule.rollout < 100 or flag.namespace is not None else plain

    def given(variant: str, value: Any, payload: Any) -> Decision:
        return Decision(flag.key, True, variant, value, payload, reason, place, flag.version, origin, id=flag.id)

    if flag.kind == "boolean":
        return Way(rule, given("on", True, flag.payload), {})
    arms = {
        one.key: given(one.key, one.value, flag.payload if one.payload is None else one.payload)
        for one in flag.variants
    }
    return Way(rule, None if rule.variant is None else arms[rule.variant], arms)
