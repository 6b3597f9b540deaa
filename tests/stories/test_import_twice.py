"""A file imported while the server runs, and again while it does not, in both orders; and taken out again as a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command import uems
from served import Caller, Server
from uems.bench.load import free_port, process
from uems.cli.main import main

ROWS = 40
LINES = [f"u{n % 7},buy,2026-03-0{1 + n % 9}T10:00:00Z,{n}" for n in range(ROWS)]
HELD = [{"event": "buy", "user_id": f"u{n % 7}", "properties": {"n": n}} for n in range(ROWS)]
COLUMNS = ("--user", "who", "--event", "what", "--time", "at")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(["who,what,at,n", *LINES]) + "\n")
    return path


Say = Callable[..., str]


def alone(*words: str) -> str:
    """What a command of its own process prints: the only one that has the folder."""
    told = uems(*words)
    assert (told.returncode, told.stderr) == (0, ""), told.stderr
    return told.stdout


@pytest.fixture
def beside(capsys: pytest.CaptureFixture[str]) -> Say:
    """The same in this process, beside a server, where a command opens no warehouse."""

    def say(*words: str) -> str:
        assert main(words) == 0
        told = capsys.readouterr()
        assert told.err == ""
        return told.out

    return say


def imported(say: Say, file: Path, project: str, data: Path) -> str:
    return say("import", str(file), "--project", project, *COLUMNS, "--data", str(data)).strip().splitlines()[-1]


def exported(say: Say, what: str, project: str, data: Path) -> list[dict[str, Any]]:
    told = say("export", what, "--project", project, "--format", "jsonl", "--data", str(data))
    return [json.loads(line) for line in told.splitlines()]


def counted(caller: Caller) -> int:
    asked = {"series": [{"event": "buy"}], "since": "2026-03-01", "until": "2026-03-31"}
    return int(sum(caller.post("/api/insight/trend", asked)["series"][0]["values"]))


def test_no_row_counts_twice_whether_the_server_runs_or_not(tmp_path: Path, file: Path, beside: Say) -> None:
    data, port = tmp_path / "data", free_port()
    one, two = (Server(f"http://127.0.0.1:{port}", data).project(name) for name in ("one", "two"))
    first, second = one.made.project.id, two.made.project.id
    assert imported(alone, file, first, data) == f"{ROWS} rows: {ROWS} new, 0 known already, 0 rejected"
    stopped = exported(alone, "persons", first, data)
    words = ["-m", "uems.cli.main", "serve", "--data", str(data), "--port", str(port)]
    with process(words, port, "/api/health"):
        assert imported(beside, file, first, data) == f"{ROWS} rows: 0 new, {ROWS} known already, 0 rejected"
        assert imported(beside, file, second, data) == f"{ROWS} rows: {ROWS} new, 0 known already, 0 rejected"
        assert (counted(one), counted(two)) == (ROWS, ROWS)
        assert exported(beside, "persons", first, data) == stopped
    assert imported(alone, file, second, data) == f"{ROWS} rows: 0 new, {ROWS} known already, 0 rejected"
    found = exported(alone, "events", second, data)
    assert sorted(({k: e[k] for k in HELD[0]} for e in found), key=lambda e: e["properties"]["n"]) == HELD
    one.http.close()
    two.http.close()
    assert sorted(one["ids"] for one in stopped) == [[f"u{n}"] for n in range(7)]
