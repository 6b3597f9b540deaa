"""What one 50-event Segment batch costs until it is durable, against a no-op handler in the same run."""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from uems.base.settings import Settings
from uems.bench import load
from uems.bench.figure import Bench, Figure, no_arguments
from uems.main import open_store
from uems.store import project, secret

_EVENTS = 50
_REQUESTS = 4000
_ROUNDS = 3


def run(words: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        key = new_key(data)
        noop, durable, whole = [], [], []
        rate: list[float] = []
        for round_ in range(_ROUNDS):
            noop.append(_measure(["-m", "uems.bench.noop", "{port}"], "/", key, f"n{round_}").cpu)
            ours = _measure(["-m", "uems.cli.main", *_serve(data, "ingest")], "/api/health", key, f"d{round_}")
            durable.append(ours.cpu)
            rate.append(ours.done * _EVENTS / ours.seconds)
            whole.append(_measure(["-m", "uems.cli.main", *_serve(data, "all")], "/api/health", key, f"w{round_}").cpu)
    peer = median(noop) / _REQUESTS * 1e6
    each = median(durable) / _REQUESTS * 1e6
    return [
        Figure("ingest.noop", round(peer, 1), "µs CPU/request"),
        Figure("ingest.durable", round(each, 1), "µs CPU/request", "≤ 8", "ingest.noop", round(each / peer, 2)),
        Figure("ingest.acknowledged", round(median(rate)), "events/s"),
        Figure("ingest.beside_writer", round(median(whole) / _REQUESTS * 1e6, 1), "µs CPU/request"),
    ]


def new_key(data: Path) -> str:
    """A project in a new data folder; its write key."""
    settings = Settings(data=data)
    store = open_store(settings)
    try:
        return project.create(store, secret.pepper(data), "bench", "UTC").write_key
    finally:
        store.close()


def _serve(data: Path, role: str) -> list[str]:
    return ["serve", "--data", str(data), "--port", "{port}", "--role", role]


def _measure(words: list[str], path: str, key: str, salt: str) -> load.Load:
    port = load.free_port()
    requests = [load.request("/v1/batch", key, load.segment_batch(_EVENTS, f"{salt}-{n}")) for n in range(_REQUESTS)]
    with load.process([w.format(port=port) for w in words], port, path) as (server, _):
        load.run(port, server.pid, requests[:200])
        measured = load.run(port, server.pid, requests)
        if measured.refused:
            raise RuntimeError(f"{measured.refused} requests were refused")
        return measured


offers = Bench("ingest", no_arguments, run)
