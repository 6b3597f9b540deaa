"""Every project's flags in a vendor's words, and ready to be decided: anew only when a flag, or what the hour says of
it, changed."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from uems.base.clock import Clock
from uems.experiments.flags.book import Book, Page
from uems.experiments.flags.dialect import Dialect
from uems.experiments.flags.flag import Flag, Origin
from uems.experiments.flags.ready import Ready, ready

T = TypeVar("T")
_MOST = 500
"""Projects, environments and dialects that are kept in memory."""
_ALWAYS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """The flags by key, since when, and until when a flag's time begins or ends."""

    page: Page
    flags: Mapping[str, T]
    since: datetime | None
    until: datetime

    @property
    def stamp(self) -> str:
        """Another one whenever anything is said otherwise."""
        return f"{self.page.revision} {self.since and self.since.isoformat()}"


class Phrasebook:
    """Ask `said` or `ready`; the flags themselves are the book's."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book, self._clock = book, clock
        self._kept: OrderedDict[tuple[int, str, str], Said[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def said(self, project: int, dialect: Dialect, environment: str, patient: bool = True) -> Said[dict[str, Any]]:
        """Every flag for an environment now. Raises Waits for who is not patient where the store must be asked."""

        def words(flag: Flag, page: Page, environment: str, now: datetime) -> dict[str, Any]:
            return dialect.native(flag, page.flags, now, environment)

        return self._of(project, dialect.name, environment, words, patient)

    def ready(self, project: int, origin: Origin | None, environment: str, patient: bool = True) -> Mapping[str, Ready]:
        """Every flag ready to be decided by the hash of `origin` (None = its own). Raises Waits as `said` does."""

        def made(flag: Flag, _page: Page, environment: str, now: datetime) -> Ready:
            return ready(flag, environment, now, origin)

        return self._of(project, f"ready {origin}", environment, made, patient).flags

    def _of(
        self,
        project: int,
        what: str,
        environment: str,
        work: Callable[[Flag, Page, str, datetime], T],
        patient: bool,
    ) -> Said[T]:
        page, now = self._book.page(project, patient), self._clock()
        # Environments that no flag knows are all the same one: whoever asks cannot fill the memory with names.
        if environment and not any(environment in flag.environments for flag in page.flags.values()):
            environment = ""
        place = (project, what, environment)
        kept = self._kept.get(place)
        if kept is not None and kept.page is page and now < kept.until:
            return kept
        turns = [turn for flag in page.flags.values() for turn in _turns(flag) if turn is not None]
        past = [turn for turn in turns if turn <= now] + ([page.changed_at] if page.changed_at else [])
        made = Said(
            page,
            {key: work(flag, page, environment, now) for key, flag in page.flags.items()},
            max(past, default=None),
            min((turn for turn in turns if turn > now), default=_ALWAYS),
        )
        with self._lock:
            self._kept[place] = made
            self._kept.move_to_end(place)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made


def _turns(flag: Flag) -> tuple[datetime | None, ...]:
    """When the flag becomes another one by itself."""
    return (flag.starts_at, flag.ends_at, *(turn for one in flag.kept_out for turn in (one.since, one.until)))
