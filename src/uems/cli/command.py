"""A command of the `uems` program: its words, its arguments, what it does."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from uems.base.settings import Settings

WRONG_USAGE = 2
Advance = Callable[[int], None]
"""Told how far a long piece of work has come."""


@dataclass(frozen=True, slots=True)
class Command:
    """`run` returns the exit code; a Refusal it raises becomes one line on stderr and exit code 1."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def data_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="data folder 数据目录 (UEMS_DATA, default uems-data)")


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings, with what the command line says above the environment."""
    said = {name: getattr(arguments, name, None) for name in ("data", "host", "port", "role")}
    return Settings(**{name: value for name, value in said.items() if value is not None})
