"""Kinds of tags on the real engine: who gets which value, at which base date, and what conditions make of it."""

import json
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from people.world import T0, World, event
from uems.base.errors import Refusal
from uems.people import asking
from uems.people.scope import Scope
from uems.people.tags import compute, definition, importing, label, run, value
from uems.people.tags.definition import Draft, Tag
from uems.people.tags.kind import kinds
from uems.rules.condition import parse
from uems.rules.facts_reading import PersonFacts, holds
from uems.store.project import Project
from uems.warehouse.sql import sql

DAY = 86400.0
BASE = date(2026, 11, 1)
NOW = T0 + timedelta(days=2)


@pytest.fixture
def known(world: World) -> dict[str, int]:
    """Ann bought much and often, bob once, cy long ago, dee only looked; all but the last before the base date ends."""
    sent = [
        *(event("pay", n * 60, user_id="ann", properties={"amount": 10 * (n + 1), "kind": "tea"}) for n in range(4)),
        event("pay", 300, user_id="ann", properties={"amount": 5, "kind": "milk/oat"}),
        event("pay", 10, user_id="bob", properties={"amount": 7.5, "kind": "milk"}),
        event("pay", -40 * DAY, user_id="cy", properties={"amount": 900, "kind": "tea"}),
        event("look", 20, user_id="dee", properties={"came_by": "ad"}),
        event("look", -DAY, user_id="dee", properties={"came_by": "friend"}),
        event("pay", DAY, user_id="bob", properties={"amount": 1000, "kind": "tea"}),
    ]
    people = world.send(*sent)
    return dict(zip(["ann", "bob", "cy", "dee"], [people[0], people[5], people[6], people[7]], strict=True))


def project_of(world: World) -> Project:
    return Project(f"prj_{world.project}", world.project, "P", "UTC")


def scope(world: World, base: date = BASE) -> Scope:
    return compute.at_base(world.store, world.warehouse, world.people, project_of(world), base, NOW)


def now(world: World) -> Scope:
    return asking.scope(world.store, world.warehouse, world.people, project_of(world), NOW, ZoneInfo("UTC"))


def values(world: World, kind: str, settings: dict[str, Any], base: date = BASE) -> dict[int, Any]:
    """What the kind gives, without a tag."""
    at = scope(world, base)
    read = definition.checked(kind, settings, at)
    asked = kinds()[kind].values
    assert asked is not None
    rows = world.warehouse.query(asked(read, at, base), world.project).dicts()

    return {row["person_id"]: json.loads(row["value"]) for row in rows}


def named(found: dict[int, Any], known: dict[str, int]) -> dict[str, Any]:
    return {name: found[person] for name, person in known.items() if person in found}


def made(world: World, id: str, kind: str, settings: dict[str, Any], publish: bool = True) -> Tag:
    tag = definition.create(world.store, scope(world), Draft(id, kind, settings, id=id), "me", NOW)
    if publish:
        definition.move(world.store, world.project, id, "review", "me", NOW)
        tag = definition.move(world.store, world.project, id, "published", "me", NOW)
    return tag


def computed(world: World, tag: Tag, base: date = BASE) -> run.Run:
    return compute.compute(world.store, scope(world, base), tag, tag.made, base, NOW)


PAID = {"did": "pay"}
TIERS = [{"value": "low"}, {"value": "mid", "begins": 10}, {"value": "high", "begins": 100}]
CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "rule",
        {
            "values": [
                {"value": "often", "condition": {"did": "pay", "times": {"op": "gte", "value": 3}}},
                {"value": "buyer", "condition": PAID},
            ],
            "otherwise": "none",
        },
        {"ann": "often", "bob": "buyer", "cy": "buyer", "dee": "none"},
    ),
    (
        "rule",
        {"values": [{"value": "lately", "condition": {"did": "pay", "within": {"days": 7}}}]},
        {"ann": "lately", "bob": "lately"},
    ),
    ("metric", {"event": "pay", "measure": "count"}, {"ann": 5, "bob": 1}),
    (
        "metric",
        {"event": "pay", "measure": "sum", "property": "amount", "days": None},
        {"ann": 105, "bob": 7.5, "cy": 900},
    ),
    ("metric", {"event": "pay", "measure": "distinct", "property": "kind"}, {"ann": 2, "bob": 1}),
    ("metric", {"event": "pay", "measure": "last", "property": "amount"}, {"ann": 5, "bob": 7.5}),
    ("metric", {"measure": "days", "days": 30}, {"ann": 1, "bob": 1, "dee": 2}),
    (
        "metric",
        {"event": "pay", "measure": "sum", "property": "amount", "days": None, "cut": "ranges", "tiers": TIERS},
        {"ann": "high", "bob": "low", "cy": "high"},
    ),
    (
        "metric",
        {
            "event": "pay",
            "measure": "sum",
            "property": "amount",
            "days": None,
            "cut": "percent",
            "tiers": [{"value": "rest"}, {"value": "top third", "begins": 66}],
        },
        {"ann": "rest", "bob": "rest", "cy": "top third"},
    ),
    (
        "metric",
        {"event": "pay", "where": [{"property": "kind", "op": "eq", "value": "tea"}], "measure": "count"},
        {"ann": 4},
    ),
    ("feature", {"event": "look", "property": "came_by", "which": "first"}, {"dee": "friend"}),
    ("feature", {"event": "look", "property": "came_by", "which": "last"}, {"dee": "ad"}),
    ("feature", {"event": "look", "which": "last"}, {"dee": "2026-11-01T12:00:20Z"}),
    ("preference", {"event": "pay", "property": "kind"}, {"ann": "tea"}),
    (
        "preference",
        {"event": "pay", "property": "kind", "top": 2, "least": 1},
        {"ann": ["tea", "milk/oat"], "bob": ["milk"]},
    ),
    (
        "sql",
        {
            "query": "SELECT person_id, count() AS value FROM events WHERE event = 'pay' AND ts <= {now:DateTime64(3)} "
            "GROUP BY 1"
        },
        {"ann": 5, "bob": 1, "cy": 1},
    ),
    (
        "scale",
        {
            "source": "proxy",
            "signals": [
                {"condition": PAID, "weight": 1},
                {"condition": {"did": "pay", "times": {"op": "gte", "value": 3}}, "weight": 1},
            ],
            "tiers": [{"value": "careful"}, {"value": "keen", "begins": 60}],
        },
        {"ann": "keen", "bob": "careful", "cy": "careful"},
    ),
]


@pytest.mark.parametrize(("kind", "settings", "expected"), CASES)
def test_a_kind_gives_every_person_the_value_that_is_theirs_at_the_base_date(
    world: World, known: dict[str, int], kind: str, settings: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert named(values(world, kind, settings), known) == expected


def test_a_scale_reads_the_newest_answer_to_each_item_and_ends(world: World) -> None:
    person = world.send(
        event("answered", 0, user_id="eve", properties={"a": 1, "b": 5}),
        event("answered", 60, user_id="eve", properties={"a": 5, "c": 99}),
        event("answered", 60, user_id="fay", properties={"a": 3}),
    )[0]
    settings = {
        "event": "answered",
        "items": [{"property": "a"}, {"property": "b", "reverse": True}, {"property": "c"}],
        "answered": 0.6,
        "days": 10,
        "confidence": 0.9,
        "tiers": [{"value": "low"}, {"value": "half", "begins": 50}],
    }
    tag = made(world, "bold", "scale", settings)
    assert (tag.automated, tag.family) == (False, "psychological")
    computed(world, tag)
    held = value.of_person(person, now(world))["bold"]
    assert (held.value, held.evidence) == ("half", {"score": 50, "known": 0.6667})
    assert held.confidence == pytest.approx(0.6, abs=1e-3)
    assert (held.source, held.valid_until) == ("survey", T0 + timedelta(days=10, seconds=60))
    later = asking.scope(
        world.store, world.warehouse, world.people, project_of(world), T0 + timedelta(days=11), ZoneInfo("UTC")
    )
    assert value.of_person(person, later) == {}


def test_a_past_base_date_is_computed_as_it_was_and_both_stay(world: World, known: dict[str, int]) -> None:
    tag = made(world, "spent", "metric", {"event": "pay", "measure": "count", "days": None})
    first, second = computed(world, tag), computed(world, tag, BASE + timedelta(days=1))
    assert (first.people, first.everybody, first.before) == (3, 4, None)
    assert (second.before, second.kept, second.flipped) == (BASE, 3, 1)
    told = value.history(known["bob"], run.every(world.store, world.project, "spent"), now(world))
    assert [(one.base, held.value) for one, held in told] == [(BASE + timedelta(days=1), 2), (BASE, 1)]
    again = computed(world, tag)
    assert again.run != first.run
    assert [one.base for one in run.every(world.store, world.project, "spent")] == [second.base, first.base]


def test_conditions_read_the_newest_run_until_now_and_facts_in_hand_agree(world: World, known: dict[str, int]) -> None:
    computed(world, made(world, "tier", "rule", CASES[0][1]))
    computed(world, made(world, "likes", "preference", {"event": "pay", "property": "kind", "top": 2, "least": 1}))
    computed(world, made(world, "spent", "metric", {"event": "pay", "measure": "sum", "property": "amount"}))
    asked: list[dict[str, Any]] = [
        {"tag": "tier", "op": "eq", "value": "buyer"},
        {"tag": "tier", "op": "ne", "value": "buyer"},
        {"tag": "likes", "op": "contains", "value": "milk/"},
        {"tag": "likes", "op": "in", "value": ["tea", "x"]},
        {"tag": "likes", "op": "not_set"},
        {"tag": "spent", "op": "gt", "value": 7.5},
        {"not": {"tag": "spent", "op": "between", "value": [7, 8]}},
        {"all": [{"tag": "spent", "op": "is_set"}, {"tag": "tier", "op": "matches", "value": "^o"}]},
    ]
    at = now(world)
    hands = {name: PersonFacts(tags=value.in_hand(person, at)) for name, person in known.items()}
    assert hands["ann"].tags == {"likes": ["tea", "milk/oat"], "spent": 105, "tier": "often"}
    for one in asked:
        condition = parse(one)
        rows = world.warehouse.query(at.people(condition), world.project).rows
        by_sql = {name for name, person in known.items() if (person,) in rows}
        by_hand = {name for name, facts in hands.items() if holds(condition, facts, NOW)}
        assert by_sql == by_hand, one
        assert 0 < len(by_sql) < 4, one


def test_of_merged_people_the_value_counts_that_was_theirs_already(world: World, known: dict[str, int]) -> None:
    computed(world, made(world, "spent", "metric", {"event": "pay", "measure": "count"}))
    from uems.people import merge, person

    ids = [person.find(now(world), world.store, name) for name in ("ann", "bob")]
    one = merge.merge(world.people, world.project, ids, NOW)
    rows = world.warehouse.query(now(world).people(parse({"tag": "spent", "op": "is_set"})), world.project).rows
    assert rows == [(one,)]
    own = {known["ann"]: 5, known["bob"]: 1}.get(one)
    assert value.of_person(one, now(world))["spent"].value == (own or 5)


def test_only_published_tags_are_there_for_conditions(world: World, known: dict[str, int]) -> None:
    tag = made(world, "tier", "rule", CASES[0][1], publish=False)
    computed(world, tag)
    with pytest.raises(Refusal) as unknown:
        now(world).people(parse({"tag": "tier", "op": "is_set"}))
    assert unknown.value.code == "tag_unknown"
    definition.move(world.store, world.project, "tier", "review", "me", NOW)
    definition.move(world.store, world.project, "tier", "published", "me", NOW)
    changed = definition.change(
        world.store, scope(world), "tier", {"settings": {"values": [{"value": "x", "condition": PAID}]}}, "me", NOW
    )
    assert (changed.status, changed.version, changed.published) == ("draft", 2, 1)
    computed(world, changed)
    assert value.of_person(known["dee"], now(world))["tier"].value == "none"
    definition.move(world.store, world.project, "tier", "retired", "me", NOW)
    assert value.of_person(known["dee"], now(world)) == {}


def test_every_night_published_tags_get_yesterdays_values_once_in_the_order_they_need(
    world: World, known: dict[str, int]
) -> None:
    made(world, "b_spent", "metric", {"event": "pay", "measure": "count", "days": None})
    condition = {"tag": "b_spent", "op": "gte", "value": 2}
    made(world, "a_rich", "rule", {"values": [{"value": "yes", "condition": condition}]})
    made(world, "c_draft", "rule", CASES[0][1], publish=False)
    made(world, "d_file", "import", {})
    at = NOW + timedelta(hours=1)
    nights = [compute.nightly(world.store, world.warehouse, world.people, at) for _ in range(2)]
    assert nights == [2, 0]
    newest = run.newest(world.store, world.project, "a_rich", 1)
    assert newest is not None
    assert (newest.base, newest.people) == (date(2026, 11, 2), 2)


def test_a_tag_that_the_engine_cannot_compute_does_not_keep_the_others(world: World, known: dict[str, int]) -> None:
    query = "SELECT person_id, toUInt32(concat('x', event)) AS value FROM events"
    made(world, "a_broken", "sql", {"query": query})
    made(world, "b_spent", "metric", {"event": "pay", "measure": "count", "days": None})
    assert compute.nightly(world.store, world.warehouse, world.people, NOW) == 1
    assert run.newest(world.store, world.project, "b_spent", 1) is not None


def test_values_of_runs_that_no_tag_has_are_swept_away(world: World, known: dict[str, int]) -> None:
    tag = made(world, "spent", "metric", {"event": "pay", "measure": "count"})
    old, new = computed(world, tag), computed(world, tag)
    compute.sweep(world.store, world.warehouse, NOW)
    runs = sql("SELECT DISTINCT run FROM tag_values")
    assert set(world.warehouse.query(runs, world.project).rows) == {(old.run,), (new.run,)}
    compute.sweep(world.store, world.warehouse, NOW + timedelta(hours=2))
    left = sql("SELECT run FROM tag_values WHERE run IN {runs:Array(UInt64)} GROUP BY run", runs=[old.run, new.run])
    assert world.warehouse.query(left, world.project).rows == [(new.run,)]


def test_a_file_gives_values_and_every_wrong_line_is_told(world: World, known: dict[str, int]) -> None:
    tag = made(world, "level", "import", {"source": "crm"})
    text = "\ufeffid,value,confidence\r\nann,gold,0.8\r\nnobody,gold\r\n,gold\r\n"
    text += 'bob,\r\ncy,iron,7\r\ndee,a\r\ndee,"b,c"\r\n'
    done = importing.take(world.store, scope(world), world.people, tag, text, BASE, NOW)
    assert (done.lines, done.taken, done.refused, done.run.people) == (7, 2, 5, 2)
    assert [(one.line, one.problem) for one in done.wrong] == [
        *((3, "no_person"), (4, "no_id"), (5, "no_value"), (6, "bad_confidence"), (7, "repeated")),
    ]
    held = value.of_person(known["ann"], now(world))["level"]
    assert (held.value, held.source, held.evidence) == ("gold", "crm", {"line": 2})
    assert held.confidence == pytest.approx(0.8)
    assert value.of_person(known["dee"], now(world))["level"].value == "b,c"
    for bad in ("", "who,what\n", 'id,value\n"ann', "id,value\n" + "x,y\n" * 3 + '"'):
        with pytest.raises(importing.NotCsv):
            importing.take(world.store, scope(world), world.people, tag, bad, BASE, NOW)


def test_a_line_of_more_cells_than_the_head_is_not_cut(world: World, known: dict[str, int]) -> None:
    tag = made(world, "spent", "import", {})
    text = "id,value\nann,1,000\nbob,5,\n'cy,7\n"
    done = importing.take(world.store, scope(world), world.people, tag, text, BASE, NOW)
    assert [(one.line, one.problem) for one in done.wrong] == [(2, "too_long")]
    held = {name: value.of_person(person, now(world)) for name, person in known.items()}
    assert {name: one["spent"].value for name, one in held.items() if one} == {"bob": "5", "cy": "7"}


def test_labels_of_a_sample_become_precision_and_recall(world: World) -> None:
    """Of 40 the tag says yes and of 60 nothing; it is right of 3 in 4, and misses 1 in 4."""
    world.send(*(event("pay" if n < 40 else "look", n, user_id=f"p{n}") for n in range(100)))
    tag = made(world, "buyer", "rule", {"values": [{"value": "yes/no", "condition": PAID}]})
    one = computed(world, tag)
    assert label.draw(world.store, scope(world), one, 8) == 16
    assert label.draw(world.store, scope(world), one, 8) == 16
    sample = label.listed(world.store, world.project, one)
    for said in ("yes/no", None):
        mine = [each for each in sample if each.said == said]
        assert len(mine) == 8
        for n, each in enumerate(mine):
            true = "yes/no" if (n < 6) == (said is not None) else None
            label.say(world.store, world.project, one, each.person, true, "me", NOW)
    (found,) = label.accuracy(one, label.listed(world.store, world.project, one))
    assert (found.people, found.labelled, found.right, found.precision) == (40, 8, 6, 0.75)
    assert found.recall == pytest.approx(40 * 0.75 / (40 * 0.75 + 60 * 0.75 * 0 + 60 * 2 / 8))
    assert found.precision_range is not None
    low, high = found.precision_range
    assert 0.40 < low < 0.42
    assert 0.92 < high < 0.94
    with pytest.raises(label.NotSampled):
        label.say(world.store, world.project, one, 1, None, "me", NOW)


@pytest.mark.parametrize(
    ("kind", "settings", "code", "about"),
    [
        ("nope", {}, "tag_kind_unknown", "nope"),
        ("rule", {"values": []}, "tag_settings_invalid", "values"),
        (
            "rule",
            {"values": [{"value": str(n), "condition": PAID} for n in range(25)]},
            "tag_settings_invalid",
            "values",
        ),
        ("rule", {"values": [{"value": "a", "condition": PAID}] * 2}, "value_repeated", "values[1].value"),
        ("rule", {"values": [{"value": "a", "condition": {"x": 1}}]}, "unknown_condition", "values[0].condition"),
        ("rule", {"values": [{"value": "a", "condition": {"segment": "s"}}]}, "segment_unknown", "s"),
        ("rule", {"values": [], "more": 1}, "tag_settings_invalid", "values"),
        ("metric", {"measure": "sum"}, "property_missing", "property"),
        ("metric", {"where": [{"property": "a", "op": "is"}]}, "unknown_op", "where[0].op"),
        ("metric", {"cut": "percent"}, "no_tiers", "tiers"),
        (
            "metric",
            {"cut": "ranges", "tiers": [{"value": "a", "begins": 2}, {"value": "b"}]},
            "tier_order",
            "tiers[1].begins",
        ),
        ("metric", {"cut": "percent", "tiers": [{"value": "a", "begins": 100}]}, "tier_percentile", "tiers[0].begins"),
        (
            "metric",
            {"cut": "ranges", "tiers": [{"value": "a", "begins": float("nan")}]},
            "tag_settings_invalid",
            "tiers[0].begins",
        ),
        ("scale", {"tiers": [{"value": "a"}]}, "no_items", "items"),
        ("scale", {"source": "proxy", "tiers": [{"value": "a"}]}, "no_signals", "signals"),
        ("preference", {}, "tag_settings_invalid", "property"),
        ("sql", {"query": "INSERT INTO events SELECT 1"}, "sql_not_select", "query"),
        ("sql", {"query": "SELECT person_id, nothing AS value FROM events"}, "sql_wrong", "query"),
    ],
)
def test_settings_that_make_no_sense_are_refused_with_their_place(
    world: World, kind: str, settings: dict[str, Any], code: str, about: str
) -> None:
    with pytest.raises(Refusal) as refused:
        definition.create(world.store, scope(world), Draft("x", kind, settings, id="x"), "me", NOW)
    assert (refused.value.code, refused.value.about) == (code, about)
    assert definition.every(world.store, world.project) == []


def test_tags_do_not_follow_from_themselves(world: World) -> None:
    made(world, "a", "rule", {"values": [{"value": "x", "condition": PAID}]})
    on_a = {"values": [{"value": "x", "condition": {"any": [{"tag": "a", "op": "is_set"}]}}]}
    made(world, "b", "rule", on_a)
    for condition in ({"tag": "b", "op": "is_set"}, {"not": {"tag": "a", "op": "eq", "value": "x"}}):
        with pytest.raises(definition.TagCircle):
            definition.change(
                world.store,
                scope(world),
                "a",
                {"settings": {"values": [{"value": "x", "condition": condition}]}},
                "me",
                NOW,
            )
    assert [one.id for one in definition.users(world.store, world.project, "a")[1]] == ["b"]


def test_what_the_published_version_names_is_used_also_while_the_next_is_a_draft(world: World) -> None:
    made(world, "z", "rule", {"values": [{"value": "x", "condition": PAID}]})
    made(world, "b", "rule", {"values": [{"value": "x", "condition": {"tag": "z", "op": "is_set"}}]})
    without = {"values": [{"value": "x", "condition": PAID}]}
    draft = definition.change(world.store, scope(world), "b", {"settings": without}, "me", NOW)
    assert (draft.seen, draft.made.version) == (definition.version_of(world.store, world.project, "b", 1), 2)
    assert [one.id for one in definition.users(world.store, world.project, "z")[1]] == ["b"]
    assert [one.id for one in compute.in_turn(definition.every(world.store, world.project))] == ["z", "b"]
    on_b = {"values": [{"value": "x", "condition": {"tag": "b", "op": "is_set"}}]}
    with pytest.raises(definition.TagCircle):
        definition.change(world.store, scope(world), "z", {"settings": on_b}, "me", NOW)


def test_another_projects_values_are_not_there(world: World, known: dict[str, int], worlds: Any) -> None:
    one = computed(world, made(world, "spent", "metric", {"event": "pay", "measure": "count"}))
    other = worlds(world.project + 500_000)
    assert value.listed(one, now(other), None, 10, None) == ([], None)
    query = {"query": "SELECT person_id, count() AS value FROM events GROUP BY person_id"}
    assert values(other, "sql", query) == {}
    with pytest.raises(definition.NoTag):
        definition.find(world.store, other.project, "spent")
