"""A question that somebody types as SQL: checked, its parameters bound by type, asked where nothing can be written."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.metrics import asked as shared
from uems.metrics.asked import Computed, Stopwatch
from uems.people.scope import Scope
from uems.people.typed_table import tables
from uems.warehouse.sql import Param, Sql, sql
from uems.warehouse.typed import holes_of, in_its_words, typed

MOST_ROWS = 10_000
"""In an answer that is read at once."""
_NUMBER = re.compile(r"(u?)int(8|16|32|64|128|256)")
_DECIMAL = re.compile(r"decimal\([0-9]+(, ?[0-9]+)?\)")
_ARRAY = re.compile(r"array\((.+)\)")
_MOMENT = re.compile(r"datetime(64\([0-9]\))?")
_DAYS = {"date": "Date", "date32": "Date32"}
_PLAIN = {
    "string": "String",
    "bool": "Bool",
    "boolean": "Bool",
    "float32": "Float32",
    "float64": "Float64",
    "uuid": "UUID",
}
"""Types by their small letters."""
_EXACT = 2**53
"""Above it a number in JSON is not what it was for most readers."""
_USUAL_DAYS = 29


class BadParameter(Invalid):
    code = "sql_parameter"
    text = Text("参数缺失或与类型不符", "A parameter is missing or not of its type")


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """`sql` with `{name:Type}` holes, and the value of each by its name. Some are filled in where no value is given:
    `since` and `until` (the last 30 days), `now`, `today`, `timezone`."""

    sql: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """`type` in the engine's words."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class SqlRows:
    """Numbers that JSON readers would round are texts. `truncated` = there are more rows than were asked for."""

    columns: list[SqlColumn]
    rows: list[list[Any]]
    truncated: bool
    computed: Computed


def asked(question: TypedQuestion, scope: Scope) -> Sql:
    """The question over the project's tables as the scope's caller may see them. Raises SqlRefused, BadParameter."""
    wanted = holes_of(question.sql)
    if unknown := sorted(question.parameters.keys() - wanted.keys()):
        raise BadParameter(about=unknown[0])
    values = {**_filled_in(scope), **question.parameters}
    holes = {name: _bound(name, kind, values, scope) for name, kind in wanted.items()}
    return typed(question.sql, tables(scope), holes, clock=_clock(scope))


def answer(question: TypedQuestion, scope: Scope, rows: int = MOST_ROWS) -> SqlRows:
    """At most `rows` rows of it. Raises what `asked` and the engine raise."""
    watch = Stopwatch.start()
    made = asked(question, scope)
    with in_its_words():
        found = scope.warehouse.query_typed(made, scope.project.number, rows + 1, scope.mark)
    columns = [SqlColumn(name, kind) for name, kind in zip(found.columns, found.types, strict=True)]
    shown = [[_plain(value) for value in row] for row in found.rows[:rows]]
    return SqlRows(columns, shown, len(found.rows) > rows, watch.computed("sql", question, scope))


def _clock(scope: Scope) -> dict[str, Sql]:
    """The question's own clock in the place of the engine's."""
    moment = sql("toDateTime({now:DateTime64(3)}, {zone:String})", now=scope.now, zone=scope.zone.key)
    today = scope.now.astimezone(scope.zone).date()
    days = [sql("toDate({day:Date})", day=one.isoformat()) for one in (today, today - timedelta(days=1))]
    return {
        **dict.fromkeys(("now", "now64", "currenttimestamp"), moment),
        **dict.fromkeys(("today", "currentdate", "curdate"), days[0]),
        "yesterday": days[1],
    }


def _filled_in(scope: Scope) -> dict[str, Any]:
    today = scope.now.astimezone(scope.zone).date()
    return {
        "since": (today - timedelta(days=_USUAL_DAYS)).isoformat(),
        "until": today.isoformat(),
        "now": scope.now.isoformat(),
        "today": today.isoformat(),
        "timezone": scope.zone.key,
    }


def _bound(name: str, kind: str, values: Mapping[str, Any], scope: Scope) -> Param:
    if name not in values:
        raise BadParameter(about=name)
    try:
        return _param(kind, values[name], scope, name)
    except (ValueError, TypeError, InvalidOperation, OverflowError):
        raise BadParameter(about=f"{name}: {kind}") from None


def _param(said: str, value: Any, scope: Scope, name: str) -> Param:
    kind = said.lower()
    if listed := _ARRAY.fullmatch(kind):
        if not isinstance(value, list) or not (listed[1] in ("string", "date") or _NUMBER.fullmatch(listed[1])):
            raise ValueError
        each = [_param(listed[1], one, scope, name) for one in value]
        return Param(f"Array({_param_type(listed[1])})", [one.value for one in each])
    if _MOMENT.fullmatch(kind):
        return Param("DateTime64(3)", shared.moment(str(value), scope, name).astimezone(UTC))
    if kind in _DAYS:
        day = shared.moment(str(value), scope, name).astimezone(scope.zone).date()
        return Param(_DAYS[kind], day.isoformat())
    return Param(_param_type(kind), _scalar(kind, value))


def _param_type(kind: str) -> str:
    """As the engine writes it. Raises ValueError."""
    if number := _NUMBER.fullmatch(kind):
        return f"{'U' if number[1] else ''}Int{number[2]}"
    if _DECIMAL.fullmatch(kind):
        return kind.capitalize()
    if kind not in _PLAIN and kind not in _DAYS:
        raise ValueError
    return {**_PLAIN, **_DAYS}[kind]


def _scalar(kind: str, value: Any) -> Any:
    if kind == "string" and isinstance(value, str):
        return value
    if isinstance(value, bool):
        if kind not in ("bool", "boolean"):
            raise ValueError
        return value
    if number := _NUMBER.fullmatch(kind):
        return _whole(int(value) if isinstance(value, str) else value, bool(number[1]), int(number[2]))
    if kind.startswith("float") and math.isfinite(float(value)):
        return float(value)
    if _DECIMAL.fullmatch(kind) and Decimal(str(value)).is_finite():
        return str(Decimal(str(value)))
    if kind == "uuid":
        return UUID(value)
    raise ValueError


def _whole(value: Any, unsigned: bool, bits: int) -> int:
    low, high = (0, 2**bits) if unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1))
    if not isinstance(value, int) or not low <= value < high:
        raise ValueError
    return value


def _plain(value: Any) -> Any:
    """The value as JSON has it."""
    match value:
        case None | bool() | str():
            return value
        case int():
            return value if -_EXACT <= value <= _EXACT else str(value)
        case float():
            return value if math.isfinite(value) else None
        case datetime() | date():
            return value.isoformat()
        case list() | tuple() | set():
            return [_plain(one) for one in value]
        case dict():
            return {str(name): _plain(one) for name, one in value.items()}
    return str(value)
