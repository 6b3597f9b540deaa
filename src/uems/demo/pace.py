"""The demo world at the pace of the clock: its events are sent to the running server as any sender would send them."""

import logging
import threading
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import msgspec

from uems.base.clock import Clock
from uems.demo import folder
from uems.demo.history import State
from uems.demo.life import asleep, step, wake
from uems.events.event import Event

log = logging.getLogger(__name__)
_TICK = 2.0
_KEEP = 60.0
_STRIDE = timedelta(hours=1)
_ASLEEP = timedelta(days=7)
"""A world that was stopped for longer has slept until then."""
_BATCH = 500
_OURS = {"received_at", "source"}


def live(data: Path, state: State, url: str, write_key: str, clock: Clock, stop: threading.Event) -> None:
    """Step the world to now, again and again, until `stop` is set; the state is kept in the data folder every minute
    and at the end. What was sent but not kept is told again after a crash, under the same ids."""
    life = wake(state)
    kept = time.monotonic()
    at = max(_moment(life.at, clock), clock() - _ASLEEP)
    while not stop.wait(0 if clock() - at > _STRIDE else _TICK):
        until = min(clock(), at + _STRIDE)
        if until <= at:
            continue
        if not send(url, write_key, step(life, at, until), stop):
            return  # stopped in the middle: the last state kept is the truth, the next start tells it again
        at = until
        if time.monotonic() - kept > _KEEP:
            folder.keep_state(data, asleep(life))
            kept = time.monotonic()
    folder.keep_state(data, asleep(life))


def _moment(at: int, clock: Clock) -> datetime:
    return datetime.fromtimestamp(at / 1000, clock().tzinfo)


def send(url: str, write_key: str, events: list[Event], stop: threading.Event) -> bool:
    """The events in batches; waits while the server does not take them. False: stopped before all were taken."""
    for at in range(0, len(events), _BATCH):
        body = msgspec.json.encode({"events": [_native(event) for event in events[at : at + _BATCH]]})
        pause = _TICK
        while not _post(f"{url}/v1/events", write_key, body):
            if stop.wait(pause):
                return False
            pause = min(2 * pause, _KEEP)
    return True


def _post(url: str, key: str, body: bytes) -> bool:
    head = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    try:
        with urlopen(Request(url, body, head), timeout=30):  # noqa: S310
            return True
    except HTTPError as error:
        error.close()
        log.warning("the demo world's events were answered with %d", error.code)
    except (URLError, OSError) as error:
        log.debug("the demo world's events were not taken: %s", error)
    return False


def _native(event: Event) -> dict[str, object]:
    """As a sender of our own form writes it."""
    fields: Iterable[tuple[str, object]] = msgspec.to_builtins(event).items()
    return {name: value for name, value in fields if name not in _OURS}
