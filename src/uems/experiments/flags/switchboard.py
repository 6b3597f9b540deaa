"""Where every client's question about flags arrives: who is meant, what they get, and the note that they got it."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from uems.base.clock import Clock
from uems.base.errors import NotFound, Unavailable
from uems.base.ids import hash_uuid
from uems.events import own
from uems.events.request import Accepted
from uems.experiments import holdout
from uems.experiments.flags import evaluation
from uems.experiments.flags.book import Book, Page
from uems.experiments.flags.dialect import Dialect
from uems.experiments.flags.evaluation import Asker, Draw
from uems.experiments.flags.flag import Flag, Origin, as_given, remembered
from uems.experiments.flags.phrasebook import Phrasebook
from uems.experiments.flags.ready import Decision, Place
from uems.experiments.holdout import NOTED, Holdout, Membership
from uems.people.identity import node_of
from uems.people.in_hand import Hands, Waits
from uems.rules.condition import Condition
from uems.store.project import Project

_log = logging.getLogger(__name__)

EXPOSURE = "$feature_flag_called"
PLACED = "$variant_assigned"
"""The event of somebody's first variant of a flag that keeps: with its propensity, whoever notes the exposure."""
_EVERY = 0.5
"""Seconds between two times that exposures are written down, and that flags which are asked for are looked at again."""
_REMEMBERED = 100_000
"""Exposures that are not written a second time on the same day, and memberships of holdouts."""
_MOST_WAIT = 50_000
"""Exposures that wait for a full journal, in memory."""
_TOGETHER = 1_000
"""Exposures that make one request."""
_AT_ONCE = 200
"""Flags that are decided without a thread of their own."""


@dataclass(frozen=True, slots=True)
class Who:
    """The person that a client asks about: their id (`known` = given by the customer), the one made up before, and
    what the client says of them."""

    id: str
    before: str = ""
    known: bool = True
    properties: Mapping[str, Any] = field(default_factory=dict)


class Switchboard:
    """Answers for every project; started and stopped, since it writes down exposures in the background."""

    def __init__(self, book: Book, hands: Hands, append: Callable[[Accepted], object], clock: Clock) -> None:
        self.book, self._hands, self._append, self.clock = book, hands, append, clock
        self.phrases = Phrasebook(book, clock)
        self._waiting: dict[int, list[dict[str, Any]]] = {}
        self._count = 0
        self._told: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="exposures", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """What waits is written before this returns."""
        self._closing.set()
        self._thread.join()
        self.flush()
        self.book.tell(now=True)

    def page(self, project: Project, patient: bool = True) -> Page:
        """The project's flags now. Raises Waits for who is not patient where memory cannot say."""
        return self.book.page(project.number, patient)

    def _asker(self, project: Project, who: Who, patient: bool, notes: bool = True) -> Asker:
        """The person as flags see them: a sticky one by the id that they were first bucketed by."""

        @cache
        def first() -> str:
            return self.book.unit(project.number, who.id, who.before, patient)

        def holds(condition: Condition) -> bool:
            try:
                return self._hands.holds(project, who.id, who.properties, condition, patient)
            except NotFound:
                return False  # a segment or tag that is gone has nobody

        known: dict[str, Membership | None] = {}

        def membership(one: Holdout) -> Membership | None:
            if one.id not in known:
                known[one.id] = holdout.membership(one, first(), holds, self.clock())
            return known[one.id]

        def unit(flag: Flag) -> str:
            return first() if flag.sticky else who.id

        def place(flag: Flag, draw: Draw) -> Place | None:
            # What they got under their own id before a guest's was joined to it is what they met first.
            ids = tuple(dict.fromkeys((who.id, unit(flag))))
            node = node_of(project.number, "user" if who.known else "anon", who.id)
            return self.book.places.find(project.number, flag, ids, node, draw, patient, keep=notes)

        return Asker(unit, holds, membership, place)

    def decide(
        self,
        project: Project,
        who: Who,
        keys: Sequence[str] | None = None,
        environment: str = "",
        origin: Origin | None = None,
        patient: bool = True,
        notes: bool = True,
    ) -> list[Decision]:
        """What these flags are for the person, all of the project where none are named; where the person stands in
        holdouts is noted, unless somebody only looks. Raises Waits for who is not patient where memory cannot say, or
        where there is much to say."""
        flags = self.phrases.ready(project.number, origin, environment, patient)
        asked = list(flags) if keys is None else list(keys)
        if not patient and len(asked) > _AT_ONCE:
            raise Waits
        asker, now = self._asker(project, who, patient, notes), self.clock()
        found = [evaluation.evaluate(flags, key, asker) for key in asked]
        self.book.seen(project.number, [key for key in asked if key in flags])
        if notes:
            self._enrol(project, who, (one for decided in found for one in decided.memberships))
            self._note(project.number, [placed(project.number, who, one, now) for one in found if one.place])
        return found

    def given(
        self, project: Project, who: Who, environment: str, said: Dialect, origin: Origin, patient: bool = True
    ) -> dict[str, dict[str, Any]]:
        """The flags that the server remembers variants of, in a vendor's words, each as it stands for this person for
        certain. Raises Waits as `decide` does."""
        every = self.phrases.ready(project.number, origin, environment, patient)
        known = {key: one.flag for key, one in every.items() if remembered(one.flag)}
        decided = self.decide(project, who, list(known), environment, origin, patient) if known else []
        standing = {one.key: as_given(known[one.key], one.variant if one.on else "") for one in decided}
        return {key: said.native(one, {}, self.clock(), "") for key, one in standing.items()}

    def kept_out(self, project: Project, who: Who, environment: str, patient: bool = True) -> set[str]:
        """The flags that a holdout keeps from the person, who is noted in it. Raises Waits as `decide` does."""
        asker = self._asker(project, who, patient)
        known = self.phrases.ready(project.number, None, environment, patient)
        told = {
            key: [found for out in one.flag.kept_out if (found := asker.membership(out)) is not None]
            for key, one in known.items()
            if one.flag.enabled and one.flag.kept_out
        }
        self._enrol(project, who, (one for found in told.values() for one in found))
        return {key for key, found in told.items() if any(one.held for one in found)}

    def membership(self, project: Project, who: Who, one: Holdout) -> Membership | None:
        """Where somebody stands in a holdout now, without a note of it; None = it is not for them, or not now."""
        return self._asker(project, who, True).membership(one)

    def expose(self, project: Project, who: Who, decisions: Sequence[Decision], environment: str = "") -> None:
        """Note that the person met what was decided, once a day for each flag, variant and version."""
        now, met = self.clock(), [one for one in decisions if one.reason not in ("unknown", "disabled")]
        self._note(project.number, [exposure(project.number, who, one, now, environment) for one in met])

    def _enrol(self, project: Project, who: Who, memberships: Iterable[Membership]) -> None:
        now, once = self.clock(), dict.fromkeys(memberships)
        if once:
            self._note(project.number, [assigned(project.number, who, one, now) for one in once])

    def _note(self, project: int, events: Sequence[dict[str, Any]]) -> None:
        with self._lock:
            for event in events:
                if event["id"] in self._told:
                    continue
                if self._count >= _MOST_WAIT:
                    return  # the journal is full: what is not noted now is noted when they meet it again
                self._told[event["id"]] = None
                self._waiting.setdefault(project, []).append(event)
                self._count += 1
            while len(self._told) > _REMEMBERED:
                self._told.popitem(last=False)

    def forget(self, project: int, people: Sequence[int]) -> None:
        """Nothing that memory holds of these people is believed any more."""
        self._hands.forget(project, people)
        self.book.forget_units()

    def flush(self) -> None:
        """Write down the exposures that wait; where the journal is full they go on waiting."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        left: dict[int, list[dict[str, Any]]] = {}
        for number, events in waiting.items():
            for start in range(0, len(events), _TOGETHER):
                part = events[start : start + _TOGETHER]
                try:
                    self._append(own.accepted(number, part, self.clock()))
                except Unavailable as why:
                    _log.warning("exposures wait: %s", why)
                    left.setdefault(number, []).extend(part)
        with self._lock:
            for number, events in left.items():
                self._waiting.setdefault(number, [])[:0] = events
            self._count = sum(map(len, self._waiting.values()))

    def _run(self) -> None:
        while not self._closing.wait(_EVERY):
            self.book.follow()
            self.flush()
            self.book.tell()


def exposure(project: int, who: Who, one: Decision, now: datetime, environment: str = "") -> dict[str, Any]:
    """The event of a decision; its id follows from what it says, so that saying it again on the same day adds none. Of
    a flag that keeps it is the same while weights move: nobody's variant does."""
    value: Any = one.on if one.variant in ("on", "off") else one.variant
    version = one.version if one.place is None else one.place.version
    said = (one.key, who.id, one.variant, str(version), environment, now.date().isoformat())
    properties = {
        "$feature_flag": one.key,
        "$feature_flag_response": value,
        f"$feature/{one.key}": value,
        "$feature_flag_version": one.version,
        "$feature_flag_reason": one.reason,
        "hash": one.origin,
    }
    if one.place is not None:
        properties["$feature_flag_propensity"] = one.place.propensity
    return {
        "id": str(hash_uuid(str(project), *said)),
        "type": "exposure",
        "event": EXPOSURE,
        "user_id" if who.known else "anonymous_id": who.id,
        "timestamp": now.isoformat(),
        "properties": properties | ({"environment": environment} if environment else {}),
    }


def placed(project: int, who: Who, one: Decision, now: datetime) -> dict[str, Any]:
    """The event of the variant that somebody got first; its id says nothing of when, so that it is written once, and
    names the flag by its number, so that another one of the same key has its own."""
    place = one.place
    assert place is not None
    said = {"variant": place.variant, "propensity": place.propensity, "version": place.version}
    return {
        "id": str(hash_uuid(str(project), PLACED, str(one.id), who.id, place.variant, str(place.version))),
        "type": "exposure",
        "event": PLACED,
        "user_id" if who.known else "anonymous_id": who.id,
        "timestamp": now.isoformat(),
        "properties": {"$feature_flag": one.key, **said},
    }


def assigned(project: int, who: Who, one: Membership, now: datetime) -> dict[str, Any]:
    """The event of somebody's place in a holdout; its id says nothing of when, so that it is written once."""
    return {
        "id": str(hash_uuid(str(project), NOTED, one.holdout, who.id, one.variant)),
        "type": "exposure",
        "event": NOTED,
        "user_id" if who.known else "anonymous_id": who.id,
        "timestamp": now.isoformat(),
        "properties": {"holdout": one.holdout, "strategy": one.strategy, "variant": one.variant},
    }
