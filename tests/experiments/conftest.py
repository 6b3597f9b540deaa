"""What tests of experiments through the door begin with: a metric, and a client that has the write key."""

from collections.abc import Iterator

import httpx
import pytest

from served import Caller


@pytest.fixture
def bought(caller: Caller) -> str:
    """The id of a metric: how many people bought."""
    definition = {"kind": "proportion", "event": {"events": [{"event": "bought"}]}}
    return str(caller.post("/api/metrics", {"name": "Bought", "unit": "percent", "definition": definition})["id"])


@pytest.fixture
def client(shop: Caller) -> Iterator[httpx.Client]:
    """A client with the write key of the module's shop."""
    with httpx.Client(base_url=str(shop.http.base_url), headers=shop.writes, timeout=30) as opened:
        yield opened
