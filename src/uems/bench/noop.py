"""The peer of the ingestion figures: an ASGI app that reads the body and answers 200, on the same server."""

import sys
from typing import Any

import uvicorn

_ANSWER = [(b"content-type", b"application/json"), (b"content-length", b"16")]


async def noop(scope: Any, receive: Any, send: Any) -> None:
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": _ANSWER})
    await send({"type": "http.response.body", "body": b'{"success":true}'})


if __name__ == "__main__":
    uvicorn.run(
        noop,
        port=int(sys.argv[1]),
        http="httptools",
        loop="uvloop",
        lifespan="off",
        access_log=False,
        log_level="warning",
    )
