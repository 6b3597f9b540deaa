"""What people read: both languages, sound links and examples, a line and a test for every offered thing."""

import ast
import json
import re
from pathlib import Path, PurePosixPath

import pytest

from house.reading import ROOT, Source, committed, none, source, sources

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{3}")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#]+)(?:#[^)]*)?\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
PAGES = sorted(name for name in committed() if name.endswith(".md"))
GUIDES = sorted(name.removesuffix(".en.md") for name in PAGES if name.endswith(".en.md"))


def rows(text: str) -> list[list[str]]:
    """The cells of each table row, without heads and rules."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    ruled = [n for n, row in enumerate(cells) if all(set(cell) <= set("-:") for cell in row)]
    return [row for n, row in enumerate(cells) if n not in ruled and n + 1 not in ruled]


def bad_words(text: str) -> list[str]:
    """Rows of the vocabulary that are not English, Chinese, English, Chinese, or that name a thing twice."""
    found, seen = [], set()
    for row in rows(text):
        sound = len(row) == 4 and all(row)
        sound = sound and not HAN.search(row[0] + row[2]) and all(map(HAN.search, (row[1], row[3])))
        if not sound or {row[0], row[1]} & seen:
            found.append(" | ".join(row))
        seen |= set(row[:2])
    return found


def offered_name(file: Source) -> str | None:
    """What a module that ends `offers = …` calls its thing; None for other modules."""
    for node in file.tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "offers":
            words = [*node.value.args, *(k.value for k in node.value.keywords if k.arg == "name")]
            said = [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            return said[0] if said else PurePosixPath(file.path).stem
    return None


def undocumented(file: Source, page: str) -> list[str]:
    """An offered thing has a row that begins with its name, in both languages, on its package's page."""
    name = offered_name(file)
    row = next((" ".join(row[1:]) for row in rows(page) if row[0] == f"`{name}`"), "")
    sound = HAN.search(row) and LATIN.search(row)
    return [] if sound else [file.at(file.tree, f"no row for `{name}` in both languages")]


def untested(file: Source, tests: dict[str, str]) -> list[str]:
    """Some test file bears its name or says it in quotes."""
    name = offered_name(file)
    for path, text in tests.items():
        if re.search(rf"(^|_){name}(_|$)", PurePosixPath(path).stem) or re.search(rf"[\"'/]{name}[\"'/]", text):
            return []
    return [file.at(file.tree, f"no test names {name}")]


def broken_links(name: str, text: str) -> list[str]:
    folder = (ROOT / name).parent
    return [link for link in LINK.findall(text) if not (folder / link).exists()]


def broken_json(text: str) -> list[str]:
    found = []
    for kind, body in BLOCK.findall(text):
        try:
            json.loads(body) if kind == "json" else None
        except ValueError:
            found.append(body)
    return found


def test_every_offered_thing_has_a_row_in_both_languages_and_a_test() -> None:
    found = []
    tests = {name: text for name, text in committed().items() if re.match(r"tests/(?!house/).*\.py$", name)}
    for file in filter(offered_name, sources()):
        page = ROOT / f"docs/{PurePosixPath(file.path).parent.name}.md"
        found += undocumented(file, page.read_text() if page.exists() else "")
        found += untested(file, tests)
    none(found)


def test_words_are_a_table_of_english_and_chinese() -> None:
    text = (ROOT / "docs/words.md").read_text()
    none(bad_words(text))
    assert len(rows(text)) > 40


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere_and_examples_parse(name: str) -> None:
    none(broken_links(name, committed()[name]) + broken_json(committed()[name]))


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_is_there_in_both_languages_with_the_same_examples(guide: str) -> None:
    english, chinese = committed()[f"{guide}.en.md"], committed()[f"{guide}.zh.md"]
    assert BLOCK.findall(english) == BLOCK.findall(chinese)
    assert HAN.search(chinese.splitlines()[0])
    assert not HAN.search(english.splitlines()[0])


def test_both_first_pages_name_the_same_commands() -> None:
    assert BLOCK.findall(committed()["README.md"]) == BLOCK.findall(committed()["README.zh.md"])


def test_a_bad_page_is_found(tmp_path: Path) -> None:
    assert bad_words("| a | b |\n|---|---|\n| event | 事件 |\n")
    assert bad_words("| a | b | c | d |\n|---|---|---|---|\n| event | 事件 | x | 一 |\n| event | 事 | x | 一 |\n")
    assert broken_links("README.md", "[x](docs/nowhere.md)")
    assert broken_json("```json\n{,}\n```\n")
    file = source("src/uems/events/protocols/snail.py", '"""A."""\noffers = Protocol("snail")')
    assert offered_name(file) == "snail"
    assert undocumented(file, "| p | f |\n|---|---|\n| `snail` | slow mail |\n")
    assert untested(file, {"tests/protocols/test_segment.py": "a snail"})
    assert not untested(file, {"tests/protocols/test_snail.py": ""})
