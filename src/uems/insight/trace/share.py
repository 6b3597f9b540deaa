"""Referral links: a token that names who shared and a trace, and that nobody else can write or read.

The token is sealed under the installation's secret (Fernet: AES-CBC and HMAC-SHA256), so it neither tells who shared
nor can be made up. It holds the number of an id, never the id.
"""

from dataclasses import dataclass

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.store.secret import SecretDamaged, sealed, unsealed

_KIND = "share"
_BETWEEN = "\x1f"
_LONGEST = 1000


class BadShareLink(Invalid):
    code = "bad_share_link"
    text = Text("邀请链接的签名无效，或不属于本项目", "The referral link is not signed by this project")


@dataclass(frozen=True, slots=True)
class Share:
    """`node`: the number of the id of who shares; `trace`: the link's own id."""

    node: int
    trace: str


def signed(pepper: bytes, project: int, share: Share) -> str:
    """The token of a referral link."""
    return sealed(pepper, _BETWEEN.join((_KIND, str(project), f"{share.node:016x}", share.trace)))


def read(pepper: bytes, project: int, token: str) -> Share:
    """What a token says. Raises BadShareLink for one that this project did not sign."""
    if not 0 < len(token) <= _LONGEST or not token.isascii():
        raise BadShareLink(about="token")
    try:
        kind, whose, node, trace = unsealed(pepper, token).split(_BETWEEN)
    except (SecretDamaged, ValueError):
        raise BadShareLink(about="token") from None
    if kind != _KIND or whose != str(project):
        raise BadShareLink(about="token")
    return Share(int(node, 16), trace)
