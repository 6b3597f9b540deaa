"""One question to one property: its shape, its ops, and how it is read from JSON with the path of every mistake."""

from collections.abc import Mapping
from collections.abc import Sequence as List
from dataclasses import dataclass
from datetime import datetime

import re2

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.rules.value import UNITS, Scalar, moment, moment_of

MAX_LIST = 10_000
MAX_TEXT = 20_000
MAX_PATTERN = 1_000
MAX_SPAN_SECONDS = 100 * 366 * 86400

ORDER_OPS = ("gt", "gte", "lt", "lte")
TIMES_OPS = ("eq", "ne", *ORDER_OPS, "between")
OPS = (
    *TIMES_OPS,
    "in",
    "not_in",
    "contains",
    "not_contains",
    "starts_with",
    "matches",
    "is_set",
    "not_set",
    "before",
    "after",
    "within_last",
)


class ConditionInvalid(Invalid):
    """A condition that cannot be read; `about` is the path of the part, such as `all[1].did.times.op`."""

    code = "invalid_condition"
    text = Text("条件无法理解", "The condition cannot be understood")


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: an amount of one of value.UNITS."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Test:
    """One question to one property. `value` is None for is_set and not_set, a Span for within_last, two scalars for
    between, a tuple for in and not_in, else one scalar."""

    __test__ = False
    property: str
    op: str
    value: Scalar | tuple[Scalar, ...] | Span | None = None


def read_test(json: object, at: str) -> Test:
    given = read_object(json, at, ("property", "op", "value"))
    if "property" not in given:
        raise refused("missing_field", path(at, "property"), "缺少该字段", "This field is missing")
    return read_asked(read_name(given["property"], path(at, "property")), given, at)


def read_asked(property: str, given: Mapping[str, object], at: str) -> Test:
    op = given.get("op")
    if not isinstance(op, str) or op not in OPS:
        raise refused("unknown_op", path(at, "op"), "未知的运算符", f"Unknown op; one of {', '.join(OPS)}")
    return Test(property, op, _value(op, given.get("value"), path(at, "value")))


def _value(op: str, json: object, at: str) -> Scalar | tuple[Scalar, ...] | Span | None:
    match op:
        case "is_set" | "not_set":
            if json is not None:
                raise refused("unknown_field", at, "该运算符不带值", "This op takes no value")
            return None
        case "within_last":
            return read_span(json, at)
        case "in" | "not_in":
            return tuple(_scalar(item, f"{at}[{n}]") for n, item in enumerate(read_list(json, at)))
        case "between":
            ends = read_list(json, at)
            if len(ends) != 2:
                raise refused("wrong_type", at, "between 需要两个值", "between takes two values")
            low, high = (_ordered(end, f"{at}[{n}]") for n, end in enumerate(ends))
            if isinstance(low, str) != isinstance(high, str):
                raise refused("wrong_type", at, "两个值须同为数字或同为文本", "Both are numbers or both are texts")
            return (low, high)
        case "gt" | "gte" | "lt" | "lte":
            return _ordered(json, at)
        case "before" | "after":
            if moment_of(json) is None:
                raise refused("bad_time", at, "须为 ISO 8601 时间", "This must be an ISO 8601 time or a unix number")
            return _scalar(json, at)
        case "matches":
            return _pattern(json, at)
        case "starts_with":
            return _text(json, at)
        case _:
            return _scalar(json, at)


def _scalar(json: object, at: str) -> Scalar:
    if isinstance(json, str):
        return _text(json, at)
    if isinstance(json, float) and (json != json or abs(json) == float("inf")):
        raise refused("out_of_range", at, "数值超出范围", "The number is out of range")
    if isinstance(json, int) and not -(2**63) <= json < 2**64:
        raise refused("out_of_range", at, "数值超出范围", "The number does not fit into 64 bits")
    if not isinstance(json, (bool, int, float)):
        raise refused("wrong_type", at, "须为文本、数字或布尔值", "This must be a text, a number or a boolean")
    return json


def _ordered(json: object, at: str) -> str | int | float:
    value = _scalar(json, at)
    if isinstance(value, bool):
        raise refused("wrong_type", at, "须为数字或文本", "This must be a number or a text")
    return value


def _pattern(json: object, at: str) -> str:
    text = _text(json, at)
    try:
        if len(text) > MAX_PATTERN or "\\C" in text:
            raise ValueError
        re2.compile(text, QUIET)
    except (re2.error, ValueError):
        raise refused("bad_regex", at, "不是有效的 RE2 正则表达式", "This is not a valid RE2 expression") from None
    return text


QUIET = re2.Options()
QUIET.log_errors = False


def read_name(json: object, at: str) -> str:
    name = _text(json, at)
    if not name:
        raise refused("wrong_type", at, "不能为空", "This must not be empty")
    return name


def _text(json: object, at: str) -> str:
    if not isinstance(json, str):
        raise refused("wrong_type", at, "须为文本", "This must be a text")
    if len(json) > MAX_TEXT:
        raise refused("too_long", at, f"文本不能超过 {MAX_TEXT} 字", f"A text has at most {MAX_TEXT} characters")
    if not json.isascii() and any("\ud800" <= letter <= "\udfff" for letter in json):
        raise refused("wrong_type", at, "文本含无效字符", "The text holds half a character")
    return json


def read_count(json: object, at: str) -> int:
    if isinstance(json, float) and json.is_integer():
        json = int(json)
    if isinstance(json, bool) or not isinstance(json, int):
        raise refused("wrong_type", at, "须为整数", "This must be a whole number")
    if not 0 <= json <= 2**31:
        raise refused("out_of_range", at, "数值超出范围", "The number is out of range")
    return json


def read_span(json: object, at: str) -> Span:
    given = read_object(json, at, tuple(UNITS))
    if len(given) != 1:
        raise refused("wrong_type", at, "须给出一个时间单位", f"Give one of {', '.join(UNITS)}")
    unit, amount = next(iter(given.items()))
    count = read_count(amount, f"{at}.{unit}")
    if not 0 < count * UNITS[unit] <= MAX_SPAN_SECONDS:
        raise refused("out_of_range", f"{at}.{unit}", "时长超出范围", "The length of time is out of range")
    return Span(count, unit)


def read_moment(json: object, at: str) -> datetime:
    since_1970 = moment_of(json) if isinstance(json, str) else None
    if since_1970 is not None:
        return moment(int(since_1970))
    raise refused("bad_time", at, "须为 ISO 8601 时间", "This must be an ISO 8601 time")


def read_list(json: object, at: str) -> List[object]:
    if not isinstance(json, (list, tuple)):
        raise refused("wrong_type", at, "须为列表", "This must be a list")
    if len(json) > MAX_LIST:
        raise refused("too_long", at, f"列表不能超过 {MAX_LIST} 项", f"A list has at most {MAX_LIST} items")
    return json


def read_object(
    json: object, at: str, fields: tuple[str, ...] | None = None, inner: str | None = None
) -> dict[str, object]:
    if not isinstance(json, dict):
        raise refused("wrong_type", at, "须为对象", "This must be an object")
    for key in json:
        if fields is not None and key not in fields:
            raise refused("unknown_field", path(inner or at, str(key)), "未知的字段", "This field is not known here")
    return json


def path(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def refused(code: str, at: str, zh: str, en: str) -> ConditionInvalid:
    return ConditionInvalid(Text(zh, en), about=at or "condition", code=code)
