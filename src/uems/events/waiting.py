"""Those who wait for the journal's next commit, and how they are told what came of it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from uems.events.request import Accepted

log = logging.getLogger(__name__)


class Waiting(NamedTuple):
    """A request that becomes durable with the next commit."""

    future: Any
    """An asyncio future of `loop`, or a concurrent one."""
    loop: asyncio.AbstractEventLoop | None
    at: int
    data: bytes
    accepted: Accepted


def tell(requests: Iterable[Waiting], refusal: Exception | None) -> None:
    """Answer the callers: one wake-up for each event loop, not one for each request."""
    loops: dict[asyncio.AbstractEventLoop, list[Any]] = defaultdict(list)
    for waiting in requests:
        if waiting.loop is not None:
            loops[waiting.loop].append(waiting.future)
        elif refusal is None:
            waiting.future.set_result(None)
        else:
            waiting.future.set_exception(refusal)
    for loop, futures in loops.items():
        try:
            loop.call_soon_threadsafe(_settle, futures, refusal)
        except RuntimeError:
            log.warning("an event loop closed while %d requests waited for the journal", len(futures))


def _settle(futures: list[asyncio.Future[None]], refusal: Exception | None) -> None:
    for future in futures:
        if future.done():
            continue
        if refusal is None:
            future.set_result(None)
        else:
            future.set_exception(refusal)
