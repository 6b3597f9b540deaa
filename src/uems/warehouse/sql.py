"""SQL is a value: text with holes, each a typed bound parameter or another value; never a bare string.

    sql("SELECT count() FROM events WHERE ts >= {since:DateTime64(3)} AND {test}", since=moment, test=other)

`{name:Type}` binds a parameter, `{name}` nests another Sql. Parameter names are made unique when the query is rendered,
so fragments nest freely.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

_HOLE = re.compile(r"\{(\w+)(?::([^{}]+))?\}")


@dataclass(frozen=True, slots=True)
class Param:
    """A value and the ClickHouse type it is bound as."""

    type: str
    value: Any


Piece = str | Param


@dataclass(frozen=True, slots=True)
class Sql:
    """Literal text and parameters in order. Build with `sql` and `join`, never by hand."""

    pieces: tuple[Piece, ...]

    def render(self) -> tuple[str, dict[str, Any]]:
        """The text with `{p0:Type}` placeholders, and the values by name; equal parameters share one name."""
        names: dict[tuple[str, str], str] = {}
        values: dict[str, Any] = {}
        out: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                out.append(piece)
                continue
            bound = bind(piece.value)
            name = names.setdefault((piece.type, repr(bound)), f"p{len(names)}")
            values[name] = bound
            out.append(f"{{{name}:{piece.type}}}")
        return "".join(out), values

    def __str__(self) -> str:
        return self.render()[0]


def sql(text: str, /, **holes: Any) -> Sql:
    """The value of `text` with its holes filled. Raises TypeError for a bare value in an untyped hole, KeyError for
    a hole without a value or a value without a hole."""
    pieces: list[Piece] = []
    at = 0
    used: set[str] = set()
    for hole in _HOLE.finditer(text):
        pieces.append(text[at : hole.start()])
        at = hole.end()
        name, kind = hole.groups()
        value = holes[name]
        used.add(name)
        if kind is not None:
            pieces.append(Param(kind, value))
        elif isinstance(value, Sql):
            pieces.extend(value.pieces)
        else:
            raise TypeError(f"the hole {{{name}}} takes an Sql value, not {type(value).__name__}; give it a type")
    pieces.append(text[at:])
    if used != holes.keys():
        raise KeyError(f"no hole for {sorted(holes.keys() - used)}")
    return Sql(tuple(p for p in pieces if p != ""))


def join(separator: str, parts: Iterable[Sql]) -> Sql:
    """The parts with the separator's text between them; no parts give empty text."""
    pieces: list[Piece] = []
    for n, part in enumerate(parts):
        pieces += [separator] if n else []
        pieces.extend(part.pieces)
    return Sql(tuple(pieces))


def all_of(tests: Iterable[Sql]) -> Sql:
    """The tests joined by AND, each in brackets; none = always true."""
    given = [sql("({t})", t=t) for t in tests]
    return join(" AND ", given) if given else sql("true")


def any_of(tests: Iterable[Sql]) -> Sql:
    """The tests joined by OR, each in brackets; none = never true."""
    given = [sql("({t})", t=t) for t in tests]
    return sql("({t})", t=join(" OR ", given)) if given else sql("false")


def bind(value: Any) -> Any:
    """The value as the wire takes it: times as UTC text with milliseconds, UUIDs as text, mappings refused."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a time bound into SQL carries its zone")
        return f"{value.timestamp():.3f}"
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        raise TypeError("a mapping cannot be bound")
    if isinstance(value, (list, tuple, set, frozenset)):
        return [bind(v) for v in value]
    return value
