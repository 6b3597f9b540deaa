"""What a flag is for one person, and why: decided from facts in hand, without asking anybody else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from uems.experiments import assignment
from uems.experiments.flags.flag import WHOLE, Flag, Variant
from uems.experiments.flags.ready import Decision, Place, Ready, Way
from uems.experiments.holdout import Holdout, Membership
from uems.rules.condition import Condition

Draw = Callable[[], Variant | None]
"""The variant that weights and hash give now; None = a rollout does not reach the person."""


def drawn(flag: Flag, draw: Draw) -> Place | None:
    """The place of somebody who comes now."""
    variant = draw()
    return None if variant is None else Place(variant.key, variant.weight / WHOLE, flag.version)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asked about. `unit` is the id that is hashed for a flag; `holds` says whether a condition holds of the
    person; `membership` where they stand in a holdout, None = it is not for them; `place` what they have of a flag that
    keeps, or get now."""

    unit: Callable[[Flag], str]
    holds: Callable[[Condition], bool]
    membership: Callable[[Holdout], Membership | None] = lambda _: None
    place: Callable[[Flag, Draw], Place | None] = drawn


def evaluate(flags: Mapping[str, Ready], key: str, asker: Asker) -> Decision:
    """The flag for this person. Raises what `asker.holds` raises."""
    known = flags.get(key)
    if known is None:
        return Decision(key, False, "off", None, None, "unknown")
    flag = known.flag
    if not flag.enabled:
        return known.off["disabled"]
    told = [asker.membership(one) for one in flag.kept_out]
    memberships = tuple(one for one in told if one is not None)
    if any(one.held for one in memberships):
        return replace(known.off["holdout"], memberships=memberships)
    for wanted in flag.prerequisites:
        found = evaluate(flags, wanted.flag, asker)
        memberships += found.memberships
        if not found.on or (wanted.variants and found.variant not in wanted.variants):
            return replace(known.off["prerequisite"], memberships=memberships)
    decided = _alone(known, asker)
    return replace(decided, memberships=memberships) if memberships else decided


def _alone(known: Ready, asker: Asker) -> Decision:
    """What its own rules say of a flag that is on."""
    unit = asker.unit(known.flag)
    if assignment.in_namespace(known.flag.namespace, unit):
        for way in known.ways:
            met = way.rule.condition is None or asker.holds(way.rule.condition)
            decided = _by_rule(known, way, unit, asker) if met else None
            if decided is not None:
                return decided
    return known.off["unmatched"]


def _by_rule(known: Ready, way: Way, id: str, asker: Asker) -> Decision | None:
    """What a rule gives somebody of whom its condition holds; None = its rollout does not reach them. Where the flag
    keeps, what was got first stays, also when the rollout gets smaller, until it is 0; a variant that is gone is drawn
    anew."""
    flag, rollout, origin = known.flag, way.rule.rollout, known.origin
    if way.given is not None:
        return way.given if assignment.reached(flag, rollout, id, origin) else None

    def draw() -> Variant | None:
        return assignment.chosen(flag, rollout, id, origin)

    if flag.keeps:
        place = asker.place(flag, draw) if rollout > 0 else None
        if place is None or place.variant in way.by_variant:
            return None if place is None else replace(way.by_variant[place.variant], place=place)
    variant = draw()
    return None if variant is None else way.by_variant[variant.key]
