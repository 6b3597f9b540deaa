"""Questions about people: the list, search, one profile by any id."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from people.world import World, at, event
from uems.base.page import BadCursor
from uems.people import listing, person
from uems.people.scope import Scope
from uems.store.project import Project


def scope(world: World) -> Scope:
    project = Project(f"prj_{world.project}", world.project, "P", "UTC")
    return Scope(world.warehouse, project, world.now, ZoneInfo("UTC"), world.people.merged(world.project))


def listed(world: World, limit: int = 10, search: str | None = None) -> list[list[str]]:
    """Page by page, the ids of everybody."""
    found, cursor = [], None
    while True:
        items, cursor = listing.listed(listing.Listing(search=search), scope(world), world.store, limit, cursor)
        found += [sorted(id.value for id in one.ids) for one in items]
        if cursor is None:
            return found


@pytest.fixture
def shop(world: World) -> World:
    world.send(event("view", 1, anonymous_id="a1"), event("view", 2, user_id="Bo"), event("view", 3, distinct_id="cy"))
    world.send(event("signup", 4, anonymous_id="a1", user_id="ann", ops={"set": {"city": "上海", "plan": "Pro"}}))
    return world


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_everybody_is_listed_once_the_newest_seen_first(shop: World, limit: int) -> None:
    assert listed(shop, limit) == [["a1", "ann"], ["cy"], ["Bo"]]


@pytest.mark.parametrize(
    ("search", "found"),
    [("ann", 1), ("a1", 1), ("上海", 1), ("pRO", 1), ("Bo", 1), ("B", 1), ("nobody", 0), ("'; --", 0), ("c", 2)],
)
def test_search_by_id_part_or_property(shop: World, search: str, found: int) -> None:
    assert len(listed(shop, search=search)) == found


def test_a_profile_by_user_id_device_or_public_id_is_the_same(shop: World) -> None:
    (first, *_), _ = listing.listed(listing.Listing(), scope(shop), shop.store, 1)
    for text in ("ann", "a1", first.id):
        found = person.find(scope(shop), shop.store, text)
        number = shop.people.person(shop.project, found.node)
        assert person.profile(scope(shop), shop.store, number) == first
    assert (first.events, first.first_seen, first.last_seen) == (2, at(1), at(4))
    assert first.properties == {"city": "上海", "plan": "Pro"}


def test_nobody_is_not_found(shop: World) -> None:
    for text in ("nobody", "0" * 16, "f" * 16, ""):
        with pytest.raises(person.NoPerson):
            person.find(scope(shop), shop.store, text)


def test_another_projects_people_are_not_found(shop: World, worlds: Callable[[int], World]) -> None:
    other = worlds(shop.project + 1_000_000)
    with pytest.raises(person.NoPerson):
        person.find(scope(other), other.store, "ann")
    assert listed(other) == []


@pytest.mark.parametrize("cursor", ["", "x", "1_", "1_zz", "99999999999999999_0000000000000000", "1_00000000-0000"])
def test_a_cursor_that_no_list_gave_is_refused(shop: World, cursor: str) -> None:
    with pytest.raises(BadCursor):
        listing.listed(listing.Listing(), scope(shop), shop.store, 10, cursor)
