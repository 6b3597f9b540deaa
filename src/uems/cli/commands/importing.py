"""`uems import`: a file's rows as events, also into a running server; safe to repeat."""

import argparse
import json
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from uems.base.clock import system_clock
from uems.cli import command
from uems.cli.command import Command
from uems.cli.guest import ServerRefused, guest_key
from uems.events.importing import Imported, Importer, batches, import_file
from uems.events.mapping import Mapping
from uems.main import opened, serving
from uems.store import project

_POST = 5_000
_TRIES = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV, JSONL or Parquet, also .gz")
    parser.add_argument("--project", required=True, help="project id")
    parser.add_argument("--user", default="", metavar="COL", help="column of the user id")
    parser.add_argument("--anonymous", default="", metavar="COL", help="column of an anonymous id")
    event = parser.add_mutually_exclusive_group(required=True)
    event.add_argument("--event", default="", metavar="COL", help="column of the event name")
    event.add_argument("--event-name", default="", metavar="X", help="every row is this event")
    parser.add_argument("--time", required=True, metavar="COL", help="column of the time")
    parser.add_argument("--id", default="", metavar="COL", help="column of an id unique to the event")
    parser.add_argument("--properties", default="*", metavar="COL,COL|*", help="columns to keep (default: all others)")
    parser.add_argument("--timezone", default="UTC", help="zone of times that carry none (default UTC)")
    command.data_argument(parser)


def run(words: argparse.Namespace) -> int:
    settings = command.settings_of(words)
    named: tuple[str, ...] = tuple(filter(None, words.properties.split(",")))
    mapping = Mapping(
        time=words.time,
        user=words.user,
        anonymous=words.anonymous,
        event=words.event,
        event_name=words.event_name,
        id=words.id,
        properties="*" if words.properties == "*" else named,
        timezone=project.check_timezone(words.timezone),
    )
    url = serving(settings)
    bar = Progress(TextColumn(words.file.name), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with bar:
        size = words.file.stat().st_size if words.file.exists() else None
        task = bar.add_task("", total=size)

        def advance(done: int) -> None:
            bar.update(task, completed=done)

        if url is None:
            with opened(settings) as parts:
                number = project.get(parts.store, words.project).number
                importer = Importer(number, parts.warehouse, parts.identities, parts.writer.alone, bar=parts.erased.bar)
                found = import_file(words.file, mapping, importer, system_clock(), advance)
        else:
            found = _send(url, guest_key(settings, words.project, "secret"), words.file, mapping, advance)
    Console(highlight=False).print(
        f"{found.rows:,} rows: {found.new:,} new, {found.known:,} known already, {found.rejected:,} rejected"
    )
    return 0


def _send(url: str, key: str, file: Path, mapping: Mapping, advance: command.Advance) -> Imported:
    found = Imported(0, 0, 0, 0)
    for batch in batches(file, mapping, system_clock(), _POST, advance):
        found += Imported(**_post(f"{url}/api/import", key, msgspec.json.encode(batch)))
    return found


def _post(url: str, key: str, body: bytes) -> dict[str, Any]:
    head = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    for _ in range(_TRIES):
        try:
            with urlopen(Request(url, body, head), timeout=60) as answer:  # noqa: S310
                found: dict[str, Any] = json.load(answer)
                return found
        except HTTPError as error:
            if error.code != 503:
                raise ServerRefused(about=f"{error.code} {error.read()[:200].decode()}") from error
            time.sleep(float(error.headers.get("Retry-After", "1")))
        except (OSError, HTTPException) as error:
            raise ServerRefused(about=f"{url}: {error}") from error
    raise ServerRefused(about=url)


offers = Command("import", "a file's rows as events 导入文件", arguments, run)
