"""`uems demo`: fills once, tells how to get in, lives on, and takes up again what was broken off."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from demo.history import written
from uems.bench.load import free_port
from uems.cli.main import main
from uems.demo import folder
from uems.demo.folder import Note
from uems.demo.laboratory import TRIALS
from uems.demo.life import step, wake
from uems.demo.population import World
from uems.demo.shelf import REPORTS, SEGMENTS, notes
from uems.people.lifecycle.starter import STARTERS

PEOPLE, SEED = 300, 5


@contextmanager
def demo(data: Path, *words: str) -> Iterator[tuple[httpx.Client, str]]:
    """A running demo with its secret key, and what it printed until it answered; ended as by Ctrl-C."""
    port = free_port()
    call = [
        sys.executable,
        "-u",
        "-m",
        "uems.cli.main",
        "demo",
        "--data",
        str(data),
        "--port",
        str(port),
        "--no-browser",
    ]
    with subprocess.Popen([*call, *words], stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            said = ""
            while "secret key" not in said:
                line = running.stdout.readline()
                assert line, said
                said += line
            key = json.loads((data / "demo.json").read_text())["secret_key"]
            url, head = f"http://127.0.0.1:{port}", {"Authorization": f"Bearer {key}"}
            with httpx.Client(base_url=url, headers=head, timeout=30) as http:
                yield http, said
        finally:
            running.send_signal(signal.SIGINT)
            assert running.wait(60) in {0, 130}  # 0 where the shell above has told its children to ignore Ctrl-C


def total(http: httpx.Client, end: str, since: str = "-95d") -> int:
    """Every event with a name up to a moment."""
    body: dict[str, Any] = {"series": [{"event": None}], "interval": "month", "since": since, "until": end}
    answer = http.post("/api/insight/trend", json=body)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["series"][0]["total"])


def test_the_demo_fills_once_and_lives_on(tmp_path: Path) -> None:
    with demo(tmp_path, "--people", str(PEOPLE), "--seed", str(SEED)) as (http, said):
        note = json.loads((tmp_path / "demo.json").read_text())
        assert note["password"] in said
        assert note["write_key"] in said
        signed_in = http.post("/api/session", json={"email": "demo@uems.local", "password": note["password"]})
        assert [one["name"] for one in signed_in.json()["projects"]] == ["Demo shop 示例商城"]
        world = World(SEED, PEOPLE, datetime.fromisoformat(note["end"]))
        assert total(http, note["end"]) == sum(event.event is not None for some in written(world)[0] for event in some)
        first = total(http, note["end"])
        assert shelf(http) == [*KEPT, len(notes(world.end))]
    # As if the first start had been killed at its last moment: nothing counts twice.
    (tmp_path / "demo-world.json").unlink()
    with demo(tmp_path) as (http, _):
        assert total(http, note["end"]) == first
        assert shelf(http) == [*KEPT, len(notes(world.end))]
        # Whom the history brought into a segment did not come into it today.
        assert sum(one["freshness"]["entered"] for one in http.get("/api/segments").json()["items"]) < PEOPLE / 10


KEPT = (
    *(len(REPORTS), len(SEGMENTS) + len(STARTERS)),
    *(len(TRIALS), sum(one.decision is not None for one in TRIALS)),
)


def shelf(http: httpx.Client) -> list[int]:
    """How many reports, segments, experiments, learnings and notes there are; every report has an answer."""
    kinds = ("reports", "segments", "experiments", "learnings", "annotations")
    found = [http.get(f"/api/{kind}").json()["items"] for kind in kinds]
    for one in found[0]:
        answer = http.get(f"/api/reports/{one['id']}/answer")
        assert answer.status_code == 200, answer.text
    return [len(items) for items in found]


def test_a_stopped_world_catches_up(tmp_path: Path) -> None:
    """The first start was two days ago: their events come over HTTP, as the world would have told them."""
    end = datetime.now(UTC) - timedelta(days=2)
    note = Note(SEED, PEOPLE, end, "wk_given_to_the_demo", "sk_given_to_the_demo", "a long password")
    folder.keep_note(tmp_path, note)
    life = wake(written(World(SEED, PEOPLE, end))[1])
    sure = [e for e in step(life, end, end + timedelta(hours=47)) if e.event not in {None, "ad_cost"}]
    with demo(tmp_path) as (http, _):
        until = time.monotonic() + 60
        while (
            total(http, (end + timedelta(hours=47)).isoformat(), end.isoformat()) < len(sure)
            and time.monotonic() < until
        ):
            time.sleep(0.5)
        seen = total(http, (end + timedelta(hours=46)).isoformat(), end.isoformat())
    assert seen >= sum(e.timestamp < end + timedelta(hours=46) for e in sure) > 50


def test_a_folder_holds_one_world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = {
        "seed": 1,
        "people": 200,
        "end": "2026-06-01T00:00:00Z",
        "write_key": "a",
        "secret_key": "b",
        "password": "c",
    }
    (tmp_path / "demo.json").write_text(json.dumps(note))
    assert main(["demo", "--data", str(tmp_path), "--seed", "2"]) == 1
    assert "another demo world" in capsys.readouterr().err
    (tmp_path / "demo.json").write_text('{"project": "prj_1"}')
    assert main(["demo", "--data", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
