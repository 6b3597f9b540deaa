"""A block of rows in ClickHouse's Native format: the engine copies columns and parses nothing."""

import struct
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np

Values = Sequence[Any]


def block(columns: Sequence[tuple[str, str]], rows: Sequence[Values]) -> tuple[list[str], bytes]:
    """The columns that hold anything, and the rows in them. A column is (name, type); a column of which every value is
    false is left out, and the table's default is the same. Texts are str or UTF-8 bytes, a UUID its 16 bytes, a
    DateTime64(3) milliseconds. Raises UnicodeEncodeError for a lone surrogate."""
    held = [
        (name, kind, values)
        for (name, kind), values in zip(columns, zip(*rows, strict=True), strict=True)
        if any(values)
    ]
    out = [_varint(len(held)), _varint(len(rows))]
    for name, kind, values in held:
        out += (_text(name), _text(kind), _WRITERS[kind](values))
    return [name for name, _, _ in held], b"".join(out)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


_LENGTHS = [_varint(n) for n in range(1 << 14)]


def _text(value: str) -> bytes:
    encoded = value.encode()
    return _varint(len(encoded)) + encoded


def _texts(values: Values) -> bytes:
    encoded = [v.encode() if v.__class__ is str else v for v in values]
    lengths = [_LENGTHS[n] if n < 16384 else _varint(n) for n in map(len, encoded)]
    return b"".join(chain.from_iterable(zip(lengths, encoded, strict=True)))


def _dictionary(values: Values) -> bytes:
    """LowCardinality(String): version 1, flags (own keys, a new dictionary), the keys, an index for each row."""
    places: dict[Any, int] = {b"": 0, "": 0}
    keys: list[Any] = [b""]
    indexes = []
    for value in values:
        place = places.get(value)
        if place is None:
            place = places[value] = len(keys)
            keys.append(value)
        indexes.append(place)
    width = 0 if len(keys) < 1 << 8 else 1 if len(keys) < 1 << 16 else 2
    head = struct.pack("<QQQ", 1, width | 1 << 9 | 1 << 10, len(keys))
    kind = (np.uint8, np.uint16, np.uint32)[width]
    return head + _texts(keys) + struct.pack("<Q", len(indexes)) + np.array(indexes, dtype=kind).tobytes()


def _uuids(values: Values) -> bytes:
    """Two little-endian 64-bit halves."""
    return np.frombuffer(b"".join(values), dtype=">u8").astype("<u8").tobytes()


def _numbers(kind: str) -> Callable[[Values], bytes]:
    def written(values: Values) -> bytes:
        return np.array(values, dtype=kind).tobytes()

    return written


_WRITERS: dict[str, Callable[[Values], bytes]] = {
    "UInt8": _numbers("<u1"),
    "UInt32": _numbers("<u4"),
    "UInt64": _numbers("<u8"),
    "DateTime64(3, 'UTC')": _numbers("<i8"),
    "String": _texts,
    "LowCardinality(String)": _dictionary,
    "UUID": _uuids,
}
