"""`uems demo`: the product on a small shop's generated data, with three questions answered."""

import argparse
from pathlib import Path

from rich.console import Console

from uems.api.parts import Parts
from uems.cli import command
from uems.cli.server import serve

_SEED = 8420
_STEPS = ("product_viewed", "add_to_cart", "checkout_started", "order_paid")


def arguments(parser: argparse.ArgumentParser) -> None:
    command.data_argument(parser)
    parser.add_argument("--port", type=int, help="port (default 8420)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def run(words: argparse.Namespace) -> int:
    if words.data is None:
        words.data = Path("uems-demo")
    settings = command.settings_of(words)
    made = _made(settings)
    console = Console(highlight=False)

    def ready(parts: Parts) -> None:
        import threading

        threading.Thread(target=_show, args=(console, settings, made, not words.no_browser), daemon=True).start()

    serve(settings, ready)
    return 0
