"""How long the product takes to install into a clean environment, and what it takes on disk."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from uems.bench import crowd
from uems.bench.figure import Bench, Figure


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lock", type=Path, default=Path("requirements.lock"), help="the lock to install")


def run(words: argparse.Namespace) -> list[Figure]:
    lock = getattr(words, "lock", Path("requirements.lock"))
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # noqa: S603
        pip = [f"{folder}/bin/pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
        subprocess.run(pip, check=True)  # noqa: S603
        seconds = time.monotonic() - began
        size = crowd.disk(Path(folder))
    return [Figure("install.time", round(seconds, 1), "s"), Figure("install.size", round(size / 1e6), "MB")]


offers = Bench("install", arguments, run, standing=False)
