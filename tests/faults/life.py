"""A real `uems serve` that a test may end in any way and start again on the same folder, and clients that load it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from served import Caller, Server
from uems.bench.load import free_port, process


@dataclass
class Life:
    """One server's folder and port; `running` while it lives."""

    data: Path
    port: int = field(default_factory=free_port)

    @property
    def words(self) -> list[str]:
        return ["-m", "uems.cli.main", "serve", "--data", str(self.data), "--port", str(self.port)]

    @contextmanager
    def running(self) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
        with process(self.words, self.port, "/api/health") as lived:
            yield lived

    def caller(self) -> Caller:
        return Server(f"http://127.0.0.1:{self.port}", self.data).project()


@dataclass
class Load:
    """Clients that send native events until the server is gone; `acknowledged` = ids of those answered 200."""

    port: int
    key: str
    acknowledged: list[str] = field(default_factory=list)
    unanswered: int = 0

    def start(self, clients: int = 8) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._send, daemon=True) for _ in range(clients)]
        for thread in threads:
            thread.start()
        return threads

    def _send(self) -> None:
        http = HTTPConnection("127.0.0.1", self.port, timeout=20)
        head = {"Authorization": f"Bearer {self.key}"}
        try:
            while True:
                ids = [str(uuid.uuid4()) for _ in range(5)]
                events = [{"id": id, "event": "e", "user_id": id[:2], "properties": {"is": id}} for id in ids]
                http.request("POST", "/v1/events", json.dumps({"events": events}), head)
                answer = http.getresponse()
                answer.read()
                if answer.status != 200:
                    return
                self.acknowledged.extend(ids)
        except (OSError, HTTPException):
            self.unanswered += 1
        finally:
            http.close()

    def until(self, more: int, seconds: float = 30) -> None:
        """Until so many more are acknowledged."""
        wanted, end = len(self.acknowledged) + more, time.monotonic() + seconds
        while len(self.acknowledged) < wanted and time.monotonic() < end:
            time.sleep(0.002)
        assert len(self.acknowledged) >= wanted


def kept(caller: Caller) -> list[dict[str, object]]:
    """Every event of the project, as an export has them."""
    answer = caller.http.get("/api/export/events")
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def end(running: subprocess.Popen[bytes], how: signal.Signals) -> int:
    running.send_signal(how)
    return running.wait(30)


def serve(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A server that is expected to end by itself."""
    call = [sys.executable, "-m", "uems.cli.main", "serve", *words]
    return subprocess.run(call, capture_output=True, text=True, timeout=60, env=os.environ | settings)
