"""`uems doctor`: what is set, where it came from, does each part answer."""

import argparse
import os
import re
import shutil
import sqlite3
import sys
from http.client import HTTPException
from urllib.request import urlopen

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from uems import __version__
from uems.base.errors import Refusal
from uems.base.settings import Settings
from uems.cli import command
from uems.cli.command import Command
from uems.main import open_store, opened, serving
from uems.store import project
from uems.store.sqlite import RISK, risky
from uems.warehouse import derived
from uems.warehouse.sql import sql

_PASSWORD = re.compile(r"(://[^:/@]*:)[^/]*@")
"""In a URL: what this command says is shown to others who help."""


def run(words: argparse.Namespace) -> int:
    settings = command.settings_of(words)
    console = Console()
    table = Table("setting", "value", "from")
    for name in Settings.model_fields:
        value = _PASSWORD.sub(r"\1•••@", str(getattr(settings, name)))
        table.add_row(name, escape(value), _origin(name, words))
    console.print(table)
    answers = [
        ("python", sys.version.split()[0]),
        ("uems", __version__),
        ("sqlite", f"{sqlite3.sqlite_version}: {RISK}" if risky() else sqlite3.sqlite_version),
        *_parts(settings),
    ]
    for part, said in answers:
        console.print(f"{part:12} {said}", highlight=False, markup=False)
    return 0 if all(not said.startswith("REFUSED") for _, said in answers) else 1


def _origin(name: str, words: argparse.Namespace) -> str:
    if getattr(words, name, None) is not None:
        return "command line"
    variable = f"UEMS_{name.upper()}"
    return variable if variable in os.environ else "default"


def _parts(settings: Settings) -> list[tuple[str, str]]:
    url = serving(settings)
    said = [("disk free", f"{shutil.disk_usage(settings.data).free / 1e9:.1f} GB")]
    try:
        store = open_store(settings)
        said.append(("store", f"answers, {len(project.every(store))} projects"))
        store.close()
    except Refusal as refusal:
        said.append(("store", f"REFUSED {refusal}"))
    if url is not None:
        try:
            with urlopen(f"{url}/api/health", timeout=5) as answer:  # noqa: S310
                return [*said, ("server", f"{url} answers {answer.read().decode()}")]
        except (OSError, HTTPException) as error:
            return [*said, ("server", f"REFUSED {url}: {error}")]
    try:
        with opened(settings) as parts:
            rows = parts.warehouse.query_all(sql("SELECT count() FROM events")).scalar()
            said += [("warehouse", f"answers, {rows:,} events"), ("journal", f"answers, {parts.writer.behind} waiting")]
            said.append(("on disk", derived.size(parts.warehouse).said))
    except Refusal as refusal:
        said.append(("warehouse", f"REFUSED {refusal}"))
    return said


offers = Command("doctor", "what is set and does it answer 自检", command.data_argument, run)
