"""As much of YAML as OFREP's description is written in: maps, lists, block texts, plain and quoted words."""

import json
import re
from typing import Any

Line = tuple[int, str]


def read(text: str) -> Any:
    lines = [(len(line) - len(line.lstrip()), line.strip(), line) for line in text.splitlines()]
    return _Reader(lines).node(0)


class _Reader:
    def __init__(self, lines: list[tuple[int, str, str]]) -> None:
        self.lines, self.at = lines, 0

    def _skip(self) -> None:
        while self.at < len(self.lines) and (not self.lines[self.at][1] or self.lines[self.at][1].startswith("#")):
            self.at += 1

    def node(self, least: int) -> Any:
        self._skip()
        if self.at >= len(self.lines) or self.lines[self.at][0] < least:
            return None
        indent, first, _ = self.lines[self.at]
        return self._list(indent) if first.startswith("- ") or first == "-" else self._map(indent)

    def _map(self, indent: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while True:
            self._skip()
            if self.at >= len(self.lines) or self.lines[self.at][0] != indent:
                return found
            match = re.match(r"(\"[^\"]+\"|'[^']+'|[^\s:\"'-][^:]*):(?:\s+(.*))?$", self.lines[self.at][1])
            if match is None:
                return found
            self.at += 1
            found[match[1].strip("\"'")] = self._value(match[2] or "", indent)

    def _list(self, indent: int) -> list[Any]:
        found: list[Any] = []
        while True:
            self._skip()
            if self.at >= len(self.lines) or self.lines[self.at][0] != indent:
                return found
            said = self.lines[self.at][1]
            if not said.startswith("-"):
                return found
            rest = said[1:].strip()
            if re.match(r"[^\s\"'\[{][^:]*:(\s|$)", rest):
                inner = indent + len(said) - len(rest)
                self.lines[self.at] = (inner, rest, " " * inner + rest)
                found.append(self._map(inner))
            else:
                self.at += 1
                found.append(self._value(rest, indent))

    def _value(self, said: str, indent: int) -> Any:
        said = re.sub(r"\s+#.*$", "", said) if not said.startswith(("'", '"')) else said
        if said in ("|", ">", "|-", ">-"):
            return self._block(indent)
        if said:
            return scalar(said)
        self._skip()
        if self.at < len(self.lines):
            next, first, _ = self.lines[self.at]
            if next > indent or (next == indent and first.startswith("-")):
                return self.node(next)
        return None

    def _block(self, indent: int) -> str:
        found = []
        while self.at < len(self.lines) and (not self.lines[self.at][1] or self.lines[self.at][0] > indent):
            found.append(self.lines[self.at][1])
            self.at += 1
        return "\n".join(found)


def scalar(said: str) -> Any:
    if said[0] in "\"'":
        return said.strip(said[0])
    if said.startswith("["):
        return [scalar(one.strip()) for one in said.strip("[]").split(",") if one.strip()]
    try:
        return json.loads(said)
    except ValueError:
        return said
