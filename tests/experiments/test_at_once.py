"""Several people change one metric, flag or experiment at once: every change counts, or is refused; none breaks."""

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from uems.base.errors import Conflict
from uems.experiments import register, running
from uems.experiments.flags import definition as flags
from uems.metrics import registry
from uems.metrics.registry import Draft
from uems.store import project as projects
from uems.store.client import Store

NOW = datetime(2026, 3, 1, tzinfo=UTC)
THREADS = 4
ROUNDS = 6
ARMS = [{"key": "a", "weight": 50}, {"key": "b", "weight": 50}]
PLAN = {"name": "Test", "hypothesis": "", "owner": "", "variants": ARMS}


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What each of the threads got, or the refusal; anything else that is raised fails the test."""
    gate, found = threading.Barrier(THREADS), [None] * THREADS

    def run(n: int) -> None:
        gate.wait()
        try:
            found[n] = act(n)
        except Exception as error:
            found[n] = error  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=(n,)) for n in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for one in found:
        if isinstance(one, Exception) and not isinstance(one, Conflict):
            raise one
    return found


@pytest.fixture
def number(store: Store) -> int:
    return projects.create(store, b"pepper", "Shop", "UTC").project.number


def counted(event: str) -> dict[str, Any]:
    return {"kind": "proportion", "event": {"events": [{"event": event}]}}


def test_a_metric_changed_at_once_has_every_change_as_a_version(store: Store, number: int) -> None:
    id = registry.create(store, number, Draft("Bought", counted("bought")), "", NOW).id
    for turn in range(ROUNDS):
        at_once(
            lambda n, turn=turn: registry.change(
                store, number, id, {"definition": counted(f"bought_{turn}_{n}")}, "", f"by {n}", NOW
            )
        )
    kept = registry.versions(store, number, id)
    assert [one.version for one in kept] == list(range(1, 2 + THREADS * ROUNDS))
    assert registry.find(store, number, id).version == kept[-1].version
    assert len({str(one.definition) for one in kept}) == len(kept)


def test_a_flag_made_and_changed_at_once_exists_once_with_every_change(store: Store, number: int) -> None:
    for turn in range(ROUNDS):
        made = at_once(lambda n, turn=turn: flags.create(store, number, {"key": f"f{turn}"}, f"by {n}", NOW))
        assert sum(isinstance(one, flags.FlagExists) for one in made) == THREADS - 1
        at_once(lambda n, turn=turn: flags.change(store, number, f"f{turn}", {"name": f"by {n}"}, "", NOW))
        assert flags.find(store, number, f"f{turn}").flag.version == 1 + THREADS


def test_an_experiment_made_changed_and_begun_at_once_is_one(store: Store, number: int) -> None:
    metric = registry.create(store, number, Draft("Bought", counted("bought")), "", NOW).id
    for turn in range(ROUNDS):
        json = PLAN | {"key": f"e{turn}", "primary": metric, "exposure": {"event": "met", "property": "arm"}}
        made = at_once(lambda n, json=json: register.create(store, number, json, "", NOW))
        ids = [one.id for one in made if not isinstance(one, Exception)]
        assert (len(ids), len(made)) == (1, THREADS)
        at_once(lambda n, id=ids[0]: register.change(store, number, id, {"name": f"by {n}"}, "", NOW))
        assert register.find(store, number, ids[0]).version == 1 + THREADS
        begun = at_once(lambda n, id=ids[0]: running.begin(store, number, id, "", NOW))
        assert sum(isinstance(one, register.ExperimentStands) for one in begun) == THREADS - 1
        whats = [one.what for one in register.history(store, number, ids[0])]
        assert whats == ["started", *["changed"] * THREADS, "created"]


def test_a_flag_deleted_while_an_experiment_takes_it_leaves_no_experiment_without_its_flag(
    store: Store, number: int
) -> None:
    metric = registry.create(store, number, Draft("Bought", counted("bought")), "", NOW).id
    for turn in range(ROUNDS):
        key = f"f{turn}"
        flags.create(store, number, {"key": key, "kind": "multivariate", "variants": ARMS}, "", NOW)

        def act(n: int, key: str = key) -> Any:
            if n == 0:
                return running.delete_flag(store, number, key, "", NOW)
            json = PLAN | {"key": f"{key}-{n}", "flag": key, "primary": metric}
            return register.create(store, number, json, "", NOW)

        with contextlib.suppress(flags.NoFlag):
            at_once(act)
        flag = flags.every(store, number).get(key)
        using = [one for one in register.every(store, number) if one.plan.flag == key]
        assert (flag is None) == (using == [])
