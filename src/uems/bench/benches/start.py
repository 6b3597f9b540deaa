"""How soon a server answers on an existing data folder, what it takes at rest, what an event takes on disk."""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from uems.base.settings import Settings
from uems.bench import crowd, load
from uems.bench.benches.ingest import new_key
from uems.bench.figure import Bench, Figure, no_arguments
from uems.main import opened
from uems.warehouse import derived

_ROWS = 1_000_000


def run(words: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        new_key(data)
        with opened(Settings(data=data)) as parts:
            empty = crowd.disk(data / "warehouse")
            crowd.fill(parts.warehouse, 1, _ROWS)
            taken = derived.size(parts.warehouse)
        seconds, resident = [], 0.0
        for _ in range(3):
            port = load.free_port()
            words_ = ["-m", "uems.cli.main", "serve", "--data", str(data), "--port", str(port)]
            with load.process(words_, port, "/api/health") as (server, answered):
                seconds.append(answered)
                time.sleep(3)
                resident = load.resident_mb(server.pid)
    return [
        Figure("start.answers", round(median(seconds), 2), "s", "≤ 3"),
        Figure("start.resident", round(resident), "MB", "≤ 500"),
        Figure("start.event_on_disk", round(taken.events / _ROWS, 1), "bytes"),
        Figure("start.derived_on_disk", round(taken.all_derived / _ROWS, 1), "bytes an event"),
        Figure("start.empty_folder", round(empty / 1e6, 1), "MB"),
    ]


offers = Bench("start", no_arguments, run)
