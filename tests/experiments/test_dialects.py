"""What clients decide by themselves is what the server decides for them: "growthbook", "posthog", "unleash"."""

import random
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from uems.experiments import bucket
from uems.experiments.flags import evaluation, flag, growthbook, unleash
from uems.experiments.flags.dialect import dialects
from uems.experiments.flags.evaluation import Asker
from uems.experiments.flags.flag import Flag, Origin
from uems.experiments.flags.ready import Decision, Ready, ready
from uems.experiments.flags.unleash_constraint import Context
from uems.rules.facts_reading import PersonFacts, holds

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
IDS = [f"user-{n}" for n in range(300)]
PRO = {"person": "plan", "op": "in", "value": ["pro", "team"]}
RED_BLUE = [{"key": "red", "weight": 50}, {"key": "blue", "weight": 50}]


def made(key: str, **said: Any) -> Flag:
    return flag.read({"key": key, **said})


def known(*flags: Flag) -> dict[str, Flag]:
    return {one.key: one for one in flags}


FLAGS = known(
    made("new-home", rules=[{"condition": PRO}], payload={"x": 1}),
    made("slow", rules=[{"rollout": 33}]),
    made("btn", kind="multivariate", variants=RED_BLUE, rules=[{}], seed="exp-btn"),
    made(
        "price",
        kind="multivariate",
        variants=[{"key": "a", "weight": 20}, {"key": "b", "weight": 30}, {"key": "c", "weight": 50}],
        rules=[{"condition": PRO, "variant": "c", "rollout": 50}, {"rollout": 40}],
    ),
    made("needs", rules=[{}], prerequisites=[{"flag": "slow"}]),
    made("red-only", rules=[{}], prerequisites=[{"flag": "btn", "variants": ["red"]}]),
    made("killed", rules=[{}], enabled=False),
    made("later", rules=[{}], starts_at="2026-03-02T00:00:00Z"),
    made("over", rules=[{}], ends_at="2026-03-01T12:00:00Z"),
)


def standing(flags: dict[str, Flag], origin: Origin | None, environment: str = "") -> dict[str, Ready]:
    return {key: ready(one, environment, NOW, origin) for key, one in flags.items()}


READY: dict[Origin, dict[str, Ready]] = {one: standing(FLAGS, one) for one in ("posthog", "growthbook", "unleash")}


def decided(key: str, id: str, facts: dict[str, Any], origin: Origin, flags: dict[str, Flag] = FLAGS) -> Decision:
    asker = Asker(lambda _: id, lambda condition: holds(condition, PersonFacts(facts), NOW))
    return evaluation.evaluate(READY[origin] if flags is FLAGS else standing(flags, origin), key, asker)


def facts_of(id: str) -> dict[str, Any]:
    chance = random.Random(id)
    held = {"plan": chance.choice(["pro", "free", "team", "PRO"]), "age": chance.randint(10, 60)}
    return {name: value for name, value in held.items() if chance.random() < 0.8}


@pytest.mark.parametrize("key", FLAGS)
def test_a_growthbook_client_decides_what_the_server_decides(key: str) -> None:
    features = {name: dialects()["growthbook"].native(one, FLAGS, NOW, "") for name, one in FLAGS.items()}
    seen = set()
    for id in IDS:
        client = growthbook.feature(growthbook.Context({"id": id, **facts_of(id)}, features), key)
        server = decided(key, id, facts_of(id), "growthbook")
        assert (client.value or False) == (server.value or False), id
        seen.add(server.variant)
    assert len(seen) > 1 or key in {"killed", "later", "over"}


@pytest.mark.parametrize("key", FLAGS)
def test_an_unleash_client_decides_what_the_server_decides(key: str) -> None:
    features = [dialects()["unleash"].native(one, FLAGS, NOW, "") for one in FLAGS.values()]
    state = unleash.state({"features": features})
    for id in IDS:
        facts = facts_of(id)
        client = unleash.evaluate(state, key, Context(NOW.isoformat(), user=id, properties=facts), lambda: 0.5)
        server = decided(key, id, facts, "unleash")
        assert client.on == server.on, id
        if server.variant not in ("on", "off"):
            assert client.variant["name"] == server.variant


def test_posthogs_hash_is_the_one_that_its_clients_count() -> None:
    digest = 0x1CB908E4C6C0940  # the first 60 bits of SHA-1 of "btn.user-1", taken with sha1sum
    assert bucket.posthog("btn", "user-1") == digest / 0xFFFFFFFFFFFFFFF


OPERATORS: list[tuple[str, Any]] = [
    ("eq", "pro"),
    ("eq", 30),
    ("eq", True),
    ("ne", "pro"),
    ("in", ["pro", "30", 7]),
    ("not_in", ["pro", 30]),
    ("contains", "r"),
    ("not_contains", "r"),
    ("starts_with", "p"),
    ("matches", "^p.o$"),
    ("gt", 20),
    ("lte", 30),
    ("between", [20, 40]),
    ("is_set", None),
    ("not_set", None),
]
VALUES: list[Any] = ["pro", "PRO", "", "30", 30, 20.5, 7, -1, True, "true", None, "a.b", ["pro", "x"]]


def conditions() -> list[dict[str, Any]]:
    plain = [{"person": "p", "op": op} | ({} if value is None else {"value": value}) for op, value in OPERATORS]
    return [*plain, *({"not": one} for one in plain), {"any": plain[:3]}, {"all": plain[6:9]}, {"any": []}, {"all": []}]


@pytest.mark.parametrize("condition", conditions(), ids=str)
def test_growthbook_reads_a_condition_as_we_do_for_one_value(condition: dict[str, Any]) -> None:
    one = made("f", rules=[{"condition": condition}])
    features = {"f": dialects()["growthbook"].native(one, {}, NOW, "")}
    for value in VALUES:
        if isinstance(value, list) or value == "":
            continue  # lists and empty texts have a meaning of their own in GrowthBook
        facts = {} if value is None else {"p": value}
        client = growthbook.feature(growthbook.Context({"id": "1", **facts}, features), "f").on
        assert client == decided("f", "1", facts, "growthbook", known(one)).on, value


@pytest.mark.parametrize("condition", conditions(), ids=str)
def test_unleash_reads_a_condition_as_we_do_for_one_text(condition: dict[str, Any]) -> None:
    """Its contexts hold texts alone."""
    one = made("f", rules=[{"condition": condition}])
    native = dialects()["unleash"]
    state = unleash.state({"features": [native.native(one, {}, NOW, "")]})
    if native.beyond(one) or re.search("'gt'|'lte'|'between'", str(condition)):
        return
    for value in ("pro", "PRO", "30", "true", None):
        facts = {} if value is None else {"p": value}
        client = unleash.evaluate(state, "f", Context(NOW.isoformat(), user="1", properties=facts), lambda: 0.5)
        assert client.on == decided("f", "1", facts, "unleash", known(one)).on, value


def test_what_a_client_cannot_judge_is_said_in_both_languages() -> None:
    did = made("f", rules=[{"condition": {"did": "order_paid"}}])
    for name, one in dialects().items():
        said = one.beyond(did)
        assert said, name
        assert all(text.zh and text.en for text in said)
        assert one.beyond(made("g", rules=[{"condition": PRO}])) == []
    asks = dialects()["posthog"].native(did, {}, NOW, "")["filters"]["groups"][0]["properties"]
    assert [one["type"] for one in asks] == ["cohort"]
    assert dialects()["growthbook"].native(did, {}, NOW, "")["rules"] == []
    assert dialects()["unleash"].native(did, {}, NOW, "")["enabled"] is False


def test_an_environment_has_rules_of_its_own() -> None:
    one = made("f", rules=[], environments={"test": {"rules": [{}]}, "shut": {"enabled": False}})
    asker = Asker(lambda _: "1", lambda _: False)
    there = {place: standing(known(one), None, place) for place in ("", "test", "shut")}
    on = {place: evaluation.evaluate(flags, "f", asker).on for place, flags in there.items()}
    assert on == {"": False, "test": True, "shut": False}


def test_two_parts_of_one_space_share_nobody() -> None:
    parts = [
        made(key, rules=[{}], namespace={"name": "n", "start": a, "end": b})
        for key, a, b in (("x", 0, 0.4), ("y", 0.4, 1))
    ]
    both = known(*parts)
    reached = {key: {id for id in IDS if decided(key, id, {}, "posthog", both).on} for key in both}
    assert reached["x"] & reached["y"] == set()
    assert reached["x"] | reached["y"] == set(IDS)
    assert 0.3 < len(reached["x"]) / len(IDS) < 0.5
