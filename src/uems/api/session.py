"""Signing in and out over HTTP, the first account, and another password."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from uems.access import membership, session, setup
from uems.access.account import Account
from uems.access.role import RIGHTS, SECRET_KEY, Right, Role, ordered
from uems.api import door
from uems.api.door import Guest, SessionExpired, SignedIn, SignInRequired
from uems.api.parts import Parts
from uems.api.problem import Problem, refusals
from uems.store.project import Project

router = APIRouter(prefix="/api", tags=["session"], responses=refusals(403, 422, 429, 503))

Email = Annotated[str, Field(max_length=1000, examples=["ada@example.com"])]
Password = Annotated[str, Field(max_length=1000, examples=["a long and winding sentence"])]
Name = Annotated[str, Field(max_length=1000, examples=["Ada"])]


class AccountBody(BaseModel):
    id: str = Field(examples=["acc_7x2k9m4qpw8n3d5t"])
    email: str = Field(examples=["ada@example.com"])
    name: str = Field(examples=["Ada"])


class ProjectEntry(BaseModel):
    """A project that the caller may enter, and as what; `role` is empty for a key."""

    id: str = Field(examples=["prj_4k0m7x2k9p8n3d5t"])
    name: str = Field(examples=["Shop 商城"])
    timezone: str = Field(examples=["Asia/Shanghai"])
    currency: str = Field(examples=["CNY"])
    role: Role | None
    rights: list[Right]


class SessionBody(BaseModel):
    """Who is here and where they may go. `csrf` goes into the header X-CSRF-Token of every change; `account` is null
    and `csrf` empty for a key."""

    account: AccountBody | None
    csrf: str
    projects: list[ProjectEntry]
    may_create_project: bool


class SignInBody(BaseModel):
    model_config = ConfigDict(extra="forbid")
    email: Email
    password: Password


class SetupBody(BaseModel):
    """The first account; `token` as it stands in the link that the server printed."""

    model_config = ConfigDict(extra="forbid")
    token: str = Field(max_length=200, examples=["5f0c1b…"])
    email: Email
    name: Name
    password: Password


class PasswordBody(BaseModel):
    model_config = ConfigDict(extra="forbid")
    current: Password
    new: Password


class SignInProblem(Problem):
    """`setup` = there is no account yet: the first one is made with the link that the server printed."""

    setup: bool = False


_UNSIGNED = refusals(403, 404, 422, 503)
_UNSIGNED[401] = {"model": SignInProblem, "content": {"application/problem+json": {}}}


@router.get("/session", response_model=SessionBody, responses=_UNSIGNED)
def get_session(request: Request, response: Response, parts: Guest) -> SessionBody | JSONResponse:
    """Who is signed in, or whose key this is."""
    response.headers["Cache-Control"] = "no-store"
    if door.bears_key(request):
        here = entry(door.asked(request).project, None)
        return SessionBody(account=None, csrf="", projects=[here], may_create_project=False)
    try:
        caller = door.signed(request)
    except (SignInRequired, SessionExpired) as refusal:
        title = refusal.text.read(door.language_of(request))
        told = SignInProblem(status=401, code=refusal.code, title=title, setup=setup.needed(parts.keeper))
        return JSONResponse(told.model_dump(), 401, media_type="application/problem+json")
    _remember(request, response, request.cookies[door.COOKIE])
    return described(parts, caller.account, caller.csrf)


@router.post("/session")
def sign_in(request: Request, response: Response, parts: Guest, asked: Annotated[SignInBody, Body()]) -> SessionBody:
    """Sign in with e-mail and password. Always a new session: one that the browser brought along ends."""
    who, token = parts.keeper.sign_in(asked.email, asked.password, address(request))
    return begun(request, response, parts, who, token)


@router.delete("/session", status_code=204)
def sign_out(request: Request, response: Response, caller: SignedIn) -> None:
    """The session ends here and everywhere it was copied to."""
    with caller.parts.store.write() as connection:
        session.end(connection, caller.parts.keeper.pepper, request.cookies[door.COOKIE])
    response.delete_cookie(door.COOKIE, path="/", httponly=True, samesite="lax", secure=_secure(request))


@router.post("/session/password", status_code=204)
def change_password(request: Request, caller: SignedIn, asked: Annotated[PasswordBody, Body()]) -> None:
    """Another password; every other session of this account ends."""
    caller.parts.keeper.change_password(caller.session, asked.current, asked.new, address(request))


@router.post("/setup", status_code=201, responses=refusals(403, 409, 422, 503))
def make_first_account(
    request: Request, response: Response, parts: Guest, asked: Annotated[SetupBody, Body()]
) -> SessionBody:
    """The first account, signed in: owner of every project there is. Works once."""
    who = setup.first(parts.keeper, asked.token, asked.email, asked.name, asked.password)
    with parts.store.write() as connection:
        token = session.begin(connection, parts.keeper.pepper, who.id, parts.clock())
    return begun(request, response, parts, who, token)


def begun(request: Request, response: Response, parts: Parts, who: Account, token: str) -> SessionBody:
    """A session that was just made goes to the browser; the one it came with ends."""
    old = request.cookies.get(door.COOKIE)
    if old:
        with parts.store.write() as connection:
            session.end(connection, parts.keeper.pepper, old)
    response.headers["Cache-Control"] = "no-store"
    _remember(request, response, token)
    return described(parts, who, session.csrf(parts.keeper.pepper, token))


def described(parts: Parts, who: Account, csrf: str) -> SessionBody:
    with parts.store.read() as connection:
        entered, creates = membership.projects(connection, who.id), membership.may_create(connection, who.id)
    return SessionBody(
        account=AccountBody(id=who.id, email=who.email, name=who.name),
        csrf=csrf,
        projects=[entry(where, role) for where, role in entered],
        may_create_project=creates,
    )


def address(request: Request) -> str:
    """The network address that a request comes from, as far as the server knows."""
    return request.client.host if request.client else ""


def entry(where: Project, role: Role | None) -> ProjectEntry:
    """A project as its members see it; without a role, as a key does."""
    rights = SECRET_KEY if role is None else RIGHTS[role]
    return ProjectEntry(
        id=where.id,
        name=where.name,
        timezone=where.timezone,
        currency=where.currency,
        role=role,
        rights=ordered(rights),
    )


def _remember(request: Request, response: Response, token: str) -> None:
    age = int(session.LASTS.total_seconds())
    secure = _secure(request)
    response.set_cookie(door.COOKIE, token, max_age=age, path="/", httponly=True, samesite="lax", secure=secure)


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"
