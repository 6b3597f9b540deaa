"""Rows of a CSV, JSON lines or Parquet file, gzipped or not, whatever its encoding, with the line each stands on."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Literal, cast

import msgspec

from uems.base.errors import Invalid
from uems.base.words import Text

Shape = Literal["csv", "jsonl", "parquet"]
_SUFFIXES: dict[str, Shape] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".parquet": "parquet",
}
_ENCODINGS = ("utf-8", "gb18030")
_LARGEST_FIELD = 20 << 20


class FileUnreadable(Invalid):
    code = "file_unreadable"
    text = Text("无法读取该文件", "The file cannot be read")


class BadLine:
    """A row that cannot be read, and why."""

    __slots__ = ("detail", "sample")

    def __init__(self, detail: str, sample: str) -> None:
        self.detail = detail
        self.sample = sample


Row = tuple[int, dict[str, Any] | BadLine]
"""The line (for Parquet the row), counted from 1, and its columns by name."""


def shape_of(path: Path) -> Shape:
    """By the name, else by the first bytes. Raises FileUnreadable."""
    name = path.name.lower().removesuffix(".gz")
    if (known := _SUFFIXES.get(Path(name).suffix)) is not None:
        return known
    with _opened(path) as file:
        start = file.read(4096).lstrip()
    return "parquet" if start.startswith(b"PAR1") else "jsonl" if start[:1] in (b"{", b"[") else "csv"


def rows(path: Path, progress: Callable[[int], None] = lambda _: None) -> Iterator[Row]:
    """Every row. `progress` is told how many bytes of the file have been read. Texts of a CSV stay texts; the types of
    JSON and Parquet are kept. Raises FileUnreadable."""
    try:
        match shape_of(path):
            case "csv":
                yield from _csv(path, progress)
            case "jsonl":
                yield from _json(path, progress)
            case "parquet":
                yield from _parquet(path, progress)
    except (OSError, EOFError, zlib.error, csv.Error, UnicodeError) as error:
        raise FileUnreadable(about=f"{path.name}: {error}"[:300]) from error


def encoding_of(path: Path) -> str:
    """UTF-8 or UTF-16 by its mark, else the first encoding in which the whole file is valid; Latin-1 always is."""
    with _opened(path) as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    for encoding in _ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with _opened(path) as file:
                while part := file.read(1 << 20):
                    decoder.decode(part)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(path, "rb")) if packed else path.open("rb")


class _Counted(io.RawIOBase):
    """The file as it is read, telling how far."""

    def __init__(self, path: Path, progress: Callable[[int], None]) -> None:
        self._file = path.open("rb")
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        n = self._file.readinto(buffer)
        self._progress(self._file.tell())
        return n

    def close(self) -> None:
        self._file.close()
        super().close()


def _text(path: Path, progress: Callable[[int], None]) -> io.TextIOWrapper:
    encoding = encoding_of(path)
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    raw = io.BufferedReader(_Counted(path, progress), 1 << 20)
    source: Any = gzip.GzipFile(fileobj=raw) if packed else raw
    return io.TextIOWrapper(source, encoding=encoding, newline="")


def _csv(path: Path, progress: Callable[[int], None]) -> Iterator[Row]:
    csv.field_size_limit(_LARGEST_FIELD)
    with _text(path, progress) as text:
        first = text.readline()
        delimiter = max(",\t;|", key=first.count)
        names = next(csv.reader([first], delimiter=delimiter), [])
        while first and _open_quote(first):
            first += (more := text.readline())
            if not more:
                break
            names = next(csv.reader(io.StringIO(first, newline=""), delimiter=delimiter), [])
        names = [name.strip() for name in names]
        offset = first.count("\n") or 1
        reader = csv.reader(text, delimiter=delimiter)
        line = offset + 1
        for values in reader:
            if len(values) == len(names):
                yield line, dict(zip(names, values, strict=True))
            elif values:
                detail = f"{len(values)} fields where the header has {len(names)}"
                yield line, BadLine(detail, delimiter.join(values)[:2000])
            line = offset + reader.line_num + 1


def _open_quote(text: str) -> bool:
    return text.count('"') % 2 == 1


def _json(path: Path, progress: Callable[[int], None]) -> Iterator[Row]:
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    with _text(path, progress) as text:
        blank = 0
        while (first := text.readline()) and not first.strip():
            blank += 1
        if first.lstrip().startswith("["):
            yield from _array(first + text.read())
            return
        for line, one in enumerate(_chained(first, text), blank + 1):
            if not one.strip():
                continue
            try:
                yield line, decode(one)
            except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
                yield line, BadLine(str(error)[:300], one[:2000])


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _array(text: str) -> Iterator[Row]:
    try:
        found = msgspec.json.decode(text, type=list[Any])
    except (msgspec.DecodeError, RecursionError) as error:
        raise FileUnreadable(about=str(error)[:300]) from error
    for n, one in enumerate(found, 1):
        yield n, one if isinstance(one, dict) else BadLine("not an object", str(one)[:2000])


def _parquet(path: Path, progress: Callable[[int], None]) -> Iterator[Row]:
    from pyarrow import ArrowException, parquet  # only those who need it wait for it to load

    try:
        yield from _parquet_rows(path, progress, parquet.ParquetFile)
    except ArrowException as error:
        raise FileUnreadable(about=f"{path.name}: {error}"[:300]) from error


def _parquet_rows(path: Path, progress: Callable[[int], None], opened: Callable[..., Any]) -> Iterator[Row]:
    with _opened(path) as file:
        source: Any = io.BytesIO(file.read()) if isinstance(file, gzip.GzipFile) else path
    size = path.stat().st_size
    with opened(source) as table:
        n = 0
        for batch in table.iter_batches(batch_size=10_000):
            for one in batch.to_pylist():
                n += 1
                yield n, one
            progress(size * n // max(1, table.metadata.num_rows))
