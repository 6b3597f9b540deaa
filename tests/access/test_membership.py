"""Memberships, invitations and the first account: who enters which project, how, and how not."""

import threading
from contextlib import suppress

import pytest

from access.conftest import GOOD, PEPPER, House
from uems.access import account, invitation, membership, password, session, setup
from uems.access.invitation import NoInvitation, PasswordElsewhere
from uems.access.membership import AlreadyMember, LastOwner, NoMember
from uems.access.role import RIGHTS
from uems.access.sign_in import SignInRefused
from uems.store.project import Project

HERE = "10.0.0.1"


def invite(house: House, where: Project, email: str = "bob@x.com", role: membership.Role = "analyst") -> str:
    with house.store.write() as connection:
        who = account.invited(connection, email, "Bob", house.now)
        membership.invite(connection, where.number, who.id, role, house.now)
        return invitation.offer(connection, PEPPER, where.number, who.id, "join", "Ada", house.now)[0]


def test_a_link_opens_once_and_then_its_holder_is_a_member(house: House) -> None:
    shop = house.project()
    token = invite(house, shop)
    with house.store.read() as connection:
        told = invitation.find(connection, PEPPER, token, house.now)
        assert (told.project_name, told.role, told.invited_by, told.known) == ("Shop", "analyst", "Ada", False)
        assert membership.projects(connection, told.account.id) == []
    with pytest.raises(password.PasswordTooShort):
        invitation.accept(house.keeper, token, "Bob", "short", HERE)
    bob = invitation.accept(house.keeper, token, "Robert", GOOD, HERE)
    assert bob.name == "Robert"
    with house.store.read() as connection:
        assert membership.projects(connection, bob.id) == [(shop, "analyst")]
        assert membership.entered(connection, bob.id, shop.id) == (shop, "analyst")
        assert membership.entered(connection, bob.id, "prj_other") is None
    house.keeper.sign_in("bob@x.com", GOOD, HERE)
    with pytest.raises(NoInvitation):
        invitation.accept(house.keeper, token, "Mallory", "another good one", HERE)


def test_a_link_runs_out_after_seven_days_and_a_new_one_voids_it(house: House) -> None:
    shop = house.project()
    old = invite(house, shop)
    house.later(days=7)
    with pytest.raises(NoInvitation):
        invitation.accept(house.keeper, old, "Bob", GOOD, HERE)
    with house.store.write() as connection:
        assert invitation.forget(connection, house.now) == 1
        bob = account.find(connection, "bob@x.com")
        assert bob is not None
        tokens = [
            invitation.offer(connection, PEPPER, shop.number, bob.id, "join", "Ada", house.now)[0] for _ in range(2)
        ]
    with pytest.raises(NoInvitation):
        invitation.accept(house.keeper, tokens[0], None, GOOD, HERE)
    invitation.accept(house.keeper, tokens[1], None, GOOD, HERE)


def test_of_two_who_accept_at_the_same_moment_one_enters(house: House) -> None:
    token, came = invite(house, house.project()), []

    def enter(name: str) -> None:
        with suppress(NoInvitation):
            came.append(invitation.accept(house.keeper, token, name, GOOD, HERE).name)

    threads = [threading.Thread(target=enter, args=(name,)) for name in ("One", "Two", "Three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 1


def test_a_known_account_joins_with_its_own_password_and_no_other(house: House) -> None:
    first, second = house.project("First"), house.project("Second")
    bob = house.person("bob@x.com", first)
    token = invite(house, second)
    with pytest.raises(SignInRefused):
        invitation.accept(house.keeper, token, "Mallory", "a password of Mallory", HERE)
    assert invitation.accept(house.keeper, token, "Mallory", GOOD, HERE) == bob
    with house.store.read() as connection:
        assert [where.name for where, _ in membership.projects(connection, bob.id)] == ["First", "Second"]


def test_a_reset_needs_the_right_everywhere_it_would_lead(house: House) -> None:
    first, second = house.project("First"), house.project("Second")
    bob = house.person("bob@x.com", first, "viewer")
    with house.store.write() as connection:
        membership.grant(connection, second.number, bob.id, "admin", house.now)
        admin, owner = RIGHTS["admin"], RIGHTS["owner"]
        for mine in ({first.number: owner}, {first.number: owner, second.number: RIGHTS["operator"]}):
            with pytest.raises(PasswordElsewhere):
                invitation.refuse_reset(connection, mine, bob.id)
        invitation.refuse_reset(connection, {first.number: admin, second.number: admin}, bob.id)
        membership.change(connection, second.number, bob.id, "owner")
        with pytest.raises(PasswordElsewhere):
            invitation.refuse_reset(connection, {first.number: owner, second.number: admin}, bob.id)


def test_a_reset_changes_the_password_and_ends_the_sessions(house: House) -> None:
    shop = house.project()
    bob = house.person("bob@x.com", shop)
    _, open_session = house.keeper.sign_in("bob@x.com", GOOD, HERE)
    with house.store.write() as connection:
        token, _ = invitation.offer(connection, PEPPER, shop.number, bob.id, "password", "Ada", house.now)
    assert invitation.accept(house.keeper, token, None, "another good one", HERE) == bob
    assert session.find(house.store, PEPPER, open_session, house.now) is None
    house.keeper.sign_in("bob@x.com", "another good one", HERE)


def test_the_last_owner_neither_leaves_nor_is_lowered(house: House) -> None:
    shop = house.project()
    ada, bob = house.person("ada@x.com", shop), house.person("bob@x.com", shop, "admin")
    invite(house, shop, "cal@x.com", "owner")
    with house.store.write() as connection:
        with pytest.raises(LastOwner):
            membership.remove(connection, shop.number, ada.id)
        with pytest.raises(LastOwner):
            membership.change(connection, shop.number, ada.id, "viewer")
        membership.change(connection, shop.number, ada.id, "owner")
        membership.change(connection, shop.number, bob.id, "owner")
        membership.remove(connection, shop.number, ada.id)
        with pytest.raises(LastOwner):
            membership.remove(connection, shop.number, bob.id)


def test_two_owners_who_leave_at_the_same_moment_do_not_both_go(house: House) -> None:
    shop = house.project()
    both, left = [house.person(f"{n}@x.com", shop) for n in "ab"], []

    def leave(id: str) -> None:
        with suppress(LastOwner):
            with house.store.write() as connection:
                membership.remove(connection, shop.number, id)
            left.append(id)

    threads = [threading.Thread(target=leave, args=(one.id,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(left) == 1


def test_a_stranger_is_no_member_and_nobody_is_one_twice(house: House) -> None:
    shop, other = house.project(), house.project("Other")
    ada = house.person("ada@x.com", shop)
    with house.store.write() as connection:
        for act in (membership.member, membership.remove):
            with pytest.raises(NoMember):
                act(connection, other.number, ada.id)
        with pytest.raises(NoMember):
            membership.change(connection, other.number, ada.id, "viewer")
        with pytest.raises(AlreadyMember):
            membership.invite(connection, shop.number, ada.id, "viewer", house.now)


def test_nothing_is_kept_of_somebody_who_never_came(house: House) -> None:
    first, second = house.project(), house.project("Second")
    house.person("ada@x.com", first)
    for where in (first, second):
        invite(house, where)
    for where, gone in ((first, False), (second, True)):
        with house.store.write() as connection:
            bob = account.find(connection, "bob@x.com")
            assert bob is not None
            invitation.void(connection, where.number, bob.id)
            membership.remove(connection, where.number, bob.id)
            assert (account.find(connection, "bob@x.com") is None) is gone


def test_the_first_account_owns_what_is_there_and_is_made_once(house: House) -> None:
    shop, link = house.project(), setup.token(PEPPER)
    invite(house, shop, "ada@x.com", "viewer")
    assert setup.needed(house.keeper)
    with pytest.raises(setup.SetupRefused):
        setup.first(house.keeper, "guess", "ada@x.com", "Ada", GOOD)
    ada = setup.first(house.keeper, link, "ada@x.com", "Ada", GOOD)
    with house.store.read() as connection:
        assert membership.projects(connection, ada.id) == [(shop, "owner")]
        assert membership.may_create(connection, ada.id)
    assert not setup.needed(house.keeper)
    with pytest.raises(setup.SetupDone):
        setup.first(house.keeper, link, "bob@x.com", "Bob", GOOD)


def test_of_many_first_accounts_at_the_same_moment_one_is_made(house: House) -> None:
    link, made = setup.token(PEPPER), []

    def first(n: int) -> None:
        with suppress(setup.SetupDone):
            made.append(setup.first(house.keeper, link, f"{n}@x.com", "Ada", GOOD))

    threads = [threading.Thread(target=first, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_only_whoever_manages_a_project_makes_another(house: House) -> None:
    ada = house.person("ada@x.com")
    with house.store.read() as connection:
        assert membership.may_create(connection, ada.id), "the very first"
    shop = house.project()
    bob = house.person("bob@x.com", shop, "operator")
    with house.store.read() as connection:
        assert not membership.may_create(connection, ada.id)
        assert not membership.may_create(connection, bob.id)


def test_the_demos_owner_may_be_made_again_with_another_password(house: House) -> None:
    shop = house.project()
    for typed in (GOOD, "another good one"):
        setup.ensure(house.keeper, "demo@uems.local", "Demo", typed, shop.number)
        house.keeper.sign_in("demo@uems.local", typed, HERE)
