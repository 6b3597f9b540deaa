"""What is known of a person: the fold of every profile operation of all their ids, in the order of time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Place = tuple[int, str]
"""Where an operation stands: the milliseconds of its event, then the event's id."""


@dataclass(frozen=True, slots=True)
class Op:
    """The operations of one event: {set, set_once, add, append, prepend, union, remove, unset, delete, clear}."""

    ts: int
    event_id: str
    ops: Mapping[str, Any]

    @property
    def place(self) -> Place:
        return (self.ts, self.event_id)


def fold(ops: Iterable[Op]) -> dict[str, Any]:
    """The properties after all operations, each event counted once; the order in which they are given is no matter."""
    each = {op.place: op for op in ops}
    doc: dict[str, Any] = {}
    for place in sorted(each):
        doc = apply(doc, each[place].ops)
    return doc


def decided(ops: Iterable[Op]) -> dict[str, tuple[str, Op]]:
    """Of each property that ever had a value: the operation that gave it the one it has now, or took it away, by name,
    and the event that it came with. An operation that changed nothing decides nothing, except a `set` to the same."""
    each = {op.place: op for op in ops}
    doc: dict[str, Any] = {}
    found: dict[str, tuple[str, Op]] = {}
    for place in sorted(each):
        op = each[place]
        before, doc = doc, apply(doc, op.ops)
        for kind, name in _said(op.ops, before):
            stays = name in before and name in doc and same(before[name], doc[name])
            if (name in before or name in doc) and (kind == "set" or not stays):
                found[name] = (kind, op)
    return found


def _said(ops: Mapping[str, Any], doc: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(operation, property) of all that an event says."""
    for kind, given in ops.items():
        if kind in ("delete", "clear"):
            yield from (("unset", name) for name in doc if given)
        elif kind == "unset":
            yield from ((kind, name) for name in _names(given))
        elif kind in _CHANGES:
            yield from ((kind, name) for name, _ in _pairs(given))


def apply(doc: Mapping[str, Any], ops: Mapping[str, Any]) -> dict[str, Any]:
    """The properties after one event; what makes no sense (adding to a text) changes nothing."""
    out = dict(doc)
    for name, given in ops.items():
        if name in ("delete", "clear"):
            out = {} if given else out
        elif name == "unset":
            for key in _names(given):
                out.pop(key, None)
        elif name in _CHANGES:
            for key, value in _pairs(given):
                _CHANGES[name](out, key, value)
    return out


def _pairs(given: Any) -> list[tuple[str, Any]]:
    return list(given.items()) if isinstance(given, Mapping) else []


def _names(given: Any) -> list[str]:
    """Unset comes as a list of names, or as a mapping whose keys are the names."""
    if isinstance(given, str):
        return [given]
    return [str(key) for key in given] if isinstance(given, (Mapping, list, tuple)) else []


def _set(doc: dict[str, Any], key: str, value: Any) -> None:
    doc[key] = value


def _set_once(doc: dict[str, Any], key: str, value: Any) -> None:
    doc.setdefault(key, value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _add(doc: dict[str, Any], key: str, value: Any) -> None:
    have = doc.get(key)
    have = 0 if have is None else have
    if _is_number(have) and _is_number(value):
        doc[key] = have + value


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _have(doc: dict[str, Any], key: str) -> list[Any]:
    have = doc.get(key)
    return [] if have is None else _items(have)


def _append(doc: dict[str, Any], key: str, value: Any) -> None:
    doc[key] = _have(doc, key) + _items(value)


def _prepend(doc: dict[str, Any], key: str, value: Any) -> None:
    doc[key] = _items(value) + _have(doc, key)


def _union(doc: dict[str, Any], key: str, value: Any) -> None:
    have = _have(doc, key)
    for item in _items(value):
        if not any(same(item, h) for h in have):
            have.append(item)
    doc[key] = have


def _remove(doc: dict[str, Any], key: str, value: Any) -> None:
    if isinstance(doc.get(key), list):
        gone = _items(value)
        doc[key] = [h for h in doc[key] if not any(same(h, g) for g in gone)]


def same(one: Any, two: Any) -> bool:
    """Equal as JSON values: true is not 1."""
    return bool(one == two) and isinstance(one, bool) == isinstance(two, bool)


_CHANGES = {
    "set": _set,
    "set_once": _set_once,
    "add": _add,
    "append": _append,
    "prepend": _prepend,
    "union": _union,
    "remove": _remove,
}
