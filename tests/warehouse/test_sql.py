"""SQL is a value: holes are typed or nested, names stay unique, a bare string never gets in."""

import pytest

from uems.warehouse.sql import all_of, any_of, join, sql


def test_a_typed_hole_becomes_a_bound_parameter() -> None:
    assert sql("SELECT {a:UInt8}", a=1).render() == ("SELECT {p0:UInt8}", {"p0": 1})


def test_nested_fragments_with_the_same_hole_names_stay_apart() -> None:
    one, two = sql("x = {v:String}", v="1"), sql("x = {v:String}", v="2")
    assert sql("{a} OR {b}", a=one, b=two).render() == ("x = {p0:String} OR x = {p1:String}", {"p0": "1", "p1": "2"})


def test_equal_parameters_share_a_name() -> None:
    one = sql("{v:String}", v="1")
    assert join(", ", [one, one]).render() == ("{p0:String}, {p0:String}", {"p0": "1"})


def test_a_bare_string_in_a_hole_is_refused() -> None:
    with pytest.raises(TypeError):
        sql("SELECT {name}", name="1; DROP TABLE events")


def test_a_forgotten_or_superfluous_value_is_refused() -> None:
    with pytest.raises(KeyError):
        sql("SELECT {a:UInt8}")
    with pytest.raises(KeyError):
        sql("SELECT 1", a=1)


def test_no_tests_mean_always_for_all_and_never_for_any() -> None:
    assert (str(all_of([])), str(any_of([]))) == ("true", "false")
