"""GrowthBook's conditions: a tree like MongoDB's, read of one person's attributes.

Source: docs.growthbook.io/lib/build-your-own.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import re2

Groups = Mapping[str, Sequence[Any]]

_QUIET, _QUIET_LOOSE = re2.Options(), re2.Options()
for _options in (_QUIET, _QUIET_LOOSE):
    _options.log_errors = False
_QUIET_LOOSE.case_sensitive = False


def holds(condition: Mapping[str, Any], attributes: Any, groups: Groups) -> bool:
    """Whether every part of the condition holds of the attributes."""
    return all(_part_holds(key, asked, attributes, groups) for key, asked in condition.items())


def _part_holds(key: str, asked: Any, attributes: Any, groups: Groups) -> bool:
    match key:
        case "$or":
            return not asked or any(holds(one, attributes, groups) for one in asked)
        case "$nor":
            return not (not asked or any(holds(one, attributes, groups) for one in asked))
        case "$and":
            return all(holds(one, attributes, groups) for one in asked)
        case "$not":
            return not holds(asked, attributes, groups)
    return _value_holds(asked, at(attributes, key), groups)


def at(attributes: Any, path: str) -> Any:
    """What stands under a dotted path; None = nothing."""
    for name in path.split("."):
        if not isinstance(attributes, Mapping) or name not in attributes:
            return None
        attributes = attributes[name]
    return attributes


def _value_holds(asked: Any, value: Any, groups: Groups, loose: bool = False) -> bool:
    if isinstance(asked, str):
        return _text(value).lower() == asked.lower() if loose else _text(value) == asked
    if isinstance(asked, bool):
        return value is not None and truthy(value) == asked
    if isinstance(asked, int | float):
        return _number(value) == asked
    if asked is None:
        return value is None
    if not _asks(asked):
        return same(asked, value)
    return all(_operator_holds(name, value, wanted, groups) for name, wanted in asked.items())


def _asks(part: Any) -> bool:
    """Whether it is an object of operators alone."""
    return isinstance(part, Mapping) and bool(part) and all(str(name).startswith("$") for name in part)


def _operator_holds(name: str, value: Any, wanted: Any, groups: Groups) -> bool:
    known = _OPERATORS.get(name)
    if known is not None:
        return known(value, wanted)
    match name:
        case "$inGroup" | "$notInGroup":
            return _among(value, groups.get(wanted, ()), False) == (name == "$inGroup")
        case "$not":
            return not _value_holds(wanted, value, groups)
        case "$size":
            return isinstance(value, list) and _value_holds(wanted, len(value), groups)
        case "$elemMatch":
            return isinstance(value, list) and any(_element_holds(wanted, one, groups) for one in value)
        case "$all" | "$alli":
            loose = name == "$alli"
            return isinstance(value, list) and all(
                any(_value_holds(one, held, groups, loose) for held in value) for one in wanted
            )
    return False


def _element_holds(wanted: Any, element: Any, groups: Groups) -> bool:
    if _asks(wanted):
        return _value_holds(wanted, element, groups)
    return isinstance(wanted, Mapping) and holds(wanted, element, groups)


def _listed(loose: bool, negated: bool) -> Callable[[Any, Any], bool]:
    def asked(value: Any, wanted: Any) -> bool:
        return isinstance(wanted, list) and _among(value, wanted, loose) != negated

    return asked


def _among(value: Any, wanted: Sequence[Any], loose: bool) -> bool:
    held = value if isinstance(value, list) else [value]
    return any(same(_lowered(one, loose), _lowered(other, loose)) for one in held for other in wanted)


def _lowered(value: Any, loose: bool) -> Any:
    return value.lower() if loose and isinstance(value, str) else value


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Two texts by their letters, anything else as numbers; nothing counts as 0."""

    def asked(value: Any, wanted: Any) -> bool:
        if isinstance(value, str) and isinstance(wanted, str):
            return compare(value, wanted)
        return compare(_number(value), _number(wanted))

    return asked


def _versions(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, wanted: compare(padded(value), padded(wanted))


def _matched(loose: bool, negated: bool) -> Callable[[Any, Any], bool]:
    def asked(value: Any, wanted: Any) -> bool:
        try:
            pattern = re2.compile(_text(wanted), _QUIET_LOOSE if loose else _QUIET)
        except re2.error:
            return False
        return (pattern.search(_text(value)) is not None) != negated

    return asked


def padded(version: Any) -> str:
    """A version as a text that compares as versions do: numbers padded, a release behind its own pre-releases."""
    text = _text(version) if isinstance(version, int | float) and not isinstance(version, bool) else version
    parts = re.split(r"[-.]", re.sub(r"^v|\+.*$", "", text if isinstance(text, str) and text else "0"))
    parts = [*parts, "~"] if len(parts) == 3 else parts
    return "-".join(part.rjust(5) if part.isascii() and part.isdigit() else part for part in parts)


def type_of(value: Any) -> str:
    """What JavaScript calls it, with `null` and `array` of their own."""
    kinds: tuple[tuple[Any, str], ...] = (
        ((bool,), "boolean"),
        ((int, float), "number"),
        ((str,), "string"),
        ((list, tuple), "array"),
        ((Mapping,), "object"),
    )
    return "null" if value is None else next((word for kind, word in kinds if isinstance(value, kind)), "unknown")


def truthy(value: Any) -> bool:
    """As JavaScript has it: empty lists and objects are true."""
    return bool(value) or isinstance(value, list | dict)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1, at any depth."""
    if type_of(one) != type_of(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(held, other[name]) for name, held in one.items())
    return bool(one == other)


def _text(value: Any) -> str:
    """The text that JavaScript makes of a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return ",".join(map(_text, value)) if isinstance(value, list) else str(value)


def _number(value: Any) -> float:
    """The number that JavaScript makes of a value; not a number where it makes none."""
    if isinstance(value, int | float):
        return float(value)
    if value is None:
        return 0.0
    try:
        return float(value.strip() or 0) if isinstance(value, str) else math.nan
    except ValueError:
        return math.nan


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": same,
    "$ne": lambda value, wanted: not same(value, wanted),
    "$lt": _compared(operator.lt),
    "$lte": _compared(operator.le),
    "$gt": _compared(operator.gt),
    "$gte": _compared(operator.ge),
    "$veq": _versions(operator.eq),
    "$vne": _versions(operator.ne),
    "$vlt": _versions(operator.lt),
    "$vlte": _versions(operator.le),
    "$vgt": _versions(operator.gt),
    "$vgte": _versions(operator.ge),
    "$exists": lambda value, wanted: (value is not None) == truthy(wanted),
    "$in": _listed(loose=False, negated=False),
    "$nin": _listed(loose=False, negated=True),
    "$ini": _listed(loose=True, negated=False),
    "$nini": _listed(loose=True, negated=True),
    "$regex": _matched(loose=False, negated=False),
    "$regexi": _matched(loose=True, negated=False),
    "$notRegex": _matched(loose=False, negated=True),
    "$notRegexi": _matched(loose=True, negated=True),
    "$type": lambda value, wanted: type_of(value) == wanted,
}
