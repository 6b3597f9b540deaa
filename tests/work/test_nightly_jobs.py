"""What runs for every project: one that fails is tried again and keeps no other from its turn."""

from types import SimpleNamespace
from typing import Any

import pytest

from uems import main
from uems.base.errors import Unavailable


def test_a_project_whose_night_fails_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[str] = []

    def step(store: Any, warehouse: Any, identities: Any, one: Any, now: Any, append: Any) -> None:
        turns.append(one.id)
        if one.id == "a":
            raise Unavailable

    monkeypatch.setattr(main.project, "every", lambda store: [SimpleNamespace(id=id) for id in "ab"])
    monkeypatch.setattr(main.nightly, "step", step)
    journal = SimpleNamespace(append_now=None)
    parts: Any = SimpleNamespace(store=None, warehouse=None, identities=None, clock=lambda: None, journal=journal)
    nothing: Any = None
    with pytest.raises(Unavailable):
        main._jobs(parts, nothing)["lifecycle.step"](nothing)
    assert turns == ["a", "b"]
