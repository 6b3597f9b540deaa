"""The product over HTTP inside a bench: the application answers on loopback, a caller asks with a secret key."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

import uvicorn

from uems.bench import load
from uems.main import Application


class Caller:
    """A caller over HTTP with a project's secret key."""

    def __init__(self, url: str, key: str) -> None:
        self.url, self.key = url, key

    def __call__(self, path: str, body: dict[str, Any] | None = None) -> Any:
        head = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self.url + path, sent, head), timeout=120) as answer:  # noqa: S310
            return json.load(answer)


@contextmanager
def answering(application: Application) -> Iterator[str]:
    """Its address while the block runs."""
    port = load.free_port()
    config = uvicorn.Config(application, port=port, http="httptools", lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
