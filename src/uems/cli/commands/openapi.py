"""`uems export-openapi`: the description of the HTTP API as one JSON file, from which typed clients are made."""

import argparse
import json
import sys
from pathlib import Path

from uems.api import app
from uems.cli.command import Command
from uems.events.protocol import protocols


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="file to write (default: standard output)")


def run(words: argparse.Namespace) -> int:
    text = exported()
    if words.file is None:
        sys.stdout.write(text)
    else:
        words.file.parent.mkdir(parents=True, exist_ok=True)
        words.file.write_text(text, encoding="utf-8", newline="\n")
    return 0


def exported() -> str:
    """The same bytes for the same routes, wherever and whenever it is asked."""
    return json.dumps(app.described(protocols()), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


offers = Command("export-openapi", "the API's description for typed clients 导出接口描述", arguments, run)
