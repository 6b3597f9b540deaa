"""Marks: what was kept is known for seven days, by the next process too, and never what was not committed."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uems.events.cursor import Cursors
from uems.events.mark import Marks

KEYS = st.sets(st.integers(-(2**63), 2**63 - 1), max_size=20)


@settings(max_examples=15, deadline=None)
@given(blocks=st.lists(st.tuples(KEYS, st.integers(0, 3)), max_size=12), asked=KEYS)
def test_what_was_kept_is_seen_also_after_a_restart(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[tuple[set[int], int]], asked: set[int]
) -> None:
    cursors = Cursors(tmp_path_factory.mktemp("marks") / "c.db")
    marks = Marks(cursors)
    for n, (keys, day) in enumerate(blocks):
        cursors.commit("w", n, lambda db, keys=keys, day=day: marks.keep(db, keys, day))  # type: ignore[misc]
        marks.remember(keys, day)
    kept = {key for keys, _ in blocks for key in keys}
    assert marks.seen(asked | kept) == kept
    again = Marks(cursors)
    assert (again.seen(asked | kept), Marks(cursors).seen(asked)) == (kept, kept & asked)
    cursors.close()


def test_marks_last_seven_days_and_then_go(tmp_path: Path) -> None:
    cursors = Cursors(tmp_path / "c.db")
    marks = Marks(cursors)
    for day in range(100, 120):
        cursors.commit("w", day, lambda db, day=day: marks.keep(db, [day], day))  # type: ignore[misc]
        marks.remember([day], day)
    assert marks.seen(range(200)) == set(range(112, 120)) == Marks(cursors).seen(range(200))
    cursors.close()


def test_marks_of_a_commit_that_failed_are_not_kept(tmp_path: Path) -> None:
    cursors = Cursors(tmp_path / "c.db")
    marks = Marks(cursors)

    def broken(db: sqlite3.Connection) -> None:
        marks.keep(db, [7], 1)
        raise sqlite3.OperationalError("disk is full")

    with pytest.raises(sqlite3.OperationalError):
        cursors.commit("w", 1, broken)
    assert marks.seen([7]) == Marks(cursors).seen([7]) == set()
    cursors.close()
