"""A profile is a fold over time, whatever order its operations arrive in."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from uems.people.profile import Op, fold


def after(*ops: dict[str, Any]) -> dict[str, Any]:
    return fold(Op(n, f"e{n}", one) for n, one in enumerate(ops))


def test_the_last_set_wins_by_time_not_by_arrival() -> None:
    assert fold([Op(2, "b", {"set": {"plan": "pro"}}), Op(1, "a", {"set": {"plan": "free"}})]) == {"plan": "pro"}


def test_set_once_keeps_the_earliest_and_gives_way_to_set() -> None:
    assert after({"set_once": {"x": 1}}, {"set_once": {"x": 2}}) == {"x": 1}
    assert after({"set_once": {"x": 1}}, {"set": {"x": 3}}, {"set_once": {"x": 2}}) == {"x": 3}


def test_add_counts_from_nothing_and_leaves_a_text_alone() -> None:
    assert after({"add": {"n": 2}}, {"add": {"n": 0.5}}) == {"n": 2.5}
    assert after({"set": {"n": "many"}}, {"add": {"n": 1}}) == {"n": "many"}


def test_lists_append_prepend_union_and_remove() -> None:
    changes: list[dict[str, Any]] = [{"append": {"t": ["b"]}}, {"prepend": {"t": "a"}}, {"union": {"t": ["b", "c"]}}]
    assert after(*changes) == {"t": ["a", "b", "c"]}
    assert after(*changes, {"remove": {"t": "b"}}) == {"t": ["a", "c"]}
    assert after({"union": {"t": [1]}}, {"union": {"t": [True]}}) == {"t": [1, True]}


def test_unset_takes_a_list_or_a_mapping_and_delete_forgets_all() -> None:
    assert after({"set": {"a": 1, "b": 2, "c": 3}}, {"unset": ["a"]}, {"unset": {"b": True}}) == {"c": 3}
    assert after({"set": {"a": 1}}, {"delete": True}, {"set": {"b": None}}) == {"b": None}


def test_the_same_event_twice_counts_once() -> None:
    one = Op(1, "e", {"add": {"n": 1}})
    assert fold([one, one]) == {"n": 1}


values = st.one_of(st.integers(-3, 3), st.sampled_from(["a", "b"]), st.lists(st.integers(0, 2), max_size=2))
names = st.sampled_from(["set", "set_once", "add", "append", "prepend", "union", "remove"])
changes = st.dictionaries(names, st.dictionaries(st.sampled_from(["x", "y"]), values, max_size=2), max_size=2)
moments = st.lists(st.builds(Op, st.integers(0, 3), st.text("ab", max_size=3), changes), unique_by=lambda op: op.place)


@settings(max_examples=200, deadline=None)
@given(moments, st.randoms(use_true_random=False))
def test_the_order_of_arrival_is_no_matter(ops: list[Op], random: object) -> None:
    again = [*ops, *ops[:2]]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert fold(again) == fold(ops)
