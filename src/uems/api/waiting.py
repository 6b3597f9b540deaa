"""Whether anybody still waits for an answer: queries that nobody waits for are stopped in the engine."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from uems.warehouse.client import Warehouse

_log = logging.getLogger(__name__)

_AGAIN = 0.5
"""Seconds after which they are stopped once more: one may have waited for its turn, or another has followed it."""


@asynccontextmanager
async def waited_for(request: Request, warehouse: Warehouse, mark: str) -> AsyncIterator[None]:
    """While the block runs: when the caller hangs up, whatever runs under this mark is stopped. The body was read
    before, or there is none."""
    watching = asyncio.ensure_future(_watch(request, warehouse, mark))
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def _watch(request: Request, warehouse: Warehouse, mark: str) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    while True:
        try:
            await run_in_threadpool(warehouse.cancel, mark)
        except Exception:  # whatever it was, the query still runs
            _log.exception("what nobody waits for could not be stopped")
        await asyncio.sleep(_AGAIN)
