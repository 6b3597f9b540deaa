"""The SQL of a condition, as text: what it asks, that no word of a caller stands in it, and what it may not hold."""

from datetime import UTC, datetime

import pytest

from uems.base.errors import Refusal
from uems.rules.condition import parse, parse_filter
from uems.rules.event_sql import event_matches
from uems.rules.facts_reading import PersonFacts, holds
from uems.rules.people_sql import Context, people
from uems.warehouse import facts
from uems.warehouse.sql import Sql

NOW = datetime(2024, 1, 8, tzinfo=UTC)
CONTEXT = Context(facts.events(False), NOW)


def squeezed(asked: Sql) -> str:
    return " ".join(str(asked).split())


def test_a_string_test_of_a_column_is_one_comparison_and_lists_are_looked_into() -> None:
    asked = parse_filter({"event": "view", "where": [{"property": "country", "op": "eq", "value": "CN"}]})
    text, values = event_matches(asked, NOW).render()
    assert text == (
        "(event = {p0:String}) AND ((JSONExtractString(p_country) = {p1:String}) OR (startsWith(p_country, '[') "
        "AND arrayExists(x -> JSONExtractString(x) = {p1:String}, JSONExtractArrayRaw(p_country))))"
    )
    assert values == {"p0": "view", "p1": "CN"}


def test_people_who_did_are_found_without_listing_everyone() -> None:
    assert squeezed(people(parse({"did": "pay", "within": {"days": 7}}), CONTEXT)) == (
        "SELECT person_id FROM (SELECT person_id, sumForEach(n) AS sums FROM ( "
        "SELECT person_id, [countIf(((event = {p0:String})) AND (ts <= fromUnixTimestamp64Milli({p1:Int64}, 'UTC')) "
        "AND (ts >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC')))] AS n FROM events "
        "WHERE ((((event = {p0:String})) AND (ts <= fromUnixTimestamp64Milli({p1:Int64}, 'UTC')) "
        "AND (ts >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC')))) GROUP BY person_id ) "
        "WHERE person_id != 0 GROUP BY person_id) "
        "WHERE sums[{p3:UInt16}] >= {p4:UInt64}"
    )


def test_people_who_did_not_are_everyone_minus_the_doers() -> None:
    text = squeezed(people(parse({"did": "pay", "times": {"op": "eq", "value": 0}}), CONTEXT))
    assert "UNION ALL SELECT DISTINCT person_id, emptyArrayUInt64() AS n FROM events" in text
    assert "SELECT person_id, emptyArrayUInt64() AS n FROM (SELECT * FROM persons FINAL WHERE is_deleted = 0)" in text
    assert text.endswith("WHERE sums[{p2:UInt16}] = {p3:UInt64}")


def test_many_did_parts_are_one_pass_over_the_events() -> None:
    tree = {"all": [{"did": name, "times": {"op": "gte", "value": n}} for n, name in enumerate("abab", 1)]}
    text = str(people(parse(tree), CONTEXT))
    assert (text.count("FROM events"), text.count("countIf")) == (1, 2)


def test_no_word_of_a_caller_and_no_setting_stands_in_the_text() -> None:
    tree = {
        "any": [
            {"person": "SETTINGS x", "op": "ne", "value": "merge("},
            {"sequence": [{"event": "SETTINGS"}, {"event": "merge(", "where": []}], "within": {"hours": 1}},
            {"did": "merge(", "where": [{"property": "SETTINGS", "op": "matches", "value": "SETTINGS"}]},
        ]
    }
    text = str(people(parse(tree), CONTEXT))
    assert "SETTINGS" not in text
    assert "merge(" not in text


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        ({"segment": "gone"}, "segment_unknown"),
        ({"tag": "gone", "op": "is_set"}, "tag_unknown"),
        ({"state": ["new"]}, "state_unknown"),
        ({"segment": "round"}, "segment_circle"),
    ],
)
def test_what_is_not_there_is_refused_by_both_readings(tree: object, code: str) -> None:
    segments = {"round": parse({"not": {"segment": "about"}}), "about": parse({"any": [{"segment": "round"}]})}
    with pytest.raises(Refusal) as refusal:
        people(parse(tree), Context(facts.events(False), NOW, segments))
    assert refusal.value.code == code
    with pytest.raises(Refusal) as refusal:
        holds(parse(tree), PersonFacts(segments=segments), NOW)
    assert refusal.value.code == code
