"""`uems serve`: the product, answering."""

import argparse

from uems.cli import command
from uems.cli.command import Command


def arguments(parser: argparse.ArgumentParser) -> None:
    command.data_argument(parser)
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port (default 8420)")
    parser.add_argument("--role", choices=["all", "ingest", "api", "worker"], help="which part this process plays")


def run(words: argparse.Namespace) -> int:
    from uems.cli.server import serve

    serve(command.settings_of(words))
    return 0


offers = Command("serve", "serve the product 启动服务", arguments, run)
