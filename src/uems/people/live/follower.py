"""The follower keeps every live segment true: it looks at whom news touched, and from time to time at everybody.

A round of changes is written to the ledger first, then its events go to the journal, then the store counts the round
as done. Whatever breaks in between, the same round is finished later: the ledger knows its number, the events have ids
that follow from it. So an entering is neither lost nor told twice.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from uems.base.clock import Clock
from uems.base.errors import Refusal, Unavailable
from uems.base.ids import hash64, new_id
from uems.events import own
from uems.events.event import Event
from uems.events.request import Accepted
from uems.people import asking, segment
from uems.people.graph import Identities
from uems.people.live import bits, evaluation, ledger, roster, run
from uems.people.live.evaluation import Looked, Who
from uems.people.live.ledger import Change, Round
from uems.people.live.roster import Followed, Outcome, Roster
from uems.people.live.run import Run, Tally
from uems.people.scope import Scope
from uems.rules.condition import parse
from uems.rules.reference import resolved
from uems.store import project as projects
from uems.store.client import Store
from uems.warehouse.client import Warehouse

log = logging.getLogger(__name__)
PROMISE = timedelta(seconds=5)
"""How long after an event the membership that it changes is to be known."""
EVERY = 60.0
"""Seconds after which a segment is computed whole again, for what time alone changes; longer where it is costly."""
_TIMES = 20
"""It may cost a twentieth of a thread at most."""
_LOOK = 1.0
_MOST = 5_000
"""People looked at in one round."""
_PAUSE = 5.0
_CHUNK = 500
"""Events handed to the journal at once."""


class Follower:
    """`start` begins, `stop` ends after the step in hand. `publish` and `touch` bring news, from any thread."""

    def __init__(
        self,
        store: Store,
        warehouse: Warehouse,
        identities: Identities,
        append: Callable[[Accepted], None],
        clock: Clock,
        watch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._warehouse, self._identities = store, warehouse, identities
        self._append, self._clock, self._watch = append, clock, watch
        self.rosters: dict[int, Roster] = {}
        self._looked = -_LOOK
        self._stopping = False
        self._turning = threading.Lock()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="live-segments", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        self._stopping = True
        self._wake()
        if self._thread.ident is not None:
            self._thread.join(timeout)

    # ---- news

    def publish(self, number: int, events: Sequence[Event], people: Sequence[int]) -> None:
        """These events became visible, and whose they are."""
        known = self.rosters.get(number)
        if known is None:
            return
        told = {
            person: ledger.bearer(e.user_id, e.distinct_id, e.anonymous_id)
            for e, person in zip(events, people, strict=True)
            if person and (e.ops or known.wants(e.event))
        }
        strangers = set(people) - told.keys() - {0}
        if strangers:
            with known.lock:
                told |= dict.fromkeys(evaluation.strangers(known.seating, strangers), "")
        if told:
            known.touch(told.items(), self._clock())
            self._wake()

    def touch(self, number: int, persons: Collection[int]) -> None:
        """The ids of these persons have become others."""
        known = self.rosters.get(number)
        if known is not None:
            known.lists = {}
            known.touch([(person, "") for person in persons], self._clock())
            self._wake()

    def forget(self, number: int, persons: Sequence[int]) -> None:
        """These persons are gone for good: not even that they left is written from now on. The step in hand ends
        first, so what it wrote of them is there to be taken away; a round that waits to be written goes on without."""
        known = self.rosters.get(number)
        if known is None:
            return
        with self._turning:
            known.lists = {}
            known.drop(persons)

    def roster(self, project: projects.Project) -> Roster:
        """The project's, also where no live segment is followed."""
        return self.rosters.setdefault(project.number, Roster(project))

    def every(self, one: Followed) -> float:
        """Seconds between two computings of a whole segment."""
        return max(EVERY, _TIMES * one.took)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    # ---- the thread

    def _wake(self) -> None:
        with self._news:
            self._news.notify_all()

    def _run(self) -> None:
        while not self._stopping:
            began = self._watch()
            try:
                busy = self.turn()
            except Exception:  # the thread outlives whatever the store or the warehouse does to one step
                log.exception("live segments stand still for a moment")
                busy = False
            with self._news:
                if not self._stopping:
                    # A busy round leaves as much time to others as it took, and news gather meanwhile.
                    self._news.wait(min(1.0, self._watch() - began) if busy else _LOOK / 2)

    def turn(self) -> bool:
        """One step for each project: finish a round, look at whom news touched, or at everybody of one segment. False =
        there was nothing to do. The thread calls nothing else."""
        with self._turning:
            return self._turn()

    def _turn(self) -> bool:
        if self._watch() - self._looked >= _LOOK:
            self._looked = self._watch()
            self._look()
        busy = False
        for known in list(self.rosters.values()):
            if self._watch() < known.failed or self._stopping:
                continue
            try:
                busy |= self._step(known)
            except Exception as error:
                known.failed = self._watch() + _PAUSE
                log.warning(
                    "live segments of project %s: %s", known.project.number, error,
                    exc_info=not isinstance(error, Unavailable),
                )  # fmt: skip
        return busy

    def _step(self, known: Roster) -> bool:
        if not known.loaded:
            self._load(known)
        if known.pending is not None:
            self._finish(known, known.pending)
            return True
        busy = bool(known.touched or known.taken) and self._look_at_touched(known)
        due = min(known.followed.values(), key=lambda one: (one.due, one.run != 0), default=None)
        if due is None or due.due > self._watch():
            return busy
        if due.run:
            self._look_at_everybody(known, due)
        else:
            self._begin(known, due)
        return True

    # ---- which segments there are

    def _look(self) -> None:
        there = segment.live(self._store)
        for one in projects.every(self._store):
            found = there.get(one.number, [])
            known = self.rosters.get(one.number)
            if known is None and found:
                known = self.roster(one)
            if known is not None:
                known.project = one
                self._follow(known, found)

    def _follow(self, known: Roster, found: Sequence[segment.Segment]) -> None:
        """Follow these segments and no others; one that means something else now begins anew."""
        version = [(one.id, one.name, one.updated_at) for one in found]
        if version == known.version:
            return
        meanings = segment.Meanings(self._store, known.project.number, False)
        followed: dict[str, Followed] = {}
        for one in found:
            try:
                condition = resolved(parse(one.condition, "condition"), meanings)
            except Refusal as error:
                log.warning("live segment %s of project %s: %s", one.id, known.project.number, error)
                continue
            meant, have = roster.definition(condition), known.followed.get(one.id)
            if have is not None and have.definition == meant:
                have.name, have.failure = one.name, ""
                followed[one.id] = have
            else:
                followed[one.id] = Followed(one.id, one.name, condition, meant)
        known.followed = followed
        known.names = roster.event_names(one.condition for one in followed.values())
        known.version = version

    def _load(self, known: Roster) -> None:
        """What the ledger and the store have; a round that a crash left is finished with the next step."""
        number = known.project.number
        known.done = run.done(self._store, number)
        runs = run.every(self._store, number)
        for one in known.followed.values():
            kept = runs.get(one.id)
            if kept is not None and kept.definition == one.definition:
                one.run, one.whole_at = kept.run, kept.whole_at
                one.members = self._members(known, kept.run)
        left = ledger.unfinished(self._warehouse, number, known.done)
        if left is not None:
            known.pending = Outcome(left, {}, self._tallies(known, left, {}))
        known.loaded = True

    def _members(self, known: Roster, number: int) -> bits.Bits:
        asked = self._warehouse.columns(ledger.members(number), known.project.number)
        return bits.of(known.places(asked["person_id"]))

    # ---- steps

    def _scope(self, known: Roster) -> Scope:
        zone = ZoneInfo(known.project.timezone)
        return asking.scope(self._store, self._warehouse, self._identities, known.project, self._clock(), zone)

    def _begin(self, known: Roster, one: Followed) -> None:
        """The first computing: who is in it then has not entered, they are there."""
        scope, began, number = self._scope(known), self._watch(), hash64(new_id("run"))
        try:
            ledger.begin(number, scope.people(one.condition), scope, scope.now)
        except Refusal as error:
            self._fail(known, one, error)
            return
        one.members = self._members(known, number)
        kept = Run(one.id, number, one.definition, scope.now)
        run.point(self._store, known.project.number, kept, bits.count(one.members))
        one.run = number
        self._computed(one, scope, began)

    def _look_at_touched(self, known: Roster) -> bool:
        """False = the facts do not know yet who the touched people are."""
        batch = known.take(_MOST)
        they = evaluation.who(self._identities, known.project.number, batch)
        if they is None:
            return False
        looked = Looked(self._scope(known), self._identities, known, batch)
        followed = [one for one in known.followed.values() if one.run and one.by_event and not one.failure]
        try:
            members, written = evaluation.touched(looked, they, followed)
        except Refusal as error:
            if isinstance(error, Unavailable):
                raise
            members, written = self._each_alone(looked, they, followed)
        self._change(known, looked, members, written)
        known.rest()
        return True

    def _look_at_everybody(self, known: Roster, one: Followed) -> None:
        scope, began = self._scope(known), self._watch()
        looked = Looked(scope, self._identities, known, {})
        try:
            asked = self._warehouse.columns(scope.people(one.condition), known.project.number)
        except Refusal as error:
            self._fail(known, one, error)
            return
        members, written = evaluation.everybody(looked, one, asked["person_id"])
        self._change(known, looked, members, written)
        run.computed(self._store, known.project.number, one.id, bits.count(one.members), scope.now)
        self._computed(one, scope, began)

    def _computed(self, one: Followed, scope: Scope, began: float) -> None:
        one.whole_at, one.took, one.failure = scope.now, self._watch() - began, ""
        one.due = self._watch() + self.every(one)

    def _fail(self, known: Roster, one: Followed, error: Refusal) -> None:
        """It is tried again later; until then it is said to be stale."""
        log.warning("live segment %s of project %s: %s", one.id, known.project.number, error)
        one.failure, one.due = error.code, self._watch() + EVERY

    def _each_alone(
        self, looked: Looked, they: Who, followed: Sequence[Followed]
    ) -> tuple[dict[str, bits.Bits], list[Change]]:
        """The same for one segment after the other, so that one which fails does not keep the others."""
        members: dict[str, bits.Bits] = {}
        written: list[Change] = []
        for one in followed:
            try:
                mine, changes = evaluation.touched(looked, they, [one])
            except Refusal as error:
                if isinstance(error, Unavailable):
                    raise
                self._fail(looked.roster, one, error)
            else:
                members |= mine
                written += changes
        return members, written

    # ---- rounds

    def _change(self, known: Roster, looked: Looked, members: dict[str, bits.Bits], written: list[Change]) -> None:
        if not written:
            return
        round = Round(known.done + 1, looked.scope.now, written)
        known.pending = Outcome(round, members, self._tallies(known, round, members))
        self._finish(known, known.pending)

    def _finish(self, known: Roster, outcome: Outcome) -> None:
        """Also what was begun before: writing the round again changes nothing, nor do its events."""
        number, round = known.project.number, outcome.round
        ledger.write(self._warehouse, number, round)
        told = self._events(known, round)
        for start in range(0, len(told), _CHUNK):
            self._append(own.accepted(number, told[start : start + _CHUNK], self._clock()))
        run.settle(self._store, number, round.number, outcome.tallies, round.at)
        known.done = round.number
        for id, members in outcome.members.items():
            if id in known.followed:
                known.followed[id].members = members
        known.pending = None

    def _events(self, known: Roster, round: Round) -> list[dict[str, object]]:
        segments = {one.run: one for one in known.followed.values() if one.run}
        return [
            evaluation.event(segments[change.run], change, round)
            for change in round.changes
            if change.bearer and change.run in segments
        ]

    def _tallies(self, known: Roster, round: Round, members: dict[str, bits.Bits]) -> dict[str, Tally]:
        found: dict[str, Tally] = {}
        for one in known.followed.values():
            mine = [change.inside for change in round.changes if change.run == one.run and change.bearer]
            if one.id in members or mine:
                people = bits.count(members.get(one.id, one.members))
                found[one.id] = Tally(people, sum(mine), len(mine) - sum(mine))
        return found
