"""The two readings agree: the segment you saw is the segment you send to, whatever the tree and the values."""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from uems.rules import facts_reading
from uems.rules.condition import EventFilter, Sequence, parse, parse_filter
from uems.rules.event_sql import passes
from uems.rules.facts_reading import Fact, PersonFacts
from uems.rules.normal import normal
from uems.rules.people_sql import Context, people
from uems.rules.test import Span, Test
from uems.warehouse import facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

NOW = datetime(2024, 3, 31, 12, 0, 0, 500_700, tzinfo=UTC)
EVENTS = ["view", "cart", "付款", "it's `\"\\ \n", ""]
NAMES = ["price", "country", "x", "tags", "名'`\"\\{p0:String}", "level"]
TIMES = [
    *(
        "2024-03-30",
        "2024-03-30T12:00:00.500Z",
        "2024-03-30T20:00:00.500+08:00",
        "2024-03-31 12:00:00.5009",
        "2024-02-30",
    ),
    *(
        "2024-02-29T12:00:00.500",
        "2024-02-29T24:00",
        "1900-01-01",
        "2299-12-31T23:59:59.999Z",
        "2300-01-01",
        "24-01-01",
    ),
    *(
        "2024-03-30T12:00",
        "2024-03-30T12:00:00,5",
        "2024-03-30T12:00:60",
        "2024-03-30T06:30-0530",
        "1969-12-31T23:59:59.9",
    ),
]
WORDS = [
    "",
    "a",
    "A",
    "ab",
    "CN",
    "中",
    "中国",
    "😀",
    "😀a",
    "\uffff",
    "'",
    '"',
    "\\",
    "a\nb",
    "\t",
    "\0",
    "null",
    "true",
    "[1]",
]
WORDS += ["{}", "0", "1", "1.0", "-0", "1e3", "1000", "100", "9007199254740993", "é", "e\u0301", "a.b", "%", "[", "{"]
NUMBERS = [
    0,
    -0.0,
    1,
    1.0,
    1.5,
    -1,
    2,
    10,
    100,
    1000,
    1e-6,
    1e-7,
    1.5e-7,
    0.1,
    0.30000000000000004,
    1e20,
    1e21,
    1e22,
    1e300,
]
NUMBERS += [5e-324, 2**53, 2**53 + 1, 2**63, 2**64 - 1, -(2**63), 1711800000, 1711800000.5, 1711800000500, 1e11, -1e11]
SCALARS = [*WORDS, *NUMBERS, *TIMES, True, False]
LISTED = [value for value in SCALARS if value != 1e20]
"""What may stand in a list: see the exception in rules.value."""
PATTERNS = [
    "a",
    "^a",
    "b$",
    "a.b",
    "(?i)^cn$",
    "^.$",
    "中|😀",
    "\\d+",
    "[^a]",
    "",
    "^$",
    "\\\\",
    "^-?0",
    "(?s)a.b",
    "\\bb",
    "a{2}",
]


class World:
    """People whose facts stand in the warehouse and in hand. Not a dataclass: hypothesis would print all of it."""

    def __init__(self, warehouse: Warehouse, project: int, context: Context, people: dict[int, PersonFacts]) -> None:
        self.warehouse = warehouse
        self.project = project
        self.context = context
        self.people = people

    def seen(self, asked: object) -> set[int]:
        rows = self.warehouse.query(people(parse(asked), self.context), self.project).rows
        assert len(rows) == len(set(rows))
        return {row[0] for row in rows}

    def held(self, asked: object) -> set[int]:
        tree = parse(asked)
        return {number for number, person in self.people.items() if facts_reading.holds(tree, person, NOW)}


def some_value(dice: random.Random) -> object:
    kind = dice.random()
    if kind < 0.75:
        return dice.choice(SCALARS)
    if kind < 0.8:
        return None
    if kind < 0.95:
        return [dice.choice([*LISTED, None, [1], {"a": 1}]) for _ in range(dice.randrange(4))]
    return dice.choice([{}, {"a": 1}, {"": "1"}])


def some_moment(dice: random.Random) -> datetime:
    base = NOW.replace(microsecond=500_000) - dice.choice([0, 0, 1, 1, 7, 29, 31, 60]) * timedelta(days=1)
    return base + timedelta(milliseconds=dice.choice([0, 0, 0, 0, 1, -1, 5, 1000, -60_000, 3_600_000, -3_600_000]))


def some_properties(dice: random.Random) -> dict[str, object]:
    return {name: some_value(dice) for name in NAMES if dice.random() < 0.6}


SEGMENTS = {
    "s": parse({"person": "x", "op": "is_set"}),
    "t": parse({"not": {"any": [{"segment": "s"}, {"segment": "odd"}]}}),
}
TAGGED = sql("SELECT person_id, JSONExtractRaw(properties, 'level') AS raw FROM {p}", p=facts.persons())
STATES = sql("SELECT person_id, if(person_id % 3 = 0, 'dormant', 'new') AS state FROM {p}", p=facts.persons())
ODD = sql("SELECT person_id FROM {p} WHERE person_id % 2 = 1", p=facts.persons())


def population(size: int) -> dict[int, PersonFacts]:
    dice = random.Random(11)
    found = {}
    for number in range(1, size + 1):
        known = dice.random() < 0.8
        happened = [
            Fact(dice.choice(EVENTS), some_properties(dice), some_moment(dice))
            for _ in range(dice.randrange(12) if known else dice.randrange(1, 12))
        ]
        properties = some_properties(dice) if known else {}
        found[number] = PersonFacts(
            properties=properties,
            events=happened,
            segments={**SEGMENTS, "odd": known and number % 2 == 1},
            tags={"level": properties.get("level")},
            states=(["dormant"] if number % 3 == 0 else ["new"]) if known else [],
        )
    return found


@pytest.fixture(scope="module")
def world(warehouse: Warehouse) -> World:
    project = 4_000_001
    crowd = population(80)
    events, persons = [], []
    for number, person in crowd.items():
        for fact in person.events:
            raw = {k: msgspec.json.encode(v).decode() for k, v in fact.properties.items()}
            columns = {facts.PROMOTED[k]: v for k, v in raw.items() if k in facts.PROMOTED}
            props = "{" + ",".join(f"{json.dumps(k, ensure_ascii=False)}:{v}" for k, v in raw.items()) + "}"
            row = {
                "project_id": project,
                "event_id": str(UUID(int=len(events) + 1)),
                "person_id": number,
                "node_id": number,
            }
            ts = fact.ts.isoformat(timespec="milliseconds")
            events.append(row | {"ts": ts, "event": fact.name, "props": props} | columns)
        if person.states:
            properties = msgspec.json.encode(person.properties).decode()
            row = {"project_id": project, "person_id": number, "properties": properties, "version": 1, "is_deleted": 0}
            persons.append(row)
    for table, rows in (("events", events), ("persons", persons)):
        warehouse.insert(table, b"\n".join(msgspec.json.encode(row) for row in rows), f"rules-{table}")
    context = Context(facts.events(False), NOW, {**SEGMENTS, "odd": ODD}, {"level": TAGGED}, STATES)
    return World(warehouse, project, context, crowd)


scalars = (
    st.sampled_from(SCALARS)
    | st.text(max_size=3).filter(lambda t: "\x00" not in t)
    | st.floats(allow_nan=False, allow_infinity=False)
)
moments = st.sampled_from([t for t in TIMES if facts_reading.moment_of(t) is not None] + [1711800000, 1711800000500.0])
spans = st.sampled_from(
    [{"days": 1}, {"days": 7}, {"hours": 24}, {"minutes": 1}, {"weeks": 1}, {"months": 1}, {"months": 2}]
)
ordered = st.sampled_from([*WORDS, *TIMES]) | st.sampled_from(NUMBERS)
pairs = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)) | st.tuples(
    st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)
)
VALUES: dict[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(("eq", "ne", "contains", "not_contains"), scalars),
    **dict.fromkeys(("gt", "gte", "lt", "lte"), ordered),
    **dict.fromkeys(("in", "not_in"), st.lists(scalars, max_size=5)),
    **dict.fromkeys(("is_set", "not_set"), st.none()),
    **dict.fromkeys(("before", "after"), moments),
    "between": pairs.map(list),
    "starts_with": st.sampled_from(WORDS),
    "matches": st.sampled_from(PATTERNS),
    "within_last": spans,
}


@st.composite
def asked(draw: st.DrawFn, key: str, names: list[str]) -> dict[str, object]:
    op = draw(st.sampled_from(list(VALUES)))
    value = draw(VALUES[op])
    return {key: draw(st.sampled_from(names)), "op": op} | ({} if value is None else {"value": value})


wheres = st.lists(asked("property", NAMES), max_size=2)
names = st.sampled_from([None, *EVENTS[:-1]])
filters = st.builds(lambda event, where: {"event": event, "where": where}, names, wheres)
counts = st.integers(0, 4)
times = st.builds(
    lambda op, low, more: {"op": op, "value": [low, low + more] if op == "between" else low},
    st.sampled_from(["eq", "ne", "gt", "gte", "lt", "lte", "between"]),
    counts,
    counts,
)
ranges = st.sampled_from(
    [
        {},
        {"since": "2024-03-30T12:00:00.500Z"},
        {"until": "2024-03-30T12:00:00.500Z"},
        {"since": "2024-03-01T00:00:00+08:00", "until": "2024-03-31T12:00:00.501Z"},
    ]
) | spans.map(lambda span: {"within": span})
dids = st.builds(
    lambda event, where, times, range: {"did": event, "where": where} | ({"times": times} if times else {}) | range,
    names,
    wheres,
    st.none() | times,
    ranges,
)
sequences = st.builds(
    lambda steps, span: {"sequence": steps} | ({"within": span} if span else {}),
    st.lists(st.builds(lambda event: {"event": event}, names) | filters, min_size=1, max_size=4),
    st.none() | spans,
)
leaves = (
    asked("person", NAMES)
    | dids
    | sequences
    | asked("tag", ["level"])
    | st.sampled_from([{"segment": s} for s in ("s", "t", "odd")] + [{"state": ["dormant"]}, {"state": ["new", "x"]}])
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts})
        | st.lists(inner, max_size=3).map(lambda parts: {"any": parts})
        | inner.map(lambda part: {"not": part})
    ),
    max_leaves=6,
)
LOOSE = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)


def agree(world: World, tree: dict[str, object]) -> None:
    seen, held = world.seen(tree), world.held(tree)
    assert seen == held, f"{tree!r}: SQL alone {sorted(seen - held)}, facts alone {sorted(held - seen)}"


@settings(LOOSE, max_examples=120)
@given(trees)
def test_both_readings_see_the_same_people(world: World, tree: dict[str, object]) -> None:
    agree(world, tree)


@settings(LOOSE, max_examples=150)
@given(asked("person", NAMES))
def test_both_readings_judge_every_value_alike(world: World, test: dict[str, object]) -> None:
    agree(world, test)


@settings(LOOSE, max_examples=60)
@given(trees)
def test_the_normal_form_means_the_same_and_is_its_own_normal_form(world: World, tree: dict[str, object]) -> None:
    form = normal(parse(tree))
    assert normal(parse(form)) == form
    assert world.held(form) == world.held(tree)


def missing_satisfies_nothing(test: object, value: object, now: datetime, truly: Callable[..., bool]) -> bool:
    return value is not None and truly(test, value, now)


def times_are_ignored(times: object, count: int, truly: Callable[..., bool]) -> bool:
    return count > 0


def texts_as_python_says(value: object, truly: Callable[..., str | None]) -> str | None:
    return None if truly(value) is None else str(value)


def one_event_serves_two_steps(steps: list[EventFilter], events: list[Fact], now: datetime, truly: object) -> set[int]:
    bits = {n for n, step in enumerate(steps) for event in events if facts_reading.event_holds(step, event, now)}
    return {sum(1 << n for n in bits if mask >> n & 1) for mask in range(1 << len(steps))}


@pytest.mark.parametrize(
    ("name", "mutant"),
    [
        ("test_holds", missing_satisfies_nothing),
        ("times_hold", times_are_ignored),
        ("text_of", texts_as_python_says),
        ("_served", one_event_serves_two_steps),
    ],
)
def test_a_wrong_reading_is_found_out(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str, mutant: Callable[..., object]
) -> None:
    truly = getattr(facts_reading, name)
    monkeypatch.setattr(facts_reading, name, lambda *args: mutant(*args, truly=truly))

    @settings(LOOSE, max_examples=400, phases=[Phase.generate])
    @given(trees if name != "_served" else sequences)
    def all_agree(tree: dict[str, object]) -> None:
        agree(world, tree)

    with pytest.raises(AssertionError):
        all_agree()


def truly_finished(steps: list[EventFilter], events: list[Fact], window: timedelta) -> bool:
    return any(
        all(facts_reading.event_holds(step, event, NOW) for step, event in zip(steps, chosen, strict=True))
        and all(a.ts <= b.ts for a, b in pairwise(chosen))
        and chosen[-1].ts - chosen[0].ts <= window
        for chosen in permutations(events, len(steps))
    )


letters = st.text("abc", min_size=1, max_size=3)


@settings(LOOSE, max_examples=400)
@given(
    st.lists(st.tuples(letters, st.integers(0, 3)), max_size=6),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4),
)
def test_a_sequence_is_what_trying_every_order_of_events_finds(given: list[tuple[str, int]], steps: list[str]) -> None:
    events = [Fact("e", {"has": list(word)}, NOW - timedelta(minutes=5) + timedelta(minutes=at)) for word, at in given]
    filters = [parse_filter({"event": "e", "where": [{"property": "has", "op": "eq", "value": s}]}) for s in steps]
    found = facts_reading.holds(Sequence(tuple(filters), Span(2, "minutes")), PersonFacts(events=events), NOW)
    assert found == truly_finished(filters, events, timedelta(minutes=2))


@pytest.mark.parametrize("test", [Test("n", "gt", 1), Test("n", "after", "2024-01-01"), Test("n", "lt", 2.5)])
def test_an_integer_beyond_every_double_is_infinite_in_both_readings(
    warehouse: Warehouse, project: int, test: Test
) -> None:
    for value in (10**400, -(10**400)):
        raw = sql("{raw:String}", raw=str(value))
        said = warehouse.query(sql("SELECT {held}", held=passes(test, raw, NOW)), project).scalar()
        assert facts_reading.test_holds(test, value, NOW) == bool(said) == ((value > 0) != (test.op == "lt"))


@pytest.mark.parametrize(
    "name", ["'", "`", '"', "\\", "a' OR 1=1 --", "{p0:String}", "${x}", "名字", "\n", "\t", "p" * 10_000]
)
def test_a_property_name_is_only_ever_a_name(world: World, name: str) -> None:
    for asked in (
        {"person": name, "op": "is_set"},
        {"did": name, "where": [{"property": name, "op": "eq", "value": name}]},
    ):
        assert world.seen(asked) == world.held(asked) == set()
        assert world.seen({"not": asked}) == set(world.people)
