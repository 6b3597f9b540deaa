"""Roles: the table that the design names, and nobody above themselves."""

import pytest

from uems.access import role
from uems.access.role import RIGHTS, NotAllowed, within


def test_the_table_of_roles() -> None:
    assert {name: " ".join(role.ordered(rights)) for name, rights in RIGHTS.items()} == {
        "viewer": "read",
        "support": "read people see_personal",
        "analyst": "read export analyse",
        "operator": "read export analyse operate people see_personal",
        "admin": "read export analyse operate people see_personal manage",
        "owner": "read export analyse operate people see_personal manage own",
    }
    assert RIGHTS["admin"] == role.SECRET_KEY


def test_a_refusal_names_the_right_and_who_has_it() -> None:
    refused = NotAllowed("manage")
    assert (refused.code, refused.about) == ("not_allowed", "manage")
    assert refused.text.en == "This needs the right “manage”; who has it: admin, owner"
    assert refused.text.zh == "这需要“管理”权限；拥有它的角色：管理员、所有者"


@pytest.mark.parametrize(
    ("mine", "given", "may"),
    [("admin", "owner", False), ("admin", "admin", True), ("owner", "owner", True), ("support", "analyst", False)],
)
def test_nobody_gives_more_than_they_have(mine: role.Role, given: role.Role, may: bool) -> None:
    assert within(given, RIGHTS[mine]) is may
