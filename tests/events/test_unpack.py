import base64
import gzip
import json
import zlib
from functools import partial
from urllib.parse import quote

import brotli
import pytest

from uems.events.lzstring import decompress_base64
from uems.events.unpack import Unpacked, Unreadable, unpack, unpack_query, zstd

packed = partial(gzip.compress, mtime=0)  # the same bytes in every test process


EVENT = {"event": "Ördner 中文 🎉", "n": 1}
TEXT = json.dumps(EVENT, ensure_ascii=False).encode()
LIMIT = 1 << 20
# What lz-string 1.5's compressToBase64 makes of EVENT.
LZ = "N4IgpgbmB2AuIC4QDWBOATaZUAJC0coOGmOgPBuCR+yADQjSICMAvkA="


def text(found: Unpacked | Unreadable) -> object:
    assert isinstance(found, Unpacked), found
    return json.loads(found.text)


def cesu8(words: str) -> bytes:
    units = words.encode("utf-16-le")
    pairs = (int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2))
    return b"".join(chr(unit).encode("utf-8", "surrogatepass") for unit in pairs)


def test_plain_json_is_taken_whatever_the_headers_say() -> None:
    assert text(unpack(TEXT, kind="application/x-www-form-urlencoded", encoding="gzip", limit=LIMIT)) == EVENT
    assert text(unpack(b"\xef\xbb\xbf" + TEXT, kind="text/plain", limit=LIMIT)) == EVENT


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (packed(TEXT), ""),
        (packed(TEXT), "br"),
        (packed(packed(TEXT)), "gzip"),
        (packed(TEXT[:5]) + packed(TEXT[5:]), "gzip"),
        (brotli.compress(TEXT), "br"),
        (zstd.compress(TEXT), "zstd"),
        (zlib.compress(TEXT), "deflate"),
        (zlib.compress(TEXT, wbits=-15), "deflate"),
    ],
)
def test_every_compression_is_undone(body: bytes, encoding: str) -> None:
    assert text(unpack(body, encoding=encoding, limit=LIMIT)) == EVENT


@pytest.mark.parametrize(
    "data",
    [
        quote(TEXT),
        base64.b64encode(TEXT).decode(),
        quote(base64.b64encode(TEXT)),
        base64.urlsafe_b64encode(TEXT).decode().rstrip("="),
        quote(base64.b64encode(packed(TEXT))),
        base64.b64encode(cesu8(TEXT.decode())).decode(),
        quote(quote(TEXT)),
    ],
)
def test_a_form_holds_json_in_many_dresses(data: str) -> None:
    found = unpack(f"data={data}&verbose=1&ip=0".encode(), kind="text/plain", limit=LIMIT)
    assert text(found) == EVENT
    assert isinstance(found, Unpacked)
    assert dict(found.form) == {"verbose": "1", "ip": "0"}


def test_a_query_holds_the_same() -> None:
    assert text(unpack_query({"data": base64.b64encode(TEXT).decode(), "_": "1"}, limit=LIMIT)) == EVENT
    assert isinstance(unpack_query({"x": "1"}, limit=LIMIT), Unreadable)


def test_old_browsers_lz_string_is_read() -> None:
    assert text(unpack(f"data={quote(LZ)}&compression=lz64".encode(), limit=LIMIT)) == EVENT
    assert text(unpack_query({"data": LZ}, limit=LIMIT)) == EVENT
    assert decompress_base64(LZ[:-6], LIMIT) is None
    assert decompress_base64(LZ, 5) is None


def test_surrogates_encoded_alone_become_the_character_they_meant() -> None:
    assert text(unpack(cesu8(TEXT.decode()), limit=LIMIT)) == EVENT


@pytest.mark.parametrize(
    ("body", "encoding", "code"),
    [
        (b"", "", "empty"),
        (b"  \n", "", "empty"),
        (b'{"a":"\xff"}', "", "bad_utf8"),
        (b"hello there", "", "not_json"),
        (b"verbose=1&ip=0", "", "no_data"),
        (packed(TEXT)[:-4], "", "bad_gzip"),
        (b"\x1f\x8bnothing of the kind", "", "bad_gzip"),
        (brotli.compress(TEXT)[:-3], "br", "not_json"),
        (packed(b" " * (LIMIT + 1)), "", "too_large"),
        (packed(packed(b"{" * (20 * LIMIT))), "", "too_large"),
        (brotli.compress(b"[" * (20 * LIMIT)), "br", "too_large"),
        (zstd.compress(b"[" * (20 * LIMIT)), "zstd", "too_large"),
        (zlib.compress(b"[" * (20 * LIMIT)), "deflate", "too_large"),
        (b"data=" + base64.b64encode(packed(b"[" * (20 * LIMIT))), "", "too_large"),
        (packed(b"") * 1000, "", "bad_gzip"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, encoding: str, code: str) -> None:
    found = unpack(body, encoding=encoding, limit=LIMIT)
    assert isinstance(found, Unreadable)
    assert found.code == code


def test_twenty_megabytes_in_a_small_gzip_are_no_bomb() -> None:
    body = packed(json.dumps({"batch": ["x" * 1000] * 20_000}).encode())
    assert len(body) < 200_000
    assert isinstance(unpack(body, limit=24 << 20), Unpacked)
