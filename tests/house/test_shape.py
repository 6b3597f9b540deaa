"""Lengths, names and openings: what keeps every file readable aloud."""

import ast
import re
from pathlib import PurePosixPath

import pytest

from house.reading import Source, none, source, sources

LONGEST_FILE = 400
USUAL_FILE = 300
LONGEST_FUNCTION = 40
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "service", "services", "core", "manager", "managers"}
FOREIGN_NAMES = {"process_bind_param", "process_result_value"}
"""What SQLAlchemy calls the two ways of a column's value."""


def no_opening(file: Source) -> list[str]:
    """A module opens with one sentence that a newcomer can repeat."""
    opening = (ast.get_docstring(file.tree) or "").split("\n\n")[0].rstrip()
    return [] if re.search(r"[.。!?]$", opening) else [file.at(file.tree, "opens with no sentence")]


def too_long(file: Source) -> list[str]:
    lines = len(file.text.splitlines())
    found = [file.at(file.tree, f"has {lines} lines, over {LONGEST_FILE}")] if lines > LONGEST_FILE else []
    for node in ast.walk(file.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(file.at(node, f"{node.name} has {length} lines, over {LONGEST_FUNCTION}"))
    return found


def re_exports(file: Source) -> list[str]:
    """An `__init__` holds its sentence and at most a version."""
    if PurePosixPath(file.path).name != "__init__.py":
        return []
    allowed = [n for n in file.tree.body if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    allowed += [n for n in file.tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "__version__"]
    return [file.at(node, "stands in an __init__") for node in file.tree.body if node not in allowed]


def empty_names(file: Source) -> list[str]:
    """No `utils`, `helpers`, `services`, `core`, `manager` in a path; no `handle_`, `process_` before a function."""
    words = {word for part in PurePosixPath(file.path).with_suffix("").parts for word in part.split("_")}
    found = [file.at(file.tree, f"{word!r} says nothing") for word in sorted(words & EMPTY_WORDS)]
    for node in ast.walk(file.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name in FOREIGN_NAMES:
            continue
        if re.match(r"_*(handle|process)_", node.name):
            found.append(file.at(node, f"{node.name} does not say what it answers or does"))
    return found


RULES = [no_opening, too_long, re_exports, empty_names]
BAD = [
    (no_opening, "src/uems/base/a.py", "x = 1"),
    (no_opening, "src/uems/base/a.py", '"""no sentence"""'),
    (too_long, "src/uems/base/a.py", "x = 1\n" * (LONGEST_FILE + 1)),
    (too_long, "src/uems/base/a.py", "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION),
    (re_exports, "src/uems/base/__init__.py", '"""Words."""\nfrom uems.base.words import Text'),
    (empty_names, "src/uems/base/utils.py", ""),
    (empty_names, "src/uems/base/sql_helpers.py", ""),
    (empty_names, "src/uems/core/a.py", ""),
    (empty_names, "src/uems/base/a.py", "class A:\n    def _handle_it(self): ..."),
    (empty_names, "src/uems/base/a.py", "async def process_it(): ..."),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_shape(rule) -> None:
    none([complaint for file in sources() for complaint in rule(file)])


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_a_bad_module_is_found(rule, path: str, text: str) -> None:
    assert rule(source(path, text))


def test_nearly_all_files_are_shorter_still() -> None:
    lengths = sorted(len(file.text.splitlines()) for file in sources())
    assert lengths[int(len(lengths) * 0.95)] <= USUAL_FILE


def test_the_project_has_sources_to_check() -> None:
    assert len(sources()) > 20
