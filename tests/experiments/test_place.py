"""Who got a variant keeps it: whichever process answers, whatever the weights become, until they are erased."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tenant import kept_project
from uems.base.errors import Unavailable
from uems.experiments import assignment
from uems.experiments.flags import definition, evaluation, flag, place
from uems.experiments.flags.evaluation import Asker, Place
from uems.experiments.flags.flag import Flag, Origin, Variant
from uems.experiments.flags.place import Places
from uems.experiments.flags.ready import ready
from uems.people.identity import node_of
from uems.people.in_hand import Waits
from uems.store import personal
from uems.store.client import Store

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ARMS = [{"key": "a", "weight": 30}, {"key": "b", "weight": 70}]
A, B = (Variant(one["key"], one["key"], one["weight"]) for one in ARMS)


@pytest.fixture
def shop(store: Store, project: int) -> tuple[Store, int]:
    kept_project(store, project)
    return store, project


def made() -> Flag:
    read = flag.read({"key": "f", "kind": "multivariate", "variants": ARMS, "keeps": True})
    return replace(read, id=7)


def find(
    places: Places, project: int, who: str, drawn: Variant | None, patient: bool = True, keep: bool = True
) -> Place | None:
    return places.find(project, made(), [who], node_of(project, "user", who), lambda: drawn, patient, keep)


def test_what_was_got_first_stays_also_in_another_process(shop: tuple[Store, int]) -> None:
    store, project = shop
    here, there = Places(store), Places(store)
    assert find(here, project, "ada", A) == Place("a", 0.3, 1)
    assert find(here, project, "ada", B) == find(there, project, "ada", B) == Place("a", 0.3, 1)
    assert find(there, project, "eve", B) == Place("b", 0.7, 1)
    assert find(here, project, "eve", None) == Place("b", 0.7, 1)


def test_whom_a_rollout_does_not_reach_and_who_only_looks_take_no_place(shop: tuple[Store, int]) -> None:
    store, project = shop
    places = Places(store)
    assert find(places, project, "ada", None) is None
    assert find(places, project, "ada", A, keep=False) == Place("a", 0.3, 1)
    assert find(places, project, "ada", B) == Place("b", 0.7, 1)


def test_who_is_not_patient_is_answered_from_memory_or_not_at_all(shop: tuple[Store, int]) -> None:
    store, project = shop
    places = Places(store, most=1)
    with pytest.raises(Waits):
        find(places, project, "ada", A, patient=False)
    find(places, project, "ada", A)
    assert find(places, project, "ada", B, patient=False) == Place("a", 0.3, 1)
    find(places, project, "eve", A)
    with pytest.raises(Waits):
        find(places, project, "ada", B, patient=False)


def test_what_cannot_be_kept_is_not_given(shop: tuple[Store, int], monkeypatch: pytest.MonkeyPatch) -> None:
    store, project = shop
    places = Places(store)
    find(places, project, "ada", A)

    def away(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(place, "_read", away)
    assert find(places, project, "eve", A) is None
    assert find(places, project, "ada", B) == Place("a", 0.3, 1)


def test_what_another_process_forgot_is_forgotten_within_a_minute(shop: tuple[Store, int]) -> None:
    store, project = shop
    seconds = [0.0]
    places = Places(store, lambda: seconds[0])
    find(places, project, "ada", A)
    with store.write() as connection:
        personal.forget(connection, project, [node_of(project, "user", "ada")])
    seconds[0] = 59
    assert find(places, project, "ada", B, patient=False) == Place("a", 0.3, 1)
    seconds[0] = 60
    with pytest.raises(Waits):
        find(places, project, "ada", B, patient=False)
    assert find(places, project, "ada", B) == Place("b", 0.7, 1)


def test_what_was_read_before_somebody_was_forgotten_is_not_believed_after_it(
    shop: tuple[Store, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, project = shop
    places, read = Places(store), place._read
    find(places, project, "ada", A)
    places.forget()

    def then_forgotten(*asked: Any) -> Place | None:
        found = read(*asked)
        with store.write() as connection:
            personal.forget(connection, project, [node_of(project, "user", "ada")])
        places.forget()
        return found

    monkeypatch.setattr(place, "_read", then_forgotten)
    assert find(places, project, "ada", B) == Place("a", 0.3, 1)
    with pytest.raises(Waits):
        find(places, project, "ada", B, patient=False)


def test_memory_holds_no_id_as_it_was_given(shop: tuple[Store, int]) -> None:
    store, project = shop
    places = Places(store)
    find(places, project, "ada@example.com", A)
    assert "ada" not in repr(places._some)


def test_places_go_with_the_person_and_with_the_flag(shop: tuple[Store, int]) -> None:
    store, project = shop
    places = Places(store)
    kept = definition.create(store, project, {"key": "f", "kind": "multivariate", "variants": ARMS}, "", NOW)
    for who in ("ada", "eve"):
        places.find(project, kept.flag, [who], node_of(project, "user", who), lambda: A, True, True)
    with store.write() as connection:
        assert personal.forget(connection, project, [node_of(project, "user", "ada")])["flag_place"] == 1
    places.forget()
    found = [places.find(project, kept.flag, [who], 1, lambda: B, True, False) for who in ("ada", "eve")]
    assert [one and one.variant for one in found] == ["b", "a"]
    definition.delete(store, project, "f", "", NOW)
    places.forget()
    again = places.find(project, kept.flag, ["eve"], 1, lambda: B, True, False)
    assert again == Place("b", 0.7, 1)


def decided(had: Place | None, **more: object) -> evaluation.Decision:
    """What somebody who had this place is given now."""
    told = {"key": "f", "kind": "multivariate", "variants": ARMS, "keeps": True, "rules": [{}], **more}
    asker = Asker(lambda _: "ada", lambda _: True, place=lambda now, draw: had or evaluation.drawn(now, draw))
    return evaluation.evaluate({"f": ready(flag.read(told), "", NOW)}, "f", asker)


def test_a_place_goes_before_weights_and_a_smaller_rollout_but_not_before_an_end() -> None:
    new = decided(None)
    assert new.place == Place(new.variant, {"a": 0.3, "b": 0.7}[new.variant], 1)
    other = Place("a" if new.variant == "b" else "b", 0.4, 1)
    assert (decided(other).variant, decided(other).place) == (other.variant, other)
    assert decided(other, rules=[{"rollout": 0.001}]).variant == other.variant
    assert not decided(other, rules=[{"rollout": 0}]).on
    assert (decided(other, rules=[{"variant": "a"}]).variant, decided(other, rules=[{"variant": "a"}]).place) == (
        "a",
        None,
    )
    assert (decided(Place("gone", 0.4, 1)).variant, decided(Place("gone", 0.4, 1)).place) == (new.variant, None)
    assert decided(other, keeps=False).variant == new.variant


@pytest.mark.parametrize("origin", ["growthbook", "posthog", "unleash"])
def test_whom_a_rollout_reaches_hangs_on_no_weight_and_who_is_reached_falls_by_weight(origin: Origin) -> None:
    found = []
    for share in (50, 5):
        told = [{"key": "a", "weight": share}, {"key": "b", "weight": 100 - share}]
        keeping = flag.read({"key": "f", "kind": "multivariate", "variants": told, "keeps": True})
        met = {f"u{n}": assignment.chosen(keeping, 50, f"u{n}", origin) for n in range(4000)}
        reached = {id: one.key for id, one in met.items() if one is not None}
        assert list(reached.values()).count("a") / len(reached) == pytest.approx(share / 100, abs=0.03)
        found.append(set(reached))
    assert found[0] == found[1]
    assert len(found[0]) == pytest.approx(2000, abs=100)


def test_a_flag_of_on_and_off_has_nothing_to_keep() -> None:
    with pytest.raises(flag.FlagInvalid):
        flag.read({"key": "f", "keeps": True})
