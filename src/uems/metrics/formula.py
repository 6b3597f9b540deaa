"""Arithmetic over series: `A/B`, `(A-B)/C*100`; parsed to a tree of four operations, never evaluated as code."""

import ast
from collections.abc import Sequence
from math import isfinite

from uems.base.errors import Invalid
from uems.base.words import Text


class BadFormula(Invalid):
    code = "bad_formula"
    text = Text(
        "公式只能包含序列字母、数字、括号与 + - * /",
        "A formula holds letters of series, numbers, brackets and + - * / only",
    )


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def parse(text: str, series: int) -> ast.expr:
    """The tree of a formula over so many series. Raises BadFormula."""
    if len(text) > 500:
        raise BadFormula(about="formula")
    try:
        tree = ast.parse(text.strip().upper(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadFormula(about="formula") from None
    for node in ast.walk(tree):
        if not _allowed(node, series):
            raise BadFormula(about=ast.unparse(node) if isinstance(node, ast.expr) else "formula")
    return tree


def compute(tree: ast.expr, values: Sequence[float], nothing: float = 0.0) -> float:
    """The value for one bucket; division by zero is `nothing`: 0, so that a bucket without events draws as 0, or NaN,
    which spreads. What goes beyond every double is `nothing` as well."""
    found = _computed(tree, values, nothing)
    return found if isfinite(found) else nothing


def _computed(tree: ast.expr, values: Sequence[float], nothing: float) -> float:
    if isinstance(tree, ast.Constant):
        return float(tree.value)  # type: ignore[arg-type]
    if isinstance(tree, ast.Name):
        return values[LETTERS.index(tree.id)]
    if isinstance(tree, ast.UnaryOp):
        inner = _computed(tree.operand, values, nothing)
        return -inner if isinstance(tree.op, ast.USub) else inner
    assert isinstance(tree, ast.BinOp)
    left, right = _computed(tree.left, values, nothing), _computed(tree.right, values, nothing)
    if isinstance(tree.op, ast.Add):
        return left + right
    if isinstance(tree.op, ast.Sub):
        return left - right
    if isinstance(tree.op, ast.Mult):
        return left * right
    return left / right if right else nothing


def _finite(number: float) -> bool:
    try:
        return isfinite(number)
    except OverflowError:
        return False


def _allowed(node: ast.AST, series: int) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float) and _finite(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.Name):
        return node.id in LETTERS[:series]
    kinds = (ast.BinOp, ast.UnaryOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.UAdd, ast.USub, ast.Load)
    return isinstance(node, kinds)
