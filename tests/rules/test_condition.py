"""A condition is read from JSON, refused with the exact path, and has one normal form."""

import json
from datetime import UTC, datetime

import pytest

from uems.base.errors import Invalid
from uems.rules.condition import All, Did, EventFilter, InState, Not, PersonTest, Times, parse, parse_filter, parse_test
from uems.rules.normal import normal
from uems.rules.test import OPS, Span, Test
from uems.rules.value import number_text, since


def test_the_contract_reads_as_written() -> None:
    asked = {
        "all": [
            {"person": "country", "op": "in", "value": ["CN"]},
            {
                "did": "order_paid",
                "where": [{"property": "price", "op": "gte", "value": 10}],
                "times": {"op": "eq", "value": 0},
                "within": {"days": 7},
            },
            {"not": {"state": ["dormant"]}},
        ]
    }
    paid = EventFilter("order_paid", (Test("price", "gte", 10),))
    assert parse(asked) == All(
        (
            PersonTest(Test("country", "in", ("CN",))),
            Did(paid, Times("eq", 0), Span(7, "days")),
            Not(InState(("dormant",))),
        )
    )


def test_a_did_says_its_range_by_since_and_until() -> None:
    read = parse({"did": None, "since": "2024-01-01", "until": "2024-01-02T00:00:00.0009+08:00"})
    assert isinstance(read, Did)
    assert (read.since, read.until) == (datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, 16, tzinfo=UTC))


WRONG: list[tuple[object, str, str]] = [
    (3, "condition", "wrong_type"),
    ({}, "condition", "unknown_condition"),
    ({"all": [], "any": []}, "condition", "unknown_condition"),
    ({"all": {}}, "all", "wrong_type"),
    ({"all": [{"any": []}, {"did": "x", "times": {"op": "is", "value": 1}}]}, "all[1].did.times.op", "unknown_op"),
    ({"did": "x", "times": {"op": "eq", "value": 1.5}}, "did.times.value", "wrong_type"),
    ({"did": "x", "times": {"op": "eq", "value": -1}}, "did.times.value", "out_of_range"),
    ({"did": "x", "times": {"op": "between", "value": [1]}}, "did.times.value", "wrong_type"),
    ({"did": "x", "within": {"years": 1}}, "did.within.years", "unknown_field"),
    ({"did": "x", "within": {"days": 0}}, "did.within.days", "out_of_range"),
    ({"did": "x", "within": {"days": 1, "hours": 1}}, "did.within", "wrong_type"),
    ({"did": "x", "within": {"days": 1}, "since": "2024-01-01"}, "did.within", "one_of"),
    ({"did": "x", "since": "yesterday"}, "did.since", "bad_time"),
    ({"did": "x", "since": "2024-01-02", "until": "2024-01-02"}, "did.until", "out_of_range"),
    ({"did": "", "where": []}, "did", "wrong_type"),
    ({"did": "x", "were": []}, "did.were", "unknown_field"),
    ({"not": {"did": "x", "where": [{"op": "eq"}]}}, "not.did.where[0].property", "missing_field"),
    ({"sequence": []}, "sequence", "out_of_range"),
    ({"sequence": [{"event": "a"}, {"event": 5}]}, "sequence[1].event", "wrong_type"),
    ({"sequence": [{"event": "a", "times": 2}]}, "sequence[0].times", "unknown_field"),
    ({"sequence": [{"event": "a"}], "within": 5}, "sequence.within", "wrong_type"),
    ({"person": "a", "op": "like", "value": 1}, "person.op", "unknown_op"),
    ({"person": "a", "op": "eq"}, "person.value", "wrong_type"),
    ({"person": "a", "op": "eq", "value": [1]}, "person.value", "wrong_type"),
    ({"person": "a", "op": "is_set", "value": 1}, "person.value", "unknown_field"),
    ({"person": "a", "op": "gt", "value": True}, "person.value", "wrong_type"),
    ({"person": "a", "op": "between", "value": [1, "2"]}, "person.value", "wrong_type"),
    ({"person": "a", "op": "in", "value": ["x", None]}, "person.value[1]", "wrong_type"),
    ({"person": "a", "op": "in", "value": ["x"] * 10_001}, "person.value", "too_long"),
    ({"person": "a", "op": "matches", "value": "(?=x)"}, "person.value", "bad_regex"),
    ({"person": "a", "op": "matches", "value": "x" * 1001}, "person.value", "bad_regex"),
    ({"person": "a", "op": "before", "value": "2024-02-30"}, "person.value", "bad_time"),
    ({"person": "a", "op": "before", "value": 10**400}, "person.value", "out_of_range"),
    ({"person": "a", "op": "eq", "value": "\ud800"}, "person.value", "wrong_type"),
    ({"person": "a", "op": "eq", "value": float("nan")}, "person.value", "out_of_range"),
    ({"person": "a", "op": "eq", "value": 2**64}, "person.value", "out_of_range"),
    ({"person": "a" * 20_001, "op": "is_set"}, "person", "too_long"),
    ({"tag": "t", "op": None}, "tag.op", "unknown_op"),
    ({"segment": 5}, "segment", "wrong_type"),
    ({"state": [5]}, "state[0]", "wrong_type"),
    ({"any": [{"segment": "s"}] * 501}, "condition", "too_large"),
]


@pytest.mark.parametrize(("asked", "about", "code"), WRONG)
def test_what_is_wrong_is_refused_with_its_path(asked: object, about: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(asked)
    assert (refusal.value.about, refusal.value.code) == (about, code)


def nested(levels: int) -> dict[str, object]:
    found: dict[str, object] = {"segment": "s"}
    for _ in range(levels - 1):
        found = {"not": found}
    return found


def test_a_tree_is_twenty_deep_at_most_however_deep_it_is() -> None:
    parse(nested(20))
    for levels in (21, 100_000):
        with pytest.raises(Invalid) as refusal:
            parse(nested(levels))
        assert refusal.value.code == "too_deep"


def test_a_path_starts_where_the_caller_stands() -> None:
    with pytest.raises(Invalid) as refusal:
        parse_filter({"event": "x", "where": [{"property": "p", "op": "eq", "value": {}}]}, "steps[2]")
    assert refusal.value.about == "steps[2].where[0].value"
    with pytest.raises(Invalid) as refusal:
        parse({"any": [7]}, "condition")
    assert refusal.value.about == "condition.any[0]"
    assert parse_test({"property": "p", "op": "not_set"}) == Test("p", "not_set")


def test_the_ops_are_those_of_the_contract() -> None:
    named = "eq ne gt gte lt lte between in not_in contains not_contains starts_with matches is_set not_set"
    assert set(OPS) == {*named.split(), "before", "after", "within_last"}


def test_the_same_question_has_the_same_normal_form() -> None:
    one = {
        "all": [
            {"did": "x", "times": {"op": "gte", "value": 1}, "where": []},
            {"all": [{"person": "a", "op": "in", "value": [2, 1, 1.0]}, {"did": "x"}]},
            {"any": [{"segment": "s"}]},
        ]
    }
    two = {"all": [{"segment": "s"}, {"person": "a", "op": "in", "value": [1, 2]}, {"not": {"not": {"did": "x"}}}]}
    assert normal(parse(one)) == normal(parse(two))
    one, two = ({"person": "a", "op": "eq", "value": value} for value in (True, 1))
    assert json.dumps(normal(parse(one))) != json.dumps(normal(parse(two)))
    assert normal(parse({"did": "x", "since": "2024-01-01T08:00:00+08:00"})) == {
        "did": "x",
        "since": "2024-01-01T00:00:00.000Z",
    }


def test_a_month_back_from_now_is_a_calendar_month() -> None:
    assert since(datetime(2024, 3, 31, tzinfo=UTC), 1, "months") == datetime(2024, 2, 29, tzinfo=UTC)
    assert since(datetime(2024, 1, 15, tzinfo=UTC), 13, "months") == datetime(2022, 12, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *[
            (1.0, "1"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.5e-7, "1.5e-7"),
            (-12.5, "-12.5"),
        ],
        *[(1e20, "1" + "0" * 20), (1e21, "1e21"), (1.25e300, "1.25e300"), (123456789012345680.0, "123456789012345680")],
    ],
)
def test_the_text_of_a_number_is_its_shortest_decimal(number: float, text: str) -> None:
    assert number_text(number) == text
