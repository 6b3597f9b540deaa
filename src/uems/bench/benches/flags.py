"""How soon a flag is answered over HTTP at 500 questions a second, for people never seen before, beside a no-op."""

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

import httptools

from uems.base.clock import system_clock
from uems.base.settings import Settings
from uems.bench import load
from uems.bench.figure import Bench, Figure
from uems.experiments.flags import definition
from uems.main import open_store
from uems.store import project, secret

_FLAGS = 20
_LANES = 16
_ROUTES = {"ofrep": "/ofrep/v1/evaluate/flags/flag-7", "posthog": "/flags/?v=2", "own": "/api/flags/evaluate"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rate", type=int, default=500, help="questions a second (default 500)")
    parser.add_argument("--seconds", type=int, default=10, help="how long each route is asked (default 10)")


def run(words: argparse.Namespace) -> list[Figure]:
    rate, seconds = getattr(words, "rate", 500), getattr(words, "seconds", 10)
    with tempfile.TemporaryDirectory() as folder:
        data, port = Path(folder), load.free_port()
        key = _project(data)
        figures = _asked(["-m", "uems.bench.noop", str(port)], "/", port, {"noop": "/"}, key, rate, seconds)
        peer = figures[1].value
        served = ["-m", "uems.cli.main", "serve", "--data", str(data), "--port", str(port)]
        figures += _asked(served, "/api/health", port, _ROUTES, key, rate, seconds)
    return [replace(one, against=f"a no-op {peer} ms") if one.target else one for one in figures]


def _asked(
    words: list[str], health: str, port: int, routes: dict[str, str], key: str, rate: int, seconds: int
) -> list[Figure]:
    """Each route's median, its 99th percentile, and what a question costs the server."""
    figures = []
    with load.process(words, port, health) as (server, _):
        for name, path in routes.items():
            requests = [_question(name, path, key, n) for n in range(rate * (seconds + 1))]
            asyncio.run(_paced(port, requests[:rate], rate))
            cpu = load.cpu_seconds(server.pid)
            took = quantiles(asyncio.run(_paced(port, requests[rate:], rate)), n=100)
            each = (load.cpu_seconds(server.pid) - cpu) / (rate * seconds) * 1e6
            target = "" if name == "noop" else "≤ 10"
            figures.append(Figure(f"flags.{name}_p50", round(took[49] * 1000, 2), "ms"))
            figures.append(Figure(f"flags.{name}_p99", round(took[98] * 1000, 2), "ms", target))
            figures.append(Figure(f"flags.{name}_cpu", round(each), "µs CPU/question"))
    return figures


def _project(data: Path) -> str:
    """A project with flags of every kind of rule; its write key."""
    store = open_store(Settings(data=data))
    try:
        made = project.create(store, secret.pepper(data), "bench", "UTC")
        for n in range(_FLAGS):
            pro = {"condition": {"person": "plan", "op": "in", "value": ["pro", f"team-{n}"]}, "rollout": 50}
            definition.create(
                store, made.project.number, {"key": f"flag-{n}", "rules": [pro, {"rollout": 20}]}, "", system_clock()
            )
        return made.write_key
    finally:
        store.close()


def _question(name: str, path: str, key: str, n: int) -> bytes:
    plan = {"plan": "pro" if n % 3 else "free"}
    who = f"user-{n}"
    bodies = {
        "ofrep": {"context": {"targetingKey": who, **plan}},
        "posthog": {"api_key": key, "distinct_id": who, "person_properties": plan},
        "own": {"user_id": who, "properties": plan, "flags": ["flag-7"]},
        "noop": {"user_id": who, "properties": plan, "flags": ["flag-7"]},
    }
    body = json.dumps(bodies[name]).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class _Whole:
    """Whether an answer has come whole, and its status."""

    def __init__(self) -> None:
        self.done = False

    def on_message_complete(self) -> None:
        self.done = True


async def _paced(port: int, requests: list[bytes], rate: int) -> list[float]:
    """Seconds from when each was due until its answer was there: a late start counts as waiting."""
    began, took = time.monotonic() + 0.05, []

    async def lane(first: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for n in range(first, len(requests), _LANES):
            due = began + n / rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            writer.write(requests[n])
            whole = _Whole()
            parser = httptools.HttpResponseParser(whole)
            while not whole.done:
                parser.feed_data(await reader.read(65_536))
            if parser.get_status_code() != 200:
                raise RuntimeError(f"refused: {parser.get_status_code()}")
            took.append(time.monotonic() - due)
        writer.close()

    await asyncio.gather(*(lane(first) for first in range(_LANES)))
    return took


offers = Bench("flags", arguments, run)
