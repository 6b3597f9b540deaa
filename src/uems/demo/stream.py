"""The generator as a process of its own: the history in framed batches on its standard output, then the last state.

A frame is its length in four bytes, one byte that says what it is, and MessagePack. Another process, and not a thread,
so that making and writing events use two cores.
"""

import signal
import subprocess
import sys
from collections.abc import Generator
from datetime import datetime
from typing import IO

import msgspec

from uems.demo.history import State, history
from uems.demo.population import World
from uems.events.event import Event

SIZE = 8_000
_EVENTS, _STATE = b"E", b"S"


class Broken(Exception):
    """The generator ended before its work was done."""


def write(world: World, received: datetime, out: IO[bytes], size: int = SIZE) -> None:
    """The whole history; a person's events are in one frame, so that a profile is folded once."""
    encode = msgspec.msgpack.Encoder().encode
    some: list[Event] = []
    told = history(world, received)
    while True:
        try:
            some += next(told)
        except StopIteration as ended:
            _frame(out, _EVENTS, encode(some))
            _frame(out, _STATE, encode(ended.value))
            return
        if len(some) >= size:
            _frame(out, _EVENTS, encode(some))
            some = []


def _frame(out: IO[bytes], kind: bytes, data: bytes) -> None:
    out.write(len(data).to_bytes(4, "big") + kind + data)
    out.flush()


def read(world: World, received: datetime) -> Generator[list[Event], None, State]:
    """The history from a process of its own, which ends with this generator. Raises Broken."""
    words = [str(world.seed), str(world.people), world.end.isoformat(), received.isoformat()]
    called = [sys.executable, "-m", __name__, *words]
    events, state = msgspec.msgpack.Decoder(list[Event]), msgspec.msgpack.Decoder(State)
    with subprocess.Popen(called, stdout=subprocess.PIPE) as running:  # noqa: S603
        assert running.stdout is not None
        try:
            while len(head := running.stdout.read(5)) == 5:
                size = int.from_bytes(head[:4], "big")
                data = running.stdout.read(size)
                if len(data) < size:
                    break
                if head[4:] == _STATE:
                    return state.decode(data)
                yield events.decode(data)
        finally:
            running.kill()
    raise Broken(f"exit code {running.returncode}")


def main(words: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who reads us; we end with the pipe
    seed, people, end, received = words
    world = World(int(seed), int(people), datetime.fromisoformat(end))
    try:
        write(world, datetime.fromisoformat(received), sys.stdout.buffer)
    except BrokenPipeError:
        sys.stderr.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
