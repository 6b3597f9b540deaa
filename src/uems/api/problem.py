"""What a refusal becomes on the wire: RFC 9457 problem+json, in the caller's language."""

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError
from starlette.exceptions import HTTPException

from uems.access.sign_in import SignInRefused
from uems.access.throttle import TooManyAttempts
from uems.api.door import KeyRefused, SessionExpired, language_of
from uems.base.errors import Conflict, Forbidden, Invalid, NotFound, Refusal, Unavailable
from uems.base.pace import TooOften
from uems.base.words import Text

_log = logging.getLogger(__name__)

STATUS: dict[type[Refusal], int] = {
    KeyRefused: 401,
    SessionExpired: 401,
    SignInRefused: 401,
    TooManyAttempts: 429,
    TooOften: 429,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Unavailable: 503,
}

_BROKEN = Text("服务器内部错误，已记录", "Something broke on our side; it has been logged")
_ROUTE = Text("没有这个地址", "There is no such address")
_METHOD = Text("该地址不支持这个方法", "The address does not take this method")
_HALF = Text("文本中含有不完整的字符（孤立的代理项）", "A text holds half a character (a lone surrogate)")
_BEYOND = Text("数字或时间超出可处理的范围", "A number or a time is beyond what can be counted")
_BODY = Text("请求内容无效", "The request is not valid")


class Problem(BaseModel):
    """A refusal: `code` is stable, `title` is a sentence in zh or en, `about` names the field or id."""

    type: str = "about:blank"
    status: int
    code: str
    title: str
    about: str = ""


_AS_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def refusals(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The refusals a route can answer, for its OpenAPI description; 401 always."""
    return {status: {"model": Problem, "content": _AS_PROBLEM} for status in (401, *statuses)}


def answer(
    request: Request, status: int, code: str, text: Text, about: str = "", headers: Mapping[str, str] | None = None
) -> JSONResponse:
    sendable = about.encode("utf-8", "replace").decode()
    problem = Problem(status=status, code=code, title=text.read(language_of(request)), about=sendable)
    said = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JSONResponse(problem.model_dump(), status, {**said, **(headers or {})}, "application/problem+json")


def answer_refusal(request: Request, refusal: Refusal) -> JSONResponse:
    status = next((s for kind, s in STATUS.items() if isinstance(refusal, kind)), 422)
    later = {"Retry-After": str(refusal.retry_after)} if isinstance(refusal, Unavailable) else None
    return answer(request, status, refusal.code, refusal.text, refusal.about, later)


def install(app: FastAPI) -> None:
    """Teach the app how each kind of error is answered."""

    @app.exception_handler(Refusal)
    def refused(request: Request, error: Refusal) -> JSONResponse:
        return answer_refusal(request, error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        malformed = first["type"] == "json_invalid"
        about = f"{where}: {first['msg']}"
        return answer(request, 400 if malformed else 422, "malformed" if malformed else "invalid", _BODY, about)

    @app.exception_handler(UnicodeEncodeError)
    def half(request: Request, error: UnicodeEncodeError) -> JSONResponse:
        return answer(request, 422, "half_character", _HALF)

    @app.exception_handler(PydanticSerializationError)
    def unsaid(request: Request, error: PydanticSerializationError) -> JSONResponse:
        """The answer would repeat half a character of the question."""
        if "surrogates not allowed" in str(error):
            return answer(request, 422, "half_character", _HALF)
        return broken(request, error)

    @app.exception_handler(OverflowError)
    def beyond(request: Request, error: OverflowError) -> JSONResponse:
        _log.warning("out of range on %s", request.url.path, exc_info=error)
        return answer(request, 422, "out_of_range", _BEYOND)

    @app.exception_handler(HTTPException)
    def missing(request: Request, error: HTTPException) -> JSONResponse:
        text = {404: _ROUTE, 405: _METHOD}.get(error.status_code, _BODY)
        return answer(request, error.status_code, f"http_{error.status_code}", text, request.url.path)

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> JSONResponse:
        _log.error("unexpected error on %s", request.url.path, exc_info=error)
        return answer(request, 500, "broken", _BROKEN)
