"""JSON text to values, forgivingly: one bad event never takes its neighbours with it."""

import json
from typing import Any, TypeVar

import msgspec

from uems.events.unpack import Unreadable

Part = Any
"""A `msgspec.Raw` where the text was strict JSON, else a Python value that may hold what JSON does not allow."""
Document = dict[str, Part] | list[Part]

EVENT_BYTES = 1 << 20
"""Largest single event."""
DEPTH = 100
"""Values nested deeper are kept as their JSON text: readers of one event never meet Python's recursion limit."""

_object: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])
_array: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])
_any: msgspec.json.Decoder[Any] = msgspec.json.Decoder()


T = TypeVar("T")


class BadEvent(Exception):
    """Why one event cannot be taken."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(detail)


class _NotANumber:
    """What NaN, Infinity and numbers beyond a double become until their event is refused."""


_NAN = _NotANumber()


def document(text: bytes) -> Document | Unreadable:
    """The outermost object or array of a text, its members unread. Newline-delimited JSON is an array. Never raises."""
    try:
        return (_array if text.lstrip()[:1] == b"[" else _object).decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        pass
    except RecursionError:
        return Unreadable("too_deep", "The JSON is nested too deeply")
    try:
        found = _loads(text)
    except RecursionError:
        return Unreadable("too_deep", "The JSON is nested too deeply")
    except ValueError as why:
        lines = _lines(text)
        return lines if lines is not None else Unreadable("not_json", f"The body is not JSON: {why}"[:300])
    if not isinstance(found, dict | list):
        return Unreadable("not_json", "The body is not a JSON object or array")
    return found


def _lines(text: bytes) -> list[Part] | None:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return None
    parts = [_line(line) for line in lines]
    return parts if isinstance(parts[0], msgspec.Raw) else None


def _line(line: bytes) -> Part:
    try:
        _object.decode(line)
        return msgspec.Raw(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return line.decode("utf-8", "replace")


def is_list(part: Part) -> bool:
    """Whether it is an array."""
    return bytes(memoryview(part)[:1]) == b"[" if isinstance(part, msgspec.Raw) else isinstance(part, list)


def items(part: Part) -> list[Part] | None:
    """The members of an array, unread; None where it is no array."""
    # A Raw was found to be strict JSON when its document was read, so that reading it again cannot fail.
    if not is_list(part):
        return None
    return list(_array.decode(part)) if isinstance(part, msgspec.Raw) else list(part)


def members(part: Part) -> dict[str, Part] | None:
    """The members of an object, unread; None where it is no object."""
    if not isinstance(part, msgspec.Raw):
        return part if isinstance(part, dict) else None
    if bytes(memoryview(part)[:1]) != b"{":
        return None
    return dict(_object.decode(part))


def whole(document: Document, text: bytes) -> Part:
    """The whole document as one part: a request that is a single event."""
    strict = all(
        isinstance(member, msgspec.Raw) for member in (document if isinstance(document, list) else document.values())
    )
    return msgspec.Raw(text) if strict else document


def typed(part: Part, of: msgspec.json.Decoder[T]) -> T | None:
    """An event that is just what the decoder expects; None = it is not, and `record` must be asked."""
    text = bytes(part) if isinstance(part, msgspec.Raw) else b""
    if not 0 < len(text) <= EVENT_BYTES or text.count(b"{") + text.count(b"[") > DEPTH:
        return None
    try:
        return of.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def record(part: Part) -> dict[str, Any]:
    """An event's members, what lies deeper than DEPTH as its JSON text. Raises BadEvent."""
    text = bytes(part) if isinstance(part, msgspec.Raw) else b""
    try:
        found = _any.decode(text) if 0 < len(text) <= EVENT_BYTES else value(part)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found = _mended(part)
    if not isinstance(found, dict):
        raise BadEvent("not_an_object", "An event must be an object")
    if text and text.count(b"{") + text.count(b"[") <= DEPTH:
        return found
    try:
        return {name: _flat(member, DEPTH) for name, member in found.items()}
    except RecursionError:
        return _shortened(text)


def value(part: Part) -> Any:
    """The value itself, with lone surrogates repaired. Raises BadEvent: too large, not a number, too deep."""
    if isinstance(part, msgspec.Raw):
        if len(memoryview(part)) > EVENT_BYTES:
            raise BadEvent("event_too_large", f"The event is larger than {EVENT_BYTES} bytes")
        try:
            return _any.decode(part)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            pass
    return _mended(part)


def text_of(part: Part) -> str:
    """What was sent, as text to show to a person (at most 2,000 characters)."""
    if isinstance(part, msgspec.Raw):
        return bytes(memoryview(part)[:8000]).decode("utf-8", "replace")[:2000].replace("\0", "")
    try:
        text = json.dumps(part, ensure_ascii=True, default=lambda _: "NaN")
    except (ValueError, RecursionError):
        text = ""
    return text[:2000]


def _mended(part: Part) -> Any:
    try:
        found = _loads(bytes(part)) if isinstance(part, msgspec.Raw) else part
        mended = _walk(found)
        if not isinstance(part, msgspec.Raw) and len(json.dumps(mended)) > EVENT_BYTES:
            raise BadEvent("event_too_large", f"The event is larger than {EVENT_BYTES} bytes")
        return mended
    except RecursionError:
        raise BadEvent("too_deep", "The event is nested too deeply") from None
    except ValueError as why:
        raise BadEvent("not_json", f"The event is not JSON: {why}"[:300]) from None


def _loads(text: bytes) -> Any:
    """Raises ValueError and RecursionError."""
    return json.loads(text.decode("utf-8"), parse_constant=lambda _: _NAN, parse_float=_float)


def _float(digits: str) -> Any:
    number = float(digits)
    return number if abs(number) != float("inf") else _NAN


def _walk(found: Any) -> Any:
    if isinstance(found, str):
        return found if found.isascii() else _text(found)
    if isinstance(found, dict):
        return {_text(name): _walk(item) for name, item in found.items()}
    if isinstance(found, list):
        return [_walk(item) for item in found]
    if found is _NAN:
        raise BadEvent("not_a_number", "NaN and Infinity are not JSON numbers")
    return found


def _text(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _shortened(text: bytes) -> dict[str, Any]:
    try:
        return {name: _cut(member, DEPTH) for name, member in _object.decode(text).items()}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadEvent("too_deep", "The event is nested too deeply") from None


def _cut(part: msgspec.Raw, left: int) -> Any:
    """The same as `_flat`, level by level from the text: for what is too deep to be written again."""
    first = bytes(memoryview(part)[:1])
    if first not in (b"{", b"["):
        return _any.decode(part)
    if not left:
        return bytes(part).decode()
    if first == b"{":
        return {name: _cut(item, left - 1) for name, item in _object.decode(part).items()}
    return [_cut(item, left - 1) for item in _array.decode(part)]


def _flat(found: Any, left: int) -> Any:
    if not isinstance(found, dict | list):
        return found
    if not left:
        return msgspec.json.encode(found).decode()
    if isinstance(found, dict):
        return {name: _flat(item, left - 1) for name, item in found.items()}
    return [_flat(item, left - 1) for item in found]
