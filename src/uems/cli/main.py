"""The `uems` program. Exit code 0 = done, 1 = refused with one line on stderr, 2 = wrong usage."""

import argparse
import logging
import sys
from collections.abc import Sequence

from uems import __version__
from uems.base.errors import Refusal
from uems.base.registry import offered
from uems.cli import commands
from uems.cli.command import Command


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. Raises SystemExit(2) for wrong usage."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("uems.store.sqlite").setLevel(logging.ERROR)  # an old SQLite is for `uems doctor` to tell
    parser = argparse.ArgumentParser(prog="uems", description="User Engineering Management System 用户工程管理系统")
    parser.add_argument("--version", action="version", version=f"uems {__version__}")
    choices = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in offered(commands, Command).values():
        part = choices.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(part)
        part.set_defaults(run=command.run)
    arguments = parser.parse_args(words)
    try:
        code: int = arguments.run(arguments)
    except Refusal as refusal:
        about = f" ({refusal.about})" if refusal.about else ""
        print(f"uems: {refusal.text.en} {refusal.text.zh}{about}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
