"""What each role may do: one frozen table, read by the door, the console and the members page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from uems.base.errors import Forbidden
from uems.base.words import Text

Right = Literal["read", "export", "analyse", "operate", "people", "see_personal", "manage", "own"]
"""read reports and lists · export people and events · analyse: reports, annotations, segments, dashboards · operate:
send, journeys, coupons · people: change, merge, split, erase a person · see_personal: values of personal properties ·
manage: keys, members, settings, import · own: what cannot be taken back."""

Role = Literal["viewer", "support", "analyst", "operator", "admin", "owner"]

ALL: frozenset[Right] = frozenset(get_args(Right))

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        "viewer": frozenset({"read"}),
        "support": frozenset({"read", "people", "see_personal"}),
        "analyst": frozenset({"read", "export", "analyse"}),
        "operator": frozenset({"read", "export", "analyse", "operate", "people", "see_personal"}),
        "admin": ALL - {"own"},
        "owner": ALL,
    }
)
SECRET_KEY: frozenset[Right] = RIGHTS["admin"]
"""What a secret key may do in its project."""

ROLE_NAMES: Mapping[Role, Text] = MappingProxyType(
    {
        "viewer": Text("查看者", "viewer"),
        "support": Text("客服", "support"),
        "analyst": Text("分析师", "analyst"),
        "operator": Text("运营", "operator"),
        "admin": Text("管理员", "admin"),
        "owner": Text("所有者", "owner"),
    }
)
RIGHT_NAMES: Mapping[Right, Text] = MappingProxyType(
    {
        "read": Text("查看", "read"),
        "export": Text("导出", "export"),
        "analyse": Text("分析", "analyse"),
        "operate": Text("运营", "operate"),
        "people": Text("修改用户", "people"),
        "see_personal": Text("查看个人信息", "see personal data"),
        "manage": Text("管理", "manage"),
        "own": Text("所有", "own"),
    }
)


class NotAllowed(Forbidden):
    """The caller's role has not the right; the sentence says which right and who has it."""

    code = "not_allowed"

    def __init__(self, right: Right) -> None:
        has = holders(right)
        zh, en = "、".join(ROLE_NAMES[role].zh for role in has), ", ".join(ROLE_NAMES[role].en for role in has)
        name = RIGHT_NAMES[right]
        text = Text(f"这需要“{name.zh}”权限；拥有它的角色：{zh}", f"This needs the right “{name.en}”; who has it: {en}")
        super().__init__(text, about=right)


def holders(right: Right) -> list[Role]:
    """The roles that have a right, the least powerful first."""
    return [role for role, rights in RIGHTS.items() if right in rights]


def within(role: Role, rights: frozenset[Right]) -> bool:
    """Whether somebody with these rights may give or touch the role: nobody deals in more than they have."""
    return RIGHTS[role] <= rights


def ordered(rights: frozenset[Right]) -> list[Right]:
    """Rights in the order of the table."""
    return [right for right in get_args(Right) if right in rights]
