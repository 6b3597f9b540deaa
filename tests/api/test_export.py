"""An export that cannot be made leaves no file behind, and one that would not be whole is not made."""

import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from uems.api import export
from uems.base.errors import Unavailable


def caller(settled: bool) -> Any:
    writer = SimpleNamespace(drain=lambda: settled)
    return SimpleNamespace(
        parts=SimpleNamespace(writer=writer, warehouse=None),
        project=SimpleNamespace(number=1),
        rights={"manage"},
        scope=lambda: None,
        mask=lambda: None,
        zoned=lambda moment: moment,
    )


def test_a_question_that_fails_on_the_way_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def events(*_: Any) -> Any:
        yield {"id": "e-1"}
        raise Unavailable

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(export.exporting, "events", events)
    with pytest.raises(Unavailable):
        export.export(caller(True), "events")
    assert list(tmp_path.iterdir()) == []


def test_an_export_waits_for_what_was_acknowledged_or_is_refused() -> None:
    with pytest.raises(export.NotAllYet):
        export.export(caller(False), "events")
