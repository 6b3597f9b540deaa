"""A condition as alternatives, each a list of tests that all must hold: the form that vendors' clients read."""

from dataclasses import dataclass
from itertools import product

from uems.rules.condition import All, Any, Condition, Not, PersonTest
from uems.rules.test import Test
from uems.rules.value import NEGATIONS

MOST = 50
"""Alternatives that a client is given; a condition of more is answered by the server alone."""

_OPPOSITES = {**NEGATIONS, **{plain: negative for negative, plain in NEGATIONS.items()}}


@dataclass(frozen=True, slots=True)
class Asked:
    """One test of a property; `denied` = it must not hold."""

    test: Test
    denied: bool = False


Alternatives = list[list[Asked]]


def alternatives(condition: Condition | None) -> Alternatives | None:
    """Of which tests one list must hold as a whole; [[]] = everybody, [] = nobody. None = tests of properties alone do
    not say it, or there are too many."""
    return [[]] if condition is None else _of(condition, False)


def _of(condition: Condition, denied: bool) -> Alternatives | None:
    match condition:
        case Not(part):
            return _of(part, not denied)
        case PersonTest(test):
            return [[_literal(test, denied)]]
        case All(parts) | Any(parts):
            found = [_of(part, denied) for part in parts]
            sound = [one for one in found if one is not None]
            if len(sound) < len(found):
                return None
            return _all(sound) if isinstance(condition, All) != denied else _some(sound)
    return None


def _literal(test: Test, denied: bool) -> Asked:
    opposite = _OPPOSITES.get(test.op)
    if denied and opposite is not None:
        return Asked(Test(test.property, opposite, test.value))
    return Asked(test, denied)


def _all(parts: list[Alternatives]) -> Alternatives | None:
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST:
        return None
    return [[asked for one in chosen for asked in one] for chosen in product(*parts)]


def _some(parts: list[Alternatives]) -> Alternatives | None:
    found = [one for part in parts for one in part]
    return found if len(found) <= MOST else None
