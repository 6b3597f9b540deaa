"""A block of rows in ClickHouse's Native format: the engine copies columns and parses nothing."""

import struct
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np

Values = Sequence[Any]
Written = tuple[list[str], bytes]
"""The names of the columns of a block, and the block."""


def block(columns: Sequence[tuple[str, str]], held: Sequence[Values]) -> Written:
    """The columns that hold anything, and their values, at least one of each. A column is (name, type); one of which
    every value is false is left out, and the table's default is the same. Texts are all str or all UTF-8 bytes, a UUID
    its 16 bytes, a DateTime64(3) milliseconds. Raises UnicodeEncodeError for a lone surrogate."""
    written = [(name, kind, values) for (name, kind), values in zip(columns, held, strict=True) if any(values)]
    out = [_varint(len(written)), _varint(len(held[0]))]
    for name, kind, values in written:
        out += (_text(name), _text(kind), _WRITERS[kind](values))
    return [name for name, _, _ in written], b"".join(out)


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
    encoded = values if values[0].__class__ is bytes else list(map(str.encode, values))
    sizes = list(map(len, encoded))
    lengths = map(_LENGTHS.__getitem__ if max(sizes) < len(_LENGTHS) else _varint, sizes)
    return b"".join(chain.from_iterable(zip(lengths, encoded, strict=True)))


def _dictionary(values: Values) -> bytes:
    """LowCardinality(String): version 1, flags (own keys, a new dictionary), the keys, an index for each row."""
    nothing = values[0][:0]
    keys = list(dict.fromkeys(chain((nothing,), values)))
    places = dict(zip(keys, range(len(keys)), strict=True))
    width = 0 if len(keys) < 1 << 8 else 1 if len(keys) < 1 << 16 else 2
    head = struct.pack("<QQQ", 1, width | 1 << 9 | 1 << 10, len(keys))
    kind = (np.uint8, np.uint16, np.uint32)[width]
    indexes = np.fromiter(map(places.__getitem__, values), dtype=kind, count=len(values))
    return head + _texts(keys) + struct.pack("<Q", len(values)) + indexes.tobytes()


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
