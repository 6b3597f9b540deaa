"""A flag that keeps gives each person the same at every door that asks the server, whatever its weights become."""

import json
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from uems.api import flag_growthbook, flag_ofrep, flag_posthog, flag_unleash
from uems.api.flag_evaluation import Question, answered
from uems.events.protocol import Call, Opened, Protocol, Sent
from uems.events.request import Accepted
from uems.experiments import bucket
from uems.experiments.flags import definition
from uems.experiments.flags.book import Book
from uems.experiments.flags.switchboard import Switchboard
from uems.people.in_hand import Hands
from uems.store import project as projects
from uems.store.client import Store
from uems.store.project import Project

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE = [{"key": "a", "weight": 50}, {"key": "b", "weight": 50}]
AFTER = [{"key": "a", "weight": 5}, {"key": "b", "weight": 95}]
FLAG = {"key": "f", "kind": "multivariate", "variants": BEFORE, "keeps": True, "rules": [{}]}
IDS = [f"u{n}" for n in range(40)]
GUESTS = [f"g{n}" for n in range(20)]


@pytest.fixture
def shop(store: Store) -> tuple[Switchboard, Project, list[Accepted]]:
    """A flag that keeps, and what was written down of it."""
    project, noted = projects.create(store, b"pepper", "Shop", "UTC").project, list[Accepted]()
    definition.create(store, project.number, FLAG, "", NOW)
    board = Switchboard(Book(store, lambda: NOW), cast(Hands, None), noted.append, lambda: NOW)
    return board, project, noted


def told(room: Protocol, project: Project, name: str, body: dict[str, Any], query: str = "", **holes: str) -> Any:
    route = next(one for one in room.routes if one.name == name)
    assert route.tell is not None
    call = Call("POST", f"/{name}", query, {}, "", "http", NOW, holes=holes)
    return json.loads(route.tell(call, Sent(json.dumps(body).encode(), {}), Opened("wk", "write", project)).body)


def written(board: Switchboard, noted: list[Accepted], event: str) -> list[dict[str, Any]]:
    """The events of that name that were noted so far."""
    board.flush()
    return [one for batch in noted for one in json.loads(batch.body)["events"] if one["event"] == event]


def own(board: Switchboard, project: Project, id: str | None, guest: str | None = None) -> str:
    asked = Question(user_id=id, anonymous_id=guest, flags=["f"])
    return answered(board, project, asked, notes=True).flags[0].variant


def posthog(board: Switchboard, project: Project, id: str) -> str:
    return str(told(flag_posthog.protocol(board), project, "flags", {"distinct_id": id})["flags"]["f"]["variant"])


def ofrep(board: Switchboard, project: Project, id: str) -> str:
    body = {"context": {"targetingKey": id}}
    return str(told(flag_ofrep.protocol(board), project, "evaluate_flag", body, key="f")["variant"])


def unleash(board: Switchboard, project: Project, id: str) -> str:
    (one,) = told(flag_unleash.protocol(board), project, "frontend", {"context": {"userId": id}})["toggles"]
    return str(one["variant"]["name"])


def growthbook(board: Switchboard, project: Project, id: str) -> str:
    body = {"attributes": {"id": id}}
    (rule,) = told(flag_growthbook.protocol(board), project, "eval", body, key="wk")["features"]["f"]["rules"]
    assert rule["tracks"][0]["result"]["inExperiment"]
    return str(rule["force"])


DOORS = (own, posthog, ofrep, unleash, growthbook)


@pytest.mark.parametrize("first", DOORS)
def test_who_met_a_variant_at_one_door_has_it_at_all_of_them_after_weights_moved(
    shop: tuple[Switchboard, Project, list[Accepted]], store: Store, first: Any
) -> None:
    board, project, _ = shop
    had = {id: first(board, project, id) for id in IDS}
    assert set(had.values()) == {"a", "b"}
    definition.change(store, project.number, "f", {"variants": AFTER}, "", NOW)
    board.book.forget(project.number)
    board.book.places.forget()
    for door in DOORS:
        assert {id: door(board, project, id) for id in IDS} == had
    assert sum(bucket.posthog("f", id, "variant") >= 0.05 for id in had if had[id] == "a") > 10


def test_each_person_is_noted_once_with_the_chance_of_what_they_got_first(
    shop: tuple[Switchboard, Project, list[Accepted]], store: Store
) -> None:
    board, project, noted = shop
    posthog(board, project, "ada")
    definition.change(store, project.number, "f", {"variants": AFTER}, "", NOW)
    board.book.forget(project.number)
    for door in DOORS:
        door(board, project, "ada")
    door = own(board, project, "eve")
    placed = {one["user_id"]: one["properties"] for one in written(board, noted, "$variant_assigned")}
    assert len(written(board, noted, "$variant_assigned")) == 2
    assert (placed["ada"]["propensity"], placed["ada"]["version"]) == (0.5, 1)
    assert (placed["eve"]["propensity"], placed["eve"]["version"]) == ({"a": 0.05, "b": 0.95}[door], 2)
    met = [one["properties"] for one in written(board, noted, "$feature_flag_called") if one["user_id"] == "ada"]
    assert [(one["$feature_flag_propensity"], one["$feature_flag_version"]) for one in met] == [(0.5, 2)]


def test_weights_that_move_make_nobodys_exposure_another_one(
    shop: tuple[Switchboard, Project, list[Accepted]], store: Store
) -> None:
    board, project, noted = shop
    for weights in (BEFORE, AFTER):
        definition.change(store, project.number, "f", {"variants": weights}, "", NOW)
        board.book.forget(project.number)
        own(board, project, "ada")
    assert len(written(board, noted, "$feature_flag_called")) == 1


def test_a_flag_that_is_made_again_under_its_key_notes_its_people_anew(
    shop: tuple[Switchboard, Project, list[Accepted]], store: Store
) -> None:
    board, project, noted = shop
    own(board, project, "ada")
    definition.delete(store, project.number, "f", "", NOW)
    definition.create(store, project.number, FLAG, "", NOW)
    board.book.forget(project.number)
    own(board, project, "ada")
    assert len(written(board, noted, "$variant_assigned")) == 2


def test_who_had_a_variant_of_their_own_keeps_it_when_a_guest_turns_out_to_be_them(
    shop: tuple[Switchboard, Project, list[Accepted]],
) -> None:
    board, project, _ = shop
    had, guests = {id: own(board, project, id) for id in IDS[:4]}, {id: own(board, project, None, id) for id in GUESTS}
    for id in had:
        guest = next(one for one in guests if guests[one] != had[id])
        assert own(board, project, id, guest) == had[id]
        board.book.places.forget()
        assert own(board, project, id) == had[id]
    assert own(board, project, "new", GUESTS[0]) == guests[GUESTS[0]]


def test_who_only_looks_takes_no_place(shop: tuple[Switchboard, Project, list[Accepted]], store: Store) -> None:
    board, project, _ = shop
    looked = [answered(board, project, Question(user_id=id), notes=False).flags[0].variant for id in IDS]
    definition.change(store, project.number, "f", {"variants": AFTER}, "", NOW)
    board.book.forget(project.number)
    assert looked.count("a") > 10 > [own(board, project, id) for id in IDS].count("a")
