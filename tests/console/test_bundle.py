"""What a browser has to fetch: the first page and every route stay within their budget of packed JavaScript."""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from uems.api.console import BUILT

INITIAL_KB = 420
ROUTE_KB = 700
Manifest = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    file = BUILT / ".vite/manifest.json"
    if not file.is_file():
        pytest.skip("the console is not built: make setup")
    read: Manifest = json.loads(file.read_text())
    return read


def needed(manifest: Manifest, *chunks: str) -> set[str]:
    """The chunks that these import at once, and themselves."""
    found: set[str] = set()
    waiting = list(chunks)
    while waiting:
        chunk = waiting.pop()
        if chunk not in found:
            found.add(chunk)
            waiting += manifest[chunk].get("imports", [])
    return found


def routes(manifest: Manifest) -> Iterator[str]:
    """What the console loads when a page is opened, except the texts of the other language."""
    return (name for name, chunk in manifest.items() if chunk.get("isDynamicEntry") and name.startswith("src/pages/"))


def kb(manifest: Manifest, chunks: set[str]) -> float:
    return sum(_packed(manifest[chunk]["file"]) for chunk in chunks) / 1000


@cache
def _packed(file: str) -> int:
    return len(gzip.compress((BUILT / file).read_bytes(), 9)) if file.endswith(".js") else 0


def test_the_first_page_is_within_its_budget(manifest: Manifest) -> None:
    assert kb(manifest, needed(manifest, "index.html")) <= INITIAL_KB


def test_every_route_is_within_its_budget(manifest: Manifest) -> None:
    texts = {name for name in manifest if name.startswith("src/locales/zh/")}  # the larger of the two languages
    found = {route: kb(manifest, needed(manifest, "index.html", route, *texts)) for route in routes(manifest)}
    assert found
    assert {route: size for route, size in found.items() if size > ROUTE_KB} == {}


def test_what_is_imported_at_once_is_counted_with_all_it_imports() -> None:
    graph: Manifest = {"a": {"imports": ["b"]}, "b": {"imports": ["c"]}, "c": {"imports": ["a"]}, "d": {}}
    assert needed(graph, "a") == {"a", "b", "c"}
