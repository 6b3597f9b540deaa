"""What a flag may be, and how long an assignment stays."""

from datetime import UTC, datetime
from typing import Any

import pytest

from uems.experiments.flags import flag
from uems.experiments.flags.book import Book
from uems.experiments.flags.flag import FlagInvalid
from uems.rules.test import ConditionInvalid
from uems.store import project
from uems.store.client import Store

ARMS = [{"key": "red", "weight": 50}, {"key": "blue", "weight": 50}]


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ({"variants": ARMS}, "variants"),
        ({"kind": "multivariate"}, "variants"),
        ({"kind": "multivariate", "variants": [ARMS[0], ARMS[0]]}, "variants"),
        ({"kind": "multivariate", "variants": [{"key": "red", "weight": 60}]}, "variants"),
        ({"kind": "multivariate", "variants": [{"key": "off", "weight": 100}]}, "variants"),
        ({"kind": "multivariate", "variants": ARMS, "rules": [{"variant": "green"}]}, "rules[0].variant"),
        ({"starts_at": "2026-02-01T00:00:00Z", "ends_at": "2026-01-01T00:00:00Z"}, "ends_at"),
    ],
)
def test_a_flag_that_makes_no_sense_is_refused_with_its_place(said: dict[str, Any], about: str) -> None:
    with pytest.raises(FlagInvalid) as refused:
        flag.read({"key": "f", **said})
    assert refused.value.about == about


def test_a_condition_that_makes_no_sense_is_refused_with_its_path() -> None:
    with pytest.raises(ConditionInvalid) as refused:
        flag.read({"key": "f", "rules": [{}, {"condition": {"person": "p", "op": "near"}}]})
    assert refused.value.about == "rules[1].condition.person.op"


def test_prerequisites_that_lead_in_a_circle_are_refused() -> None:
    a = flag.read({"key": "a", "prerequisites": [{"flag": "b"}]})
    b = flag.read({"key": "b", "prerequisites": [{"flag": "c"}]})
    c = flag.read({"key": "c"})
    flag.refuse_circle(a, {"b": b, "c": c})
    with pytest.raises(FlagInvalid):
        flag.refuse_circle(flag.read({"key": "c", "prerequisites": [{"flag": "a"}]}), {"a": a, "b": b})
    with pytest.raises(FlagInvalid) as refused:
        flag.refuse_circle(a, {"c": c})
    assert refused.value.about == "prerequisites[0].flag"


def test_who_signs_in_keeps_the_arm_they_had(store: Store) -> None:
    made = project.create(store, b"pepper", "Shop", "UTC")
    number = made.project.number
    book = Book(store, lambda: datetime(2026, 3, 1, tzinfo=UTC))
    assert book.unit(number, "ada") == "ada"
    assert book.unit(number, "ada", before="anon-1") == "anon-1"
    assert book.unit(number, "ada") == "anon-1"
    again = Book(store, lambda: datetime(2026, 3, 1, tzinfo=UTC))
    assert again.unit(number, "ada") == "anon-1"
    assert again.unit(number, "ada", before="anon-2") == "anon-1", "a second device changes nothing"
