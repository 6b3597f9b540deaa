"""Who is kept out: the same people everywhere, so many of them, and nobody else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from uems.api.flag_ofrep import told
from uems.experiments import holdout
from uems.experiments import holdout_register as register
from uems.experiments.flags import definition as flags
from uems.experiments.flags import evaluation, flag, growthbook
from uems.experiments.flags.dialect import dialects
from uems.experiments.flags.dialects import posthog
from uems.experiments.flags.evaluation import Asker
from uems.experiments.flags.flag import Flag
from uems.experiments.flags.ready import Decision, ready
from uems.experiments.holdout import UNIVERSAL, Holdout
from uems.people.lifecycle.rules import DEFAULT
from uems.rules.condition import Condition, parse
from uems.rules.facts_reading import PersonFacts, holds
from uems.store import project as projects
from uems.store.client import Store

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
IDS = [f"user-{n}" for n in range(4000)]
ARMS = [{"key": "a", "weight": 50}, {"key": "b", "weight": 50}]
FIFTH = Holdout("hold_1", UNIVERSAL, 20, "salt", NOW - timedelta(days=1))
PRO = Holdout("hold_2", UNIVERSAL, 20, "other", NOW, None, parse({"person": "plan", "op": "eq", "value": "pro"}))
SEGMENT = Holdout("hold_3", UNIVERSAL, 20, "third", NOW, None, parse({"did": "order_paid"}))


def everybody(_: Condition) -> bool:
    return True


def made(key: str, *kept_out: Holdout, **said: Any) -> Flag:
    read = flag.read({"key": key, "holdouts": [UNIVERSAL], **said})
    return replace(read, kept_out=kept_out)


def decided(one: Flag, id: str, facts: dict[str, Any] | None = None, others: tuple[Flag, ...] = ()) -> Decision:
    reads = partial(_holds, facts or {})
    asker = Asker(lambda _: id, reads, lambda out: holdout.membership(out, id, reads, NOW))
    known = {each.key: ready(each, "", NOW, "growthbook") for each in (one, *others)}
    return evaluation.evaluate(known, one.key, asker)


def _holds(facts: dict[str, Any], condition: Condition) -> bool:
    return holds(condition, PersonFacts(facts), NOW)


def test_a_fifth_is_kept_out_and_another_salt_keeps_others_out() -> None:
    first = {id for id in IDS if holdout.falls(FIFTH, id)}
    second = {id for id in IDS if holdout.falls(PRO, id)}
    assert abs(len(first) / len(IDS) - 0.2) < 0.02
    # Independent: of those in one, a fifth is in the other too.
    assert abs(len(first & second) / len(first) - 0.2) < 0.05


@pytest.mark.parametrize(
    ("now", "strategies", "kept"),
    [
        (NOW, {UNIVERSAL}, True),
        (NOW, {"win-back"}, False),
        (NOW - timedelta(days=1), {UNIVERSAL}, True),
        (NOW - timedelta(days=1, milliseconds=1), {UNIVERSAL}, False),
        (NOW + timedelta(days=1), {UNIVERSAL}, False),
    ],
)
def test_a_holdout_counts_for_its_strategy_and_in_its_time(now: datetime, strategies: set[str], kept: bool) -> None:
    one = Holdout("hold_1", UNIVERSAL, 50, "salt", NOW - timedelta(days=1), NOW + timedelta(days=1))
    id = next(id for id in IDS if holdout.falls(one, id))
    assert (holdout.held([one], strategies, id, everybody, now) is one) is kept


def test_whom_the_condition_leaves_out_is_in_no_arm_of_a_holdout() -> None:
    assert holdout.membership(PRO, "user-1", lambda _: False, NOW) is None
    assert (
        holdout.held([PRO], {UNIVERSAL}, next(id for id in IDS if holdout.falls(PRO, id)), lambda _: False, NOW) is None
    )


def test_who_is_held_out_gets_off_and_everybody_else_what_they_had() -> None:
    free, bound = (
        made("x", kind="multivariate", variants=ARMS, rules=[{}]),
        made("x", FIFTH, kind="multivariate", variants=ARMS, rules=[{}], off="plain"),
    )
    for id in IDS[:500]:
        found = decided(bound, id)
        if holdout.falls(FIFTH, id):
            assert (found.on, found.variant, found.value, found.reason) == (False, "off", "plain", "holdout")
        else:
            assert (found.variant, found.reason) == (decided(free, id).variant, "split")
        assert [one.held for one in found.memberships] == [holdout.falls(FIFTH, id)]


def test_a_flag_that_is_off_notes_nobody_and_a_child_tells_of_its_parents_holdout() -> None:
    assert decided(made("x", FIFTH, rules=[{}], enabled=False), "user-1").memberships == ()
    parent = made("parent", FIFTH, rules=[{}])
    child = made("child", rules=[{}], prerequisites=[{"flag": "parent"}])
    for id in IDS[:50]:
        found = decided(child, id, others=(parent,))
        assert (found.on, len(found.memberships)) == (not holdout.falls(FIFTH, id), 1)


def _facts(n: int) -> dict[str, Any]:
    return {"plan": "pro"} if n % 3 == 0 else {"plan": "free"} if n % 3 == 1 else {}


@pytest.mark.parametrize("out", [(FIFTH,), (PRO,), (FIFTH, PRO)])
@pytest.mark.parametrize("off", [None, "plain"])
def test_a_growthbook_client_keeps_out_whom_the_server_keeps_out(out: tuple[Holdout, ...], off: Any) -> None:
    one = made("x", *out, kind="multivariate", variants=ARMS, rules=[{"rollout": 60}], off=off)
    parent = made("p", *out, rules=[{"rollout": 50}])
    child = made("c", rules=[{}], prerequisites=[{"flag": "p"}])
    known = {each.key: each for each in (one, parent, child)}
    features = {key: dialects()["growthbook"].native(each, known, NOW, "") for key, each in known.items()}
    seen = set()
    for n, id in enumerate(IDS[:900]):
        for key, each in known.items():
            client = growthbook.feature(growthbook.Context({"id": id, **_facts(n)}, features), key)
            server = decided(each, id, _facts(n), (parent,))
            assert (client.value or False) == (server.value or False), (key, id)
            seen.add(server.reason)
    assert {"holdout", "split"} <= seen


def test_what_a_client_cannot_judge_reaches_nobody_there_and_is_said() -> None:
    for name, one in (("growthbook", SEGMENT), ("unleash", FIFTH), ("posthog", FIFTH)):
        bound = made("x", one, rules=[{}])
        said = dialects()[name].beyond(bound)
        assert len(said) == 1
        assert all(("留出组" in text.zh and "holdout" in text.en) for text in said)
        assert dialects()[name].beyond(made("x", rules=[{}])) == []
    assert dialects()["growthbook"].beyond(made("x", FIFTH, PRO, rules=[{}])) == []
    assert dialects()["growthbook"].native(made("x", SEGMENT, rules=[{}]), {}, NOW, "")["rules"] == []
    assert dialects()["unleash"].native(made("x", FIFTH, rules=[{}]), {}, NOW, "")["enabled"] is False
    groups = dialects()["posthog"].native(made("x", FIFTH, rules=[{}]), {}, NOW, "")["filters"]["groups"]
    assert all(posthog.ASK_SERVER in group["properties"] for group in groups)


def test_a_holdout_that_has_ended_binds_nobody() -> None:
    over = Holdout("hold_1", UNIVERSAL, 50, "salt", NOW - timedelta(days=2), NOW)
    bound = made("x", over, rules=[{}])
    assert all(decided(bound, id).on for id in IDS[:50])
    assert dialects()["unleash"].native(bound, {}, NOW, "")["enabled"] is True
    feature = dialects()["growthbook"].native(bound, {}, NOW, "")
    assert feature["rules"] == [{"id": "x-0", "force": True}]


def test_ofrep_names_the_holdout() -> None:
    id = next(id for id in IDS if holdout.falls(FIFTH, id))
    said = told(decided(made("x", FIFTH, rules=[{}]), id))
    assert (said["reason"], said["metadata"]["holdout"], said["value"]) == ("HOLDOUT", "hold_1", False)


def test_being_noted_in_a_holdout_is_no_activity() -> None:
    assert holdout.NOTED in DEFAULT.passive


# ---- in the store

GIVEN = {"name": "All", "strategy": UNIVERSAL, "share": 10.0, "metrics": ["arpu"], "condition": None, "until": None}


@pytest.fixture
def number(store: Store) -> int:
    return projects.create(store, b"pepper", "Shop", "UTC").project.number


def test_a_holdout_binds_the_flags_that_name_its_strategy_until_it_ends(store: Store, number: int) -> None:
    for key, named in (("all", [UNIVERSAL]), ("back", ["win-back"]), ("free", [])):
        flags.create(store, number, {"key": key, "rules": [{}], "holdouts": named}, "", NOW)
    kept = register.create(store, number, GIVEN, "ada", NOW)
    bound = {key: one.flag.kept_out for key, one in flags.every(store, number).items()}
    assert bound == {"all": (kept.holdout,), "back": (), "free": ()}
    ended = register.change(store, number, kept.holdout.id, {"until": (NOW + timedelta(days=1)).isoformat()}, NOW)
    assert (ended.version, flags.find(store, number, "all").flag.kept_out) == (2, (ended.holdout,))


def test_what_says_who_is_kept_out_never_changes_once_it_has_begun(store: Store, number: int) -> None:
    later = register.create(store, number, {**GIVEN, "since": (NOW + timedelta(days=1)).isoformat()}, "", NOW)
    assert register.change(store, number, later.holdout.id, {"share": 20.0}, NOW).holdout.share == 20
    register.delete(store, number, later.holdout.id, NOW)
    kept = register.create(store, number, GIVEN, "", NOW)
    for fixed in ({"share": 20.0}, {"strategy": "x"}, {"condition": {"did": "x"}}):
        with pytest.raises(register.HoldoutFixed):
            register.change(store, number, kept.holdout.id, fixed, NOW)
    with pytest.raises(register.HoldoutFixed):
        register.delete(store, number, kept.holdout.id, NOW)
    assert register.change(store, number, kept.holdout.id, {"name": "B", "metrics": ["orders"]}, NOW).metrics == [
        "orders"
    ]
    soon, early = NOW + timedelta(hours=1), {"until": (NOW - timedelta(days=1)).isoformat()}
    other = register.create(store, number, GIVEN, "", NOW)
    assert register.change(store, number, other.holdout.id, early, soon).holdout.until == soon
    register.change(store, number, kept.holdout.id, {"until": (NOW + timedelta(days=1)).isoformat()}, NOW)
    with pytest.raises(register.HoldoutEnded):
        register.change(store, number, kept.holdout.id, {"until": None}, NOW + timedelta(days=2))
