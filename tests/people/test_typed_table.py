"""What typed SQL sees of a document is what the mask leaves of it, whatever its names and however deep they stand."""

import json
import random
from typing import Any, cast

import pytest

from uems.people.property_class import HIDDEN, KNOWN, Level, Mask, Of
from uems.people.typed_table import _without_hidden
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

NAMES = [
    *KNOWN,
    "$email",
    "Email",
    "PHONE",
    "$$Name",
    "plan",
    "Plan",
    "城市",
    "price",
    "note",
    'a"b',
    "x\\y",
    "e:mail",
    "",
]
SAID: dict[str, Level] = {"plan": "personal", "email": "public", "note": "sensitive", 'a"b': "personal"}


def document(rng: random.Random, depth: int = 0) -> dict[str, Any]:
    return {rng.choice(NAMES): value(rng, depth) for _ in range(rng.randrange(5))}


def value(rng: random.Random, depth: int) -> Any:
    kind = rng.randrange(8 if depth < 3 else 6)
    if kind == 6:
        return document(rng, depth + 1)
    if kind == 7:
        return [value(rng, depth + 1) for _ in range(rng.randrange(3))]
    return [None, True, 12.5, 7, 'say "email": x', "张三 \\ "][kind]


def may_hide(was: Any, mask: Mask, of: Of) -> bool:
    """Whether a name that is hidden, or that was written with an escape, stands anywhere in it."""
    if isinstance(was, list):
        return any(may_hide(one, mask, of) for one in was)
    if not isinstance(was, dict):
        return isinstance(was, str) and "\\" in json.dumps(was)
    return any(
        mask.hides(name, of=of) or "\\" in json.dumps(name) or may_hide(one, mask, of) for name, one in was.items()
    )


@pytest.mark.parametrize("of", ["event", "person"])
@pytest.mark.parametrize("personal", [True, False])
@pytest.mark.parametrize("said", [{}, SAID])
def test_nothing_that_the_mask_hides_is_left_and_nothing_else_is_gone(
    warehouse: Warehouse, project: int, said: dict[str, Level], personal: bool, of: Of
) -> None:
    rng, mask = random.Random(f"{said}{personal}{of}"), Mask(said, personal)
    documents = [document(rng) for _ in range(400)]
    texts = [json.dumps(one, ensure_ascii=rng.random() < 0.3) for one in documents]
    asked = sql(
        "SELECT {masked} FROM (SELECT arrayJoin({texts:Array(String)}) AS props)",
        masked=_without_hidden(sql("props"), mask, of),
        texts=texts,
    )
    shown = [json.loads(row[0]) for row in warehouse.query(asked, project).rows]
    assert len(shown) == len(documents)
    hidden = 0
    for before, after in zip(documents, shown, strict=True):
        assert before.keys() == after.keys()
        for name, was in before.items():
            clean = cast(Any, mask.clean({name: was}, of=of)[name])
            told = after[name] == was and clean == was
            assert told or (after[name] == HIDDEN and (clean != was or may_hide(was, mask, of))), (was, after[name])
            hidden += after[name] == HIDDEN
    assert hidden > 50


@pytest.mark.parametrize("of", ["event", "person"])
@pytest.mark.parametrize("personal", [True, False])
def test_the_names_told_are_those_that_are_hidden(personal: bool, of: Of) -> None:
    mask = Mask(SAID, personal)
    said, plain = mask.hidden(of)
    assert {name for name in SAID if mask.hides(name, of=of)} == set(said)
    for name in KNOWN:
        assert Mask({}, personal).hides(name, of=of) == (name in plain)
