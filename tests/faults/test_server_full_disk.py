"""The data folder's disk is full: events are refused with 503 and a time to come back, then taken again, none lost."""

import contextlib
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.life import Life, kept

TEXT = "".join(str(uuid.uuid4()) for _ in range(5000))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    mount = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_full_disk_is_503_and_heals(small_disk: Path) -> None:
    life = Life(small_disk / "data")
    caller = life.caller()
    head = {"Authorization": f"Bearer {caller.made.write_key}"}
    taken: list[str] = []

    def send() -> int:
        event = {"id": str(uuid.uuid4()), "event": "e", "user_id": "u", "properties": {"text": TEXT[len(taken) :]}}
        answer = caller.http.post("/v1/events", json={"events": [event]}, headers=head)
        if answer.status_code == 200:
            taken.append(str(event["id"]))
        else:
            assert answer.status_code == 503, answer.text
            assert answer.json()["code"] in ("disk_full", "unavailable")
            assert 2 <= int(answer.headers["retry-after"]) <= 6
        return answer.status_code

    with life.running():
        assert send() == 200
        caller.settled()
        ballast = small_disk / "ballast"
        with contextlib.suppress(OSError):
            ballast.write_bytes(b"x" * (64 << 20))
        until = time.monotonic() + 20
        while send() == 200 and time.monotonic() < until:
            pass
        before = len(taken)
        assert send() == 503
        assert caller.get("/api/health")["status"] == "ok"
        ballast.unlink()
        until = time.monotonic() + 20
        while send() != 200 and time.monotonic() < until:
            time.sleep(0.1)
        assert len(taken) == before + 1
        caller.settled()
        assert sorted(str(event["id"]) for event in kept(caller)) == sorted(taken)
    caller.http.close()
