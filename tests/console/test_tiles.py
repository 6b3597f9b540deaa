"""Whatever can be saved as a report can be drawn on a dashboard, and has a name in lists of reports."""

import json
import re
from pathlib import Path

from uems.api.insight import ANSWERS

CONSOLE = Path(__file__).parents[2] / "frontend/src"


def test_every_kind_that_can_be_saved_is_drawn_by_the_page_of_its_kind() -> None:
    drawn = dict(
        re.findall(r'^  (\w+): lazy\(\(\) => import\("\.\.(/\w+/\w+)"\)\)', _text("dashboard/Drawn.tsx"), re.M)
    )
    assert set(drawn) == set(ANSWERS)
    for path in drawn.values():
        assert (CONSOLE / f"pages{path}.tsx").is_file(), path


def test_every_kind_that_can_be_saved_has_a_name_in_both_languages() -> None:
    for language in ("zh", "en"):
        names = json.loads((CONSOLE / f"locales/{language}/reports.json").read_text())["kinds"]
        assert set(names) == set(ANSWERS)


def _text(page: str) -> str:
    return (CONSOLE / "pages" / page).read_text()
