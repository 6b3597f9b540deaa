"""`uems export`: a project's events or persons as JSON lines or Parquet."""

import argparse
import shutil
import sys
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from uems.api.export import NotAllYet
from uems.base.clock import parse_time
from uems.base.errors import Invalid
from uems.base.words import Text
from uems.cli import command
from uems.cli.command import Command
from uems.cli.guest import ServerRefused, guest_key
from uems.events import exporting
from uems.main import opened, serving
from uems.people import exporting as people
from uems.people.scope import Scope
from uems.store import project

_PATIENCE = 600.0
"""Seconds in which what the journal holds is to become visible."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["events", "persons"])
    parser.add_argument("--project", required=True, help="project id")
    parser.add_argument("--since", help="events from this time on")
    parser.add_argument("--until", help="events before this time")
    parser.add_argument("--format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--out", type=Path, help="file to write (default: standard output)")
    command.data_argument(parser)


def run(words: argparse.Namespace) -> int:
    try:
        since, until = (parse_time(text) if text else None for text in (words.since, words.until))
    except ValueError as error:
        raise Invalid(Text("时间格式应为 ISO 8601", "Times are ISO 8601"), about=str(error)) from error
    settings = command.settings_of(words)
    url = serving(settings)
    if url is not None:
        asked = {"since": since and since.isoformat(), "until": until and until.isoformat(), "format": words.format}
        query = urlencode({name: value for name, value in asked.items() if value})
        _fetch(f"{url}/api/export/{words.what}?{query}", guest_key(settings, words.project, "secret"), words.out)
        return 0
    with opened(settings) as parts:
        found = project.get(parts.store, words.project)
        if not parts.writer.drain(_PATIENCE):
            raise NotAllYet
        if words.what == "events":
            items = exporting.events(parts.warehouse, found.number, since, until)
        else:
            zone, merged = project.check_timezone(found.timezone), parts.identities.merged(found.number)
            items = people.persons(Scope(parts.warehouse, found, parts.clock(), zone, merged), parts.store)
        exporting.write(items, words.out or sys.stdout.buffer, words.format)
    return 0


def _fetch(url: str, key: str, out: Path | None) -> None:
    try:
        with urlopen(Request(url, headers={"Authorization": f"Bearer {key}"})) as answer:  # noqa: S310
            if out is None:
                shutil.copyfileobj(answer, sys.stdout.buffer)
            else:
                with out.open("wb") as file:
                    shutil.copyfileobj(answer, file)
    except HTTPError as error:
        raise ServerRefused(about=f"{error.code} {error.read()[:200].decode('utf-8', 'replace')}") from error
    except (OSError, HTTPException) as error:
        raise ServerRefused(about=f"{url.partition('?')[0]}: {error}") from error


offers = Command("export", "events or persons as a file 导出", arguments, run)
