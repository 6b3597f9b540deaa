"""Unleash's constraints: one test of one field of a context (github.com/Unleash/client-specification)."""

import ipaddress
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import re2

_FIELDS = {
    "userId": "user",
    "sessionId": "session",
    "remoteAddress": "address",
    "environment": "environment",
    "appName": "app",
    "currentTime": "now",
}


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, from where, and when: `now` is an ISO 8601 text."""

    now: str
    user: str = ""
    session: str = ""
    address: str = ""
    environment: str = ""
    app: str = ""
    host: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)

    def read(self, name: str) -> str:
        """A field by Unleash's name, or a property; "" = there is none."""
        own = getattr(self, _FIELDS[name]) if name in _FIELDS else ""
        value = own or self.properties.get(name)
        return "" if value is None else str(value)


def holds(constraint: Mapping[str, Any], context: Context) -> bool:
    """An operator that does not exist holds of nobody; `inverted` turns the answer of one that does."""
    asked = _OPERATORS.get(str(constraint.get("operator")))
    if asked is None:
        return False
    value = context.read(str(constraint.get("contextName")))
    return asked(value, constraint) != bool(constraint.get("inverted"))


def _values(constraint: Mapping[str, Any]) -> Sequence[str]:
    return [str(one) for one in constraint.get("values") or ()]


def _one(constraint: Mapping[str, Any]) -> str:
    return str(constraint.get("value") or "")


def _among(value: str, constraint: Mapping[str, Any]) -> bool:
    return value != "" and value in _values(constraint)


def _texts(test: Callable[[str, str], bool]) -> Callable[[str, Mapping[str, Any]], bool]:
    def asked(value: str, constraint: Mapping[str, Any]) -> bool:
        loose = bool(constraint.get("caseInsensitive"))
        have = value.lower() if loose else value
        return value != "" and any(test(have, one.lower() if loose else one) for one in _values(constraint))

    return asked


def _numbers(compare: Callable[[Any, Any], bool]) -> Callable[[str, Mapping[str, Any]], bool]:
    def asked(value: str, constraint: Mapping[str, Any]) -> bool:
        return compare(_number(value), _number(_one(constraint)))

    return asked


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _dates(compare: Callable[[Any, Any], bool]) -> Callable[[str, Mapping[str, Any]], bool]:
    def asked(value: str, constraint: Mapping[str, Any]) -> bool:
        have, want = _moment(value), _moment(_one(constraint))
        return have is not None and want is not None and compare(have, want)

    return asked


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?", re.ASCII
)

Rank = tuple[tuple[int, ...], bool, tuple[tuple[int, int, str], ...]]


def version(text: str) -> Rank | None:
    """A semantic version as something that orders as semver.org says; None = it is none."""
    found = _SEMVER.fullmatch(text)
    if found is None:
        return None
    before = found[4].split(".") if found[4] else []
    ranks = tuple((0, int(one), "") if one.isdigit() else (1, 0, one) for one in before)
    return tuple(map(int, found.groups()[:3])), not before, ranks


def _versions(compare: Callable[[Any, Any], bool]) -> Callable[[str, Mapping[str, Any]], bool]:
    def asked(value: str, constraint: Mapping[str, Any]) -> bool:
        have, want = version(value), version(_one(constraint))
        return have is not None and want is not None and compare(have, want)

    return asked


def _matches(value: str, constraint: Mapping[str, Any]) -> bool:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not constraint.get("caseInsensitive")
    try:
        return value != "" and re2.compile(_one(constraint), options).search(value) is not None
    except re2.error:
        return False


def _in_network(value: str, constraint: Mapping[str, Any]) -> bool:
    return within(value, _values(constraint))


def within(address: str, networks: Sequence[str]) -> bool:
    """Whether an IP address is one of these, or lies in one of these networks; what is no network is passed over."""
    try:
        have = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(one is not None and have in one for one in map(_network, networks))


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return None


_OPERATORS: dict[str, Callable[[str, Mapping[str, Any]], bool]] = {
    "IN": _among,
    "NOT_IN": lambda value, constraint: not _among(value, constraint),
    "STR_CONTAINS": _texts(lambda have, want: want in have),
    "STR_STARTS_WITH": _texts(str.startswith),
    "STR_ENDS_WITH": _texts(str.endswith),
    "NUM_EQ": _numbers(operator.eq),
    "NUM_GT": _numbers(operator.gt),
    "NUM_GTE": _numbers(operator.ge),
    "NUM_LT": _numbers(operator.lt),
    "NUM_LTE": _numbers(operator.le),
    "DATE_AFTER": _dates(operator.gt),
    "DATE_BEFORE": _dates(operator.lt),
    "SEMVER_EQ": _versions(operator.eq),
    "SEMVER_GT": _versions(operator.gt),
    "SEMVER_GTE": _versions(operator.ge),
    "SEMVER_LT": _versions(operator.lt),
    "SEMVER_LTE": _versions(operator.le),
    "REGEX": _matches,
    "IN_CIDR": _in_network,
}
