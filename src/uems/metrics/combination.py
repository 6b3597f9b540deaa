"""A formula of metrics as one weighted sum of people's numbers over another: what an experiment can judge of it."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.metrics.formula import LETTERS


class NotLinear(Invalid):
    code = "metric_formula_not_linear"
    text = Text(
        "该公式无法写成两个加权和之比，不能用于实验",
        "An experiment can judge a formula only where it is one weighted sum of its parts over another",
    )


@dataclass(frozen=True, slots=True)
class Weighted:
    """The sum of numbers times their weights, and a constant; each number is named by a pair (metric, y or d)."""

    weights: tuple[tuple[tuple[int, str], float], ...] = ()
    constant: float = 0.0

    def plus(self, other: "Weighted", sign: float) -> "Weighted":
        found = dict(self.weights)
        for name, weight in other.weights:
            found[name] = found.get(name, 0.0) + sign * weight
        kept = tuple(sorted((name, weight) for name, weight in found.items() if weight))
        return Weighted(kept, self.constant + sign * other.constant)

    def times(self, factor: float) -> "Weighted":
        return Weighted(tuple((name, factor * weight) for name, weight in self.weights), factor * self.constant)


ONE = Weighted(constant=1.0)


@dataclass(frozen=True, slots=True)
class Combination:
    """`over` / `under`, both over the people of an arm."""

    over: Weighted
    under: Weighted = ONE


def number(metric: int, ratio: bool) -> Combination:
    """A metric itself: its y over its d where it is a ratio."""
    return Combination(Weighted((((metric, "y"), 1.0),)), Weighted((((metric, "d"), 1.0),)) if ratio else ONE)


def combined(tree: ast.expr, parts: Sequence[Combination]) -> Combination:
    """The formula over its parts. Raises NotLinear."""
    if isinstance(tree, ast.Constant):
        return Combination(Weighted(constant=float(tree.value)))  # type: ignore[arg-type]
    if isinstance(tree, ast.Name):
        return parts[LETTERS.index(tree.id)]
    if isinstance(tree, ast.UnaryOp):
        inner = combined(tree.operand, parts)
        return Combination(inner.over.times(-1.0 if isinstance(tree.op, ast.USub) else 1.0), inner.under)
    assert isinstance(tree, ast.BinOp)
    left, right = combined(tree.left, parts), combined(tree.right, parts)
    if isinstance(tree.op, ast.Add | ast.Sub):
        return _added(left, right, 1.0 if isinstance(tree.op, ast.Add) else -1.0)
    return _multiplied(left, right) if isinstance(tree.op, ast.Mult) else _divided(left, right)


def _added(left: Combination, right: Combination, sign: float) -> Combination:
    if left.under == right.under:
        return Combination(left.over.plus(right.over, sign), left.under)
    for one, other, own, theirs in ((left, right, 1.0, sign), (right, left, sign, 1.0)):
        constant = _constant(other)
        if constant is not None:
            return Combination(one.over.times(own).plus(one.under, theirs * constant), one.under)
    raise NotLinear(about="+")


def _multiplied(left: Combination, right: Combination) -> Combination:
    for one, other in ((left, right), (right, left)):
        factor = _constant(other)
        if factor is not None:
            return Combination(one.over.times(factor), one.under)
    raise NotLinear(about="*")


def _divided(left: Combination, right: Combination) -> Combination:
    factor = _constant(right)
    if factor:
        return Combination(left.over.times(1 / factor), left.under)
    if left.under != right.under or not right.over.weights:
        raise NotLinear(about="/")
    return Combination(left.over, right.over)


def _constant(one: Combination) -> float | None:
    return one.over.constant if not one.over.weights and one.under == ONE else None
