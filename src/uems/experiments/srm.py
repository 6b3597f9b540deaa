"""Sample ratio mismatch: whether the arms got the shares of people that were planned, by the chi-square test."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.experiments.distribution import chi_square_above
from uems.metrics.correction import corrected

WARNING = 0.01
"""Under this p-value the arms are not to be trusted."""


class WeightsInvalid(Invalid):
    code = "weights_invalid"
    text = Text("每组需要一个非负的流量权重，且总和大于零", "Each arm needs a weight of at least 0, and one over 0")


@dataclass(frozen=True, slots=True)
class Srm:
    """`expected`: people an arm should have; `mismatch`: the warning."""

    p: float
    chi_square: float
    expected: tuple[float, ...]
    mismatch: bool


def srm(people: Sequence[int], weights: Sequence[float]) -> Srm:
    """People in each arm against their weights, on any scale; arms of weight 0 are left out. Raises WeightsInvalid."""
    if len(people) != len(weights) or min(weights, default=-1) < 0 or sum(weights) <= 0:
        raise WeightsInvalid(about="weights")
    planned = [(count, weight) for count, weight in zip(people, weights, strict=True) if weight > 0]
    total, whole = sum(count for count, _ in planned), sum(weights)
    expected = tuple(weight / whole * total for weight in weights)
    if not total:
        return Srm(1.0, 0.0, expected, False)
    apart = sum((count - weight / whole * total) ** 2 / (weight / whole * total) for count, weight in planned)
    p = chi_square_above(apart, len(planned) - 1)
    return Srm(p, apart, expected, p < WARNING)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A part of the people, such as one browser, whose arms do not have the planned shares; `p` is corrected for how
    many parts were looked at (Holm). `alone`: it is the only one, and the others have them: the likely
    cause."""

    part: str
    p: float
    alone: bool


def suspects(parts: Mapping[str, Sequence[int]], weights: Sequence[float]) -> tuple[Suspect, ...]:
    """The parts with a mismatch of their own, the clearest first, of people in each arm. Raises WeightsInvalid."""
    p = corrected([srm(people, weights).p for people in parts.values()], "holm")
    seen = sorted((one, part) for part, one in zip(parts, p, strict=True) if one is not None and one < WARNING)
    alone = len(seen) == 1 and not srm(_without(parts, seen[0][1]), weights).mismatch
    return tuple(Suspect(part, one, alone) for one, part in seen)


def _without(parts: Mapping[str, Sequence[int]], left_out: str) -> list[int]:
    others = [people for part, people in parts.items() if part != left_out]
    return [sum(arm) for arm in zip(*others, strict=True)] or [0] * len(parts[left_out])
