"""Bytes of any client to JSON text: what a body is follows from its bytes, never from what its headers claim."""

import binascii
import re
import zlib
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

import brotli

from uems.events.lzstring import decompress_base64

try:
    from compression import zstd  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    from backports import zstd  # type: ignore[no-redef, unused-ignore]

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_FORM = re.compile(rb"(?:data|data_list|gzip|e|client|compression|verbose|ip|api_key|token|project|ext|crc)=")
_PAYLOADS = ("data", "data_list", "e")
_LAYERS = 3
"""A proxy may pack again what a client packed; deeper than this is nobody's client."""
_PARTS = 1000
_MEMBERS = 64
"""Streams one after the other in one gzip body."""
_BASE64_ALPHABET = re.compile(rb"[A-Za-z0-9+/]*\Z")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a body is not JSON text: a stable code and a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Unpacked:
    """JSON text in valid UTF-8, and what stood beside it where it came in a form."""

    text: bytes
    form: Mapping[str, str] = field(default_factory=dict)


class _Failed(Exception):
    def __init__(self, code: str, detail: str) -> None:
        self.unreadable = Unreadable(code, detail)


def unpack(body: bytes, *, kind: str = "", encoding: str = "", limit: int) -> Unpacked | Unreadable:
    """The text of a body, inflated to at most `limit` bytes. `kind` and `encoding` are the Content-Type and
    Content-Encoding it came with; both are hints only. Never raises."""
    try:
        return _unpack(body, kind, encoding, limit)
    except _Failed as failed:
        return failed.unreadable


def unpack_query(fields: Mapping[str, str], *, limit: int) -> Unpacked | Unreadable:
    """The same for a payload that came in the query of a GET."""
    try:
        return _from_fields({name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}, limit)
    except _Failed as failed:
        return failed.unreadable


def _unpack(body: bytes, kind: str, encoding: str, limit: int) -> Unpacked:
    text = _inflate(body, encoding, limit).removeprefix(_BOM)
    start = text.lstrip()[:1] if text[:1] not in (b"{", b"[") else text[:1]
    if not start:
        raise _Failed("empty", "The body is empty")
    if start in (b"{", b"["):
        return Unpacked(repair(text))
    if _FORM.match(text) or ("form" in kind and b"=" in text):
        return _from_fields(_fields(text), limit)
    return Unpacked(_payload(text, limit))


def _fields(text: bytes) -> dict[str, bytes]:
    parts = text.split(b"&", _PARTS)
    pairs = (part.partition(b"=") for part in parts)
    return {name.decode("utf-8", "replace"): unquote_to_bytes(value.replace(b"+", b" ")) for name, _, value in pairs}


def _from_fields(fields: Mapping[str, bytes], limit: int) -> Unpacked:
    held = next((name for name in _PAYLOADS if fields.get(name)), None)
    if held is None:
        raise _Failed("no_data", "The form holds no data")
    form = {name: value[:2000].decode("utf-8", "replace") for name, value in fields.items() if name != held}
    lz = "lz" in form.get("compression", "")
    return Unpacked(_payload(fields[held], limit, lz), form)


def _payload(value: bytes, limit: int, lz: bool = False) -> bytes:
    """JSON as it stands, else percent-quoted, else base64 of JSON or of gzipped JSON, else LZ-string."""
    text = value.strip()
    if text[:1] in (b"{", b"["):
        return repair(text)
    if b"%" in text:
        text = unquote_to_bytes(text).strip()
        if text[:1] in (b"{", b"["):
            return repair(text)
    if not lz:
        plain = _inflate(_base64(text), "", limit).removeprefix(_BOM).strip()
        if plain[:1] in (b"{", b"["):
            return repair(plain)
    unpacked = decompress_base64(text.replace(b" ", b"+").decode("ascii", "replace"), limit)
    if unpacked is None or unpacked[:1] not in ("{", "["):
        raise _Failed("not_json", "The body is neither JSON nor a form that holds it")
    return repair(unpacked.encode("utf-8", "surrogatepass"))


def _base64(text: bytes) -> bytes:
    """Base64 with either alphabet, spaces for "+" and a missing end; b"" where it is something else."""
    compact = text.replace(b" ", b"+").replace(b"-", b"+").replace(b"_", b"/").replace(b"\r", b"").replace(b"\n", b"")
    compact = compact.rstrip(b"=")
    if not _BASE64_ALPHABET.match(compact):
        return b""
    try:
        return b64decode(compact + b"=" * (-len(compact) % 4))
    except (binascii.Error, ValueError):
        return b""


def repair(text: bytes) -> bytes:
    """Valid UTF-8: CESU-8 (each UTF-16 unit encoded alone, as some browsers' base64 does) becomes what it meant."""
    if text.isascii():
        return text
    try:
        text.decode("utf-8")
        return text
    except UnicodeDecodeError:
        pass
    try:
        units = text.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as why:
        raise _Failed("bad_utf8", f"The text is not UTF-8: {why.reason} at byte {why.start}") from None
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def _inflate(body: bytes, encoding: str, limit: int) -> bytes:
    for _ in range(_LAYERS):
        if body[:2] != _GZIP:
            break
        body = _gunzip(body, limit)
    named = encoding.strip().lower()
    unpacker = _UNPACKERS.get(named)
    if unpacker is not None and body[:1] not in (b"{", b"["):
        body = _try(unpacker, body, limit)
    if len(body) > limit:
        raise _Failed("too_large", f"The body is larger than {limit} bytes")
    return body


def _try(unpacker: Callable[[bytes, int], bytes], body: bytes, limit: int) -> bytes:
    try:
        return unpacker(body, limit)
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError):
        return body  # the header lied: what it is shows further on


def _gunzip(body: bytes, limit: int) -> bytes:
    out: list[bytes] = []
    size = 0
    while body[:2] == _GZIP:
        if len(out) == _MEMBERS:
            raise _Failed("bad_gzip", "Too many gzip streams in one body")
        opened = zlib.decompressobj(wbits=31)
        try:
            piece = opened.decompress(body, limit + 1 - size)
        except zlib.error as why:
            raise _Failed("bad_gzip", f"The gzip stream is broken: {why}") from None
        out.append(piece)
        size += len(piece)
        if size > limit:
            raise _Failed("too_large", f"The body unpacks to more than {limit} bytes")
        if not opened.eof:
            raise _Failed("bad_gzip", "The gzip stream ends too early")
        body = opened.unused_data
    return b"".join(out)


def _bounded(piece: bytes, limit: int) -> bytes:
    if len(piece) > limit:
        raise _Failed("too_large", f"The body unpacks to more than {limit} bytes")
    return piece


def _deflate(body: bytes, limit: int) -> bytes:
    try:
        return _bounded(zlib.decompressobj().decompress(body, limit + 1), limit)
    except zlib.error:
        return _bounded(zlib.decompressobj(wbits=-15).decompress(body, limit + 1), limit)


def _brotli(body: bytes, limit: int) -> bytes:
    opened = brotli.Decompressor()
    out = [opened.process(body, output_buffer_limit=1 << 20)]
    size = len(out[0])
    while size <= limit and not opened.is_finished():
        piece = opened.process(b"", output_buffer_limit=1 << 20)
        if not piece:
            raise EOFError
        out.append(piece)
        size += len(piece)
    return _bounded(b"".join(out), limit)


def _zstd(body: bytes, limit: int) -> bytes:
    return _bounded(zstd.ZstdDecompressor().decompress(body, limit + 1), limit)


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "br": _brotli,
    "zstd": _zstd,
    "deflate": _deflate,
}
