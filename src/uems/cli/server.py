"""A server in the foreground: parts opened, announced, served until told to stop."""

import gc
import socket
import sys
from collections.abc import Callable

import uvicorn

from uems.api.parts import Parts
from uems.base.errors import Unavailable
from uems.base.settings import Settings
from uems.base.words import Text
from uems.main import Application, announced, opened

_TURN = 0.0005
"""Seconds until a thread that computes lets another one go on. Python's own 5 ms are waited for by whoever answers each
time it has read or written: a dozen milliseconds for one answer."""


def serve(settings: Settings, ready: Callable[[Parts], None] | None = None) -> None:
    """Serve until SIGINT or SIGTERM. `ready` runs once the server answers. Raises Unavailable for a taken port."""
    with opened(settings) as parts:
        listening = _bound(settings)
        config = uvicorn.Config(
            Application(parts),
            host=settings.host,
            port=settings.port,
            http="httptools",
            loop="uvloop",
            lifespan="off",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=5,
            backlog=2048,
            limit_concurrency=2000,
        )

        def up() -> None:
            gc.freeze()  # what a program is made of is not looked through again: 0.15 s in which nothing is answered
            if ready:
                ready(parts)

        sys.setswitchinterval(_TURN)
        with announced(settings):
            _Server(config, up).run(sockets=[listening])


def _bound(settings: Settings) -> socket.socket:
    """Bound before uvicorn would do it, which says more than one line about a taken port. Raises Unavailable."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        bound.close()
        text = Text("端口被占用或无法监听", "The port is taken or cannot be listened on")
        raise Unavailable(text, about=f"{settings.host}:{settings.port}") from error
    return bound


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            self._ready()
