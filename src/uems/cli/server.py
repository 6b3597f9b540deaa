"""A server in the foreground: parts opened, announced, served until told to stop."""

from collections.abc import Callable

import uvicorn

from uems.api.parts import Parts
from uems.base.errors import Unavailable
from uems.base.settings import Settings
from uems.base.words import Text
from uems.main import Application, announced, opened


def serve(settings: Settings, ready: Callable[[Parts], None] | None = None) -> None:
    """Serve until SIGINT or SIGTERM. `ready` runs once the server answers. Raises Unavailable for a taken port."""
    with opened(settings) as parts:
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
        server = _Server(config, lambda: ready and ready(parts))
        try:
            with announced(settings):
                server.run()
        except SystemExit:
            text = Text("端口被占用或无法监听", "The port is taken or cannot be listened on")
            raise Unavailable(text, about=f"{settings.host}:{settings.port}") from None


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            self._ready()
