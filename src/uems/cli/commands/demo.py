"""`uems demo`: the product on a small shop's generated data, with three questions answered."""

import argparse
import json
import secrets
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import msgspec
from rich.console import Console
from rich.progress import track

from uems.access import setup
from uems.api.parts import Parts
from uems.base.clock import system_clock
from uems.base.settings import Settings
from uems.cli import command, sample
from uems.cli.command import Command
from uems.cli.server import serve
from uems.events.event import Event
from uems.events.request import Accepted
from uems.main import opened
from uems.store import project, secret

_SEED = 8420
_EMAIL = "demo@uems.local"
_BATCH = 500
_FUNNEL = ("product_viewed", "add_to_cart", "checkout_started", "order_paid")
_CONSOLE = Console(highlight=False, soft_wrap=True)


def arguments(parser: argparse.ArgumentParser) -> None:
    command.data_argument(parser)
    parser.add_argument("--port", type=int, help="port (default 8420)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def run(words: argparse.Namespace) -> int:
    words.data = words.data or Path("uems-demo")
    settings = command.settings_of(words)
    keys = _keys(settings)

    def ready(_: Parts) -> None:
        threading.Thread(target=_show, args=(settings, keys, not words.no_browser), daemon=True).start()

    serve(settings, ready)
    return 0


def _keys(settings: Settings) -> dict[str, str]:
    """The demo project's keys; the first start makes the project and its data."""
    known = settings.data / "demo.json"
    if not known.exists():
        with opened(settings) as parts:
            made = project.create(parts.store, secret.pepper(settings.data), "demo", "Asia/Shanghai")
            _fill(parts, made.project.number)
            keys = {"project": made.project.id, "write_key": made.write_key, "secret_key": made.secret_key}
            keys |= _owner(parts, made.project.number)
        known.touch(mode=0o600)
        known.write_text(json.dumps(keys))
    found: dict[str, str] = json.loads(known.read_text())
    return found


def _owner(parts: Parts, number: int) -> dict[str, str]:
    """The demo's account, owner of the project, with a password of its own."""
    password = secrets.token_urlsafe(12)
    setup.ensure(parts.keeper, _EMAIL, "Demo 演示", password, number)
    return {"email": _EMAIL, "password": password}


def _fill(parts: Parts, number: int) -> None:
    now = system_clock()
    events = list(sample.sample(_SEED, now))
    batches = [events[at : at + _BATCH] for at in range(0, len(events), _BATCH)]
    for batch in track(batches, "Writing sixty days of a small shop 写入示例数据", console=_CONSOLE):
        body = msgspec.json.encode({"events": [_native(event) for event in batch]})
        parts.journal.append_now(Accepted(project=number, source="native", route="events", received_at=now, body=body))
    parts.writer.drain(120)


def _native(event: Event) -> dict[str, Any]:
    fields = msgspec.to_builtins(event)
    return {name: value for name, value in fields.items() if name not in {"received_at", "source"}}


def _show(settings: Settings, keys: dict[str, str], browse: bool) -> None:
    """Three questions, asked over HTTP as anybody would, with their answers; then the keys."""
    url = f"http://{settings.host}:{settings.port}"
    ask = _caller(url, keys["secret_key"])
    funnel = ask("/api/insight/funnel", {"steps": [{"event": name} for name in _FUNNEL], "since": "-60d"})
    _CONSOLE.print("\n[bold]1. Where do buyers get lost? 买家在哪一步流失？[/bold]  POST /api/insight/funnel")
    for step in funnel["steps"]:
        _CONSOLE.print(f"   {step['name']:20} {step['people']:>6,}  {100 * step['from_start']:5.1f} %")
    returning = {"start": {"event": "sign_up"}, "return": {"event": None}, "period": "week", "periods": 5}
    retention = ask("/api/insight/retention", {**returning, "start_kind": "first_in_range", "since": "-60d"})
    shares = "  ".join("–" if share is None else f"{100 * share:.0f} %" for share in retention["mean"])
    _CONSOLE.print("\n[bold]2. Do they come back, week by week? 每周有多少人回来？[/bold]  POST /api/insight/retention")
    _CONSOLE.print(f"   {shares}")
    series = [{"event": "order_paid", "measure": "sum", "property": "revenue"}]
    trend = ask("/api/insight/trend", {"series": series, "interval": "week", "since": "-28d"})
    _CONSOLE.print("\n[bold]3. What do they pay a week? 每周收入是多少？[/bold]  POST /api/insight/trend")
    weeks = [paid for paid, whole in zip(trend["series"][0]["values"], trend["complete"], strict=True) if whole]
    _CONSOLE.print(f"   {'  '.join(f'¥{paid:,.0f}' for paid in weeks)}")
    _CONSOLE.print(f"\n[bold]UEMS answers 已启动[/bold]  {url}/docs    Ctrl-C stops 停止")
    for name, value in keys.items():
        _CONSOLE.print(f"   {name:11} {value}")
    if browse:
        webbrowser.open(f"{url}/docs")


def _caller(url: str, key: str) -> Callable[[str, dict[str, Any]], Any]:
    def ask(path: str, body: dict[str, Any]) -> Any:
        head = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        with urlopen(Request(url + path, json.dumps(body).encode(), head), timeout=60) as answer:  # noqa: S310
            return json.load(answer)

    return ask


offers = Command("demo", "the product on generated data 演示", arguments, run)
