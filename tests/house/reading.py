"""How the house tests read the code: each source file as text and tree, and each committed file as text."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
PACKAGE = "src/uems/"


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root with slashes, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first name under the package, such as `insight`; '' for the package's own file."""
        parts = PurePosixPath(self.path.removeprefix(PACKAGE)).parts
        return parts[0].removesuffix(".py") if self.path.startswith(PACKAGE) and parts[0] != "__init__.py" else ""

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def at(self, node: ast.AST, complaint: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {complaint}"


def source(path: str, text: str) -> Source:
    return Source(path, text, ast.parse(text))


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the package."""
    files = sorted((ROOT / PACKAGE).rglob("*.py"))
    return tuple(source(file.relative_to(ROOT).as_posix(), file.read_text()) for file in files)


@cache
def committed() -> dict[str, str]:
    """Every text file that git knows or would add, by path; without git, every file outside dot folders."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        found = (file.relative_to(ROOT) for file in ROOT.rglob("*") if file.is_file())
        names = [str(name) for name in found if not name.parts[0].startswith(".") and "__pycache__" not in name.parts]
    texts = {}
    for name in names:
        try:
            texts[name] = (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return texts


def called(call: ast.Call) -> str:
    """The dotted name of what is called, as far as it is written: `sql`, `datetime.now`, `os.fork`."""
    return dotted(call.func)


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def none(complaints: list[str]) -> None:
    """Fail with every complaint on a line of its own."""
    if complaints:
        raise AssertionError("\n" + "\n".join(complaints))
