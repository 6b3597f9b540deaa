"""`uems serve`: the product, answering."""

import argparse

from uems.access import setup
from uems.api.parts import Parts
from uems.cli import command
from uems.cli.command import Command


def arguments(parser: argparse.ArgumentParser) -> None:
    command.data_argument(parser)
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port (default 8420)")
    parser.add_argument("--role", choices=["all", "ingest", "api", "worker"], help="which part this process plays")


def run(words: argparse.Namespace) -> int:
    from uems.cli.server import serve

    settings = command.settings_of(words)
    serve(settings, lambda parts: print(said, flush=True) if (said := welcome(parts)) else None)
    return 0


def welcome(parts: Parts) -> str:
    """The link to the first account, while there is none and this process would answer it."""
    if parts.settings.role not in {"all", "api"} or not setup.needed(parts.keeper):
        return ""
    link = f"{parts.settings.address}/setup?token={setup.token(parts.keeper.pepper)}"
    return f"Make the first account here 在此创建第一个账号：\n   {link}"


offers = Command("serve", "serve the product 启动服务", arguments, run)
