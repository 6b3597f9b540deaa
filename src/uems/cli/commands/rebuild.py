"""`uems rebuild`: the tables that follow from the events alone, anew."""

import argparse
from contextlib import closing

from rich.console import Console

from uems.base.lock import take
from uems.cli import command
from uems.cli.command import Command
from uems.main import JOURNAL_LOCK
from uems.warehouse import derived
from uems.warehouse.client import Warehouse
from uems.warehouse.migrate import migrate


def run(words: argparse.Namespace) -> int:
    """Raises FolderTaken beside a running server: nothing may write meanwhile."""
    settings = command.settings_of(words)
    with take(settings.data / JOURNAL_LOCK), closing(Warehouse(settings.warehouse_url)) as warehouse:
        migrate(warehouse)
        derived.rebuild(warehouse)
        Console().print(derived.size(warehouse).said, highlight=False)
    return 0


offers = Command("rebuild", "derived tables anew from the events 重建派生表", command.data_argument, run)
