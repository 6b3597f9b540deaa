"""Who gets what: the same id always falls into the same arm, counted in the way that each client counts."""

from collections.abc import Sequence

from uems.experiments import bucket
from uems.experiments.flags.flag import Flag, Namespace, Origin, Variant

_STEPS = 1000
"""In how many parts Unleash cuts the variants; its weights are whole numbers of these."""


def in_namespace(space: Namespace | None, id: str) -> bool:
    """Whether the id falls into the flag's part of its space (GrowthBook's hash, version 1)."""
    if space is None:
        return True
    n = bucket.growthbook(f"__{space.name}", id, 1)
    return n is not None and space.start <= n < space.end


def reached(flag: Flag, rollout: float, id: str, origin: Origin) -> bool:
    """Whether a rollout of so many percent reaches the id."""
    if rollout <= 0:
        return False
    if origin == "unleash":
        return bucket.unleash(flag.salt, id) <= round(rollout)
    if rollout >= 100:
        return True
    if origin == "growthbook":
        return (bucket.growthbook(flag.salt, id, 2) or 0.0) <= rollout / 100
    return bucket.posthog(flag.key, id) <= rollout / 100


def chosen(flag: Flag, rollout: float, id: str, origin: Origin) -> Variant | None:
    """The variant that the id gets by weight of those that a rollout reaches; None = it reaches the id not."""
    if origin == "growthbook":
        return _of_growthbook(flag, rollout / 100, id)
    if not reached(flag, rollout, id, origin):
        return None
    if origin == "unleash":
        parts = steps(flag.variants)
        return _up_to(flag.variants, parts, bucket.unleash(flag.salt, id, sum(parts), bucket.VARIANT_SEED))
    return _within(flag.variants, bucket.posthog(flag.key, id, "variant"))


def _of_growthbook(flag: Flag, share: float, id: str) -> Variant | None:
    """GrowthBook's clients ask one number both whom a rollout reaches and what they get, so that other weights reach
    other people. A flag that keeps, which no client decides by itself, reaches the same ones whatever its weights are:
    otherwise whoever is reached anew would all get the variant that grew."""
    n = bucket.growthbook(flag.salt, id, 2) or 0.0
    if flag.keeps:
        n, share = n / share if share > 0 else 1.0, 1.0
    place = bucket.chosen(n, bucket.ranges(len(flag.variants), share, [one.weight / 100 for one in flag.variants]))
    return flag.variants[place] if place >= 0 else None


def steps(variants: Sequence[Variant]) -> list[int]:
    """The weights as whole thousandths, as Unleash's clients want them."""
    return [round(one.weight * _STEPS / 100) for one in variants]


def _up_to(variants: Sequence[Variant], parts: Sequence[int], place: int) -> Variant | None:
    for one, part in zip(variants, parts, strict=True):
        place -= part
        if place <= 0 and part:
            return one
    return None


def _within(variants: Sequence[Variant], n: float) -> Variant | None:
    start = 0.0
    for one in variants:
        end = start + one.weight / 100
        if start <= n < end:
            return one
        start = end
    return None
