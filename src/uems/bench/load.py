"""A load of our own for a server on loopback: keep-alive connections that send the same prepared requests."""

import asyncio
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """What a run of requests came to: answers 200, others, wall seconds, the server's CPU seconds."""

    done: int
    refused: int
    seconds: float
    cpu: float


def free_port() -> int:
    """A TCP port that nobody listens on. Nobody else who asks here is given it while this process lives, though the
    listener comes later: the UDP port of that number is held. Nor is it one that the system gives to callers: who calls
    such a port before anybody listens there can reach themselves."""
    while True:
        port = 10_000 + secrets.randbelow(22_000)
        with socket.socket(type=socket.SOCK_DGRAM) as held, socket.socket() as tried, suppress(OSError):
            held.bind(("127.0.0.1", port))
            tried.bind(("127.0.0.1", port))
            held.detach()  # open until the process ends
            return port


def segment_batch(events: int, salt: str) -> bytes:
    """A Segment batch as analytics-python sends it, about 300 bytes an event, with ids of its own."""
    batch = [
        {
            "type": "track",
            "event": "Product Viewed",
            "userId": f"user-{salt}-{n % 7}",
            "anonymousId": None,
            "messageId": f"{salt}-{n:06d}",
            "timestamp": "2026-01-01T10:00:00.000+00:00",
            "properties": {
                "product_id": f"sku-{n}",
                "price": 12.5,
                "currency": "CNY",
                "category": "课程",
                "list": [1, 2],
            },
            "context": {"library": {"name": "analytics-python", "version": "2.4.0"}, "ip": "203.0.113.7"},
            "integrations": {},
        }
        for n in range(events)
    ]
    return json.dumps({"batch": batch, "sentAt": "2026-01-01T10:00:00.000Z"}, ensure_ascii=False).encode()


def request(path: str, key: str, body: bytes) -> bytes:
    """The bytes of one POST with Basic authentication."""
    import base64

    basic = base64.b64encode(f"{key}:".encode()).decode()
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {basic}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def run(port: int, pid: int, requests: list[bytes], connections: int = 32) -> Load:
    """Send every request once over so many connections."""
    waiting = iter(requests)
    counts = {"done": 0, "refused": 0}

    async def lane() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for sent in waiting:
            writer.write(sent)
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
            await reader.readexactly(int(length))
            counts["done" if head.startswith(b"HTTP/1.1 200") else "refused"] += 1
        writer.close()

    async def lanes() -> None:
        await asyncio.gather(*(lane() for _ in range(connections)))

    cpu, began = cpu_seconds(pid), time.monotonic()
    asyncio.run(lanes())
    return Load(counts["done"], counts["refused"], time.monotonic() - began, cpu_seconds(pid) - cpu)


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_mb(pid: int) -> float:
    line = next(s for s in Path(f"/proc/{pid}/status").read_text().splitlines() if s.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def forget_peak() -> None:
    """From now on `peak_mb` is of what follows."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_mb() -> float:
    """The most memory this process has had since `forget_peak`."""
    line = next(s for s in Path("/proc/self/status").read_text().splitlines() if s.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


@contextmanager
def process(
    words: list[str], port: int, path: str, seconds: float = 120
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A Python process that answers on `path` within `seconds`, and how long it took; ended when the block ends."""
    began = time.monotonic()
    running = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        yield running, _answering(running, port, path, seconds) - began
    finally:
        running.terminate()
        running.wait(120)


def _answering(running: subprocess.Popen[bytes], port: int, path: str, seconds: float) -> float:
    until = time.monotonic() + seconds
    while time.monotonic() < until and running.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30):
                return time.monotonic()
        except HTTPError as error:
            error.close()  # it holds the socket
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"no answer from {running.args!r}")
