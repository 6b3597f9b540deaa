import json

import msgspec
import pytest

from uems.events.lenient import DEPTH, EVENT_BYTES, BadEvent, document, items, members, record, text_of
from uems.events.unpack import Unreadable


def events(body: bytes) -> list[object]:
    found = document(body)
    assert isinstance(found, dict)
    return list(items(found["batch"]) or [])


def outcome(part: object) -> object:
    try:
        return record(part)
    except BadEvent as why:
        return why.code


def test_one_bad_event_leaves_its_neighbours_alone() -> None:
    found = events(b'{"batch":[{"a":1},{"a":NaN},{"a":1e999},{"a":"\\ud83d"},7,{"a":-Infinity},{"b":2}]}')
    assert [outcome(part) for part in found] == [
        {"a": 1},
        "not_a_number",
        "not_a_number",
        {"a": "�"},
        "not_an_object",
        "not_a_number",
        {"b": 2},
    ]


def test_lone_surrogates_are_repaired_and_pairs_are_kept() -> None:
    assert outcome(events(b'{"batch":[{"a":"\\ud83c\\udf89 \\udf89","\\ud83c":1}]}')[0]) == {"a": "🎉 �", "�": 1}


@pytest.mark.parametrize("body", [b"[" * 50_000 + b"]" * 50_000, b'{"a":' * 50_000 + b"1" + b"}" * 50_000])
def test_fifty_thousand_levels_are_refused(body: bytes) -> None:
    assert document(body) == Unreadable("too_deep", "The JSON is nested too deeply")


def test_values_nested_too_deeply_are_kept_as_text() -> None:
    deep: object = "bottom"
    for _ in range(DEPTH + 50):
        deep = [deep]
    found = record(msgspec.Raw(json.dumps({"a": deep}).encode()))
    level, inner = 0, found["a"]
    while isinstance(inner, list):
        level, inner = level + 1, inner[0]
    assert level == DEPTH
    assert isinstance(inner, str)
    assert inner.startswith("[")
    assert "bottom" in inner


def test_an_event_of_more_than_a_megabyte_is_refused() -> None:
    assert outcome(msgspec.Raw(b'{"a":"' + b"x" * EVENT_BYTES + b'"}')) == "event_too_large"
    assert outcome({"a": "x" * EVENT_BYTES}) == "event_too_large"


def test_lines_are_a_list_and_a_broken_line_is_one_bad_event() -> None:
    found = document(b'{"event":"a"}\n{"event":\n\n{"event":"c"}\n')
    assert isinstance(found, list)
    assert [outcome(part) for part in found] == [{"event": "a"}, "not_an_object", {"event": "c"}]


@pytest.mark.parametrize("body", [b"7", b'"a"', b"null", b"{", b'{"a":1}x', b"{'a':1}", b'{"a":' + b"9" * 5000 + b",}"])
def test_what_is_no_object_or_array_is_unreadable(body: bytes) -> None:
    assert isinstance(document(body), Unreadable)


def test_a_sample_is_short_and_has_no_nul() -> None:
    assert len(text_of(msgspec.Raw(b'"' + b"x" * 9000 + b'"'))) == 2000
    assert "\0" not in text_of({"a": "\0"})
    assert members(msgspec.Raw(b"[1]")) is None


@pytest.mark.parametrize("levels", [101, 500, 800, 900, 960])
def test_what_is_too_deep_to_be_written_again_is_text_or_refused(levels: int) -> None:
    found = outcome(msgspec.Raw(b'{"a":' + b"[" * levels + b"]" * levels + b',"b":1}'))
    assert found == "too_deep" or (isinstance(found, dict) and found["b"] == 1)
