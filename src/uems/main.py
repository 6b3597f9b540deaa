"""Put together here, once: the parts of one running program, opened in order and closed in reverse."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np

from uems.access import invitation, session, throttle
from uems.access.sign_in import Doorkeeper
from uems.api import app as control
from uems.api import digest_sending, flag_doors, flag_quickly
from uems.api.bounded import bounded
from uems.api.collect import Collect
from uems.api.console import Console, guarded
from uems.api.parts import Parts
from uems.base.clock import Clock, system_clock
from uems.base.lock import FolderTaken, take
from uems.base.settings import Settings
from uems.events.catalogue import Catalogue
from uems.events.journal import Journal
from uems.events.live import Live
from uems.events.pipeline import refine_batch
from uems.events.protocol import first_words, protocols, reader
from uems.events.writer import Writer
from uems.experiments import running, steering
from uems.experiments.flags.book import Book
from uems.experiments.flags.switchboard import Switchboard
from uems.insight import digest_letter
from uems.insight.trace import witness
from uems.mail.post import post
from uems.metrics import alert, day_run
from uems.people import erasing, erasure, saved_list, segment
from uems.people.erased import Erased
from uems.people.erasing import Places
from uems.people.graph import Identities
from uems.people.in_hand import Hands
from uems.people.lifecycle import history, nightly
from uems.people.live import ledger, run
from uems.people.live.follower import Follower
from uems.people.tags import compute
from uems.store import idempotency, secret
from uems.store import migrate as store_migrate
from uems.store.client import Store
from uems.store.keyring import KeyRing
from uems.warehouse import migrate
from uems.warehouse.client import Limits, Warehouse
from uems.work.job import Job
from uems.work.schedule import every
from uems.work.worker import Worker

_SCHEDULES = (
    *(every("idempotency.forget", 3600), every("access.forget", 3600), every("segment.sweep", 3600)),
    *(every("tag.compute", 900), every("tag.sweep", 3600)),
    *(every("lifecycle.step", 3600), every("lifecycle.sweep", 3600)),
    *(every("metric.alert", 3600), every("experiment.watch", 3600), every("experiment.steer", 3600)),
    *(every("digest.due", 60), every("days.keep", 60)),
)
_WORD = "server.json"
JOURNAL_LOCK = "journal.lock"
"""Held by whoever has a data folder open."""


@contextmanager
def opened(settings: Settings, clock: Clock = system_clock) -> Iterator[Parts]:
    """Every part, ready to use; closed again when the block ends. Raises FolderTaken when the folder is in use."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        journal = _journal(settings, clock)
        stack.callback(journal.close)
        (settings.data / _WORD).unlink(missing_ok=True)  # a killed server's: the folder is ours now
        warehouse = Warehouse(settings.warehouse_url, _limits(settings))
        stack.callback(warehouse.close)
        migrate.migrate(warehouse)
        store = open_store(settings)
        stack.callback(store.close)
        pepper, spoken = secret.pepper(settings.data), protocols()
        identities, erased = Identities(store, warehouse, clock), Erased(store, pepper)
        live, names, decode = Live(), Catalogue(warehouse, clock), reader(spoken)
        follower = Follower(store, warehouse, identities, journal.append_now, clock)
        identities.moved = follower.touch
        writer = Writer(
            journal,
            warehouse,
            decode,
            identities,
            refine=refine_batch,
            bar=erased.bar,
            tell=(names.told, live.publish, follower.publish),
            clock=clock,
        )
        keys, hands = KeyRing(store, pepper, clock), _hands(settings, store, warehouse, identities, clock)
        stack.callback(keys.close)
        board = _switchboard(stack, store, hands, journal, clock)
        memories = (live, names, follower, board)
        told = (partial(witness.write_down, store, warehouse, pepper, clock),)
        places = Places(store, warehouse, journal, identities, erased, writer, decode, clock, memories, pepper, told)
        parts = Parts(
            *(settings, clock, warehouse, store, keys, Doorkeeper(store, pepper, clock), journal, writer),
            *(identities, live, follower, names, erased, spoken, board, post(settings.smtp_url, settings.mail_from)),
        )
        if settings.role != "ingest":
            _work(stack, parts, places)
        yield parts


def _work(stack: ExitStack, parts: Parts, places: Places) -> None:
    """What goes on in the background, until the stack is closed."""
    worker = Worker(parts.store, _jobs(parts, places), parts.clock, schedules=_SCHEDULES)
    each = (
        (parts.writer.start, parts.writer.stop),
        (parts.follower.start, parts.follower.stop),
        (worker.start, worker.close),
    )
    for start, stop in each:
        start()
        stack.callback(stop)


def _hands(settings: Settings, store: Store, warehouse: Warehouse, identities: Identities, clock: Clock) -> Hands:
    return Hands(store, warehouse, identities, clock, writes=settings.role != "ingest")


def _switchboard(stack: ExitStack, store: Store, hands: Hands, journal: Journal, clock: Clock) -> Switchboard:
    """Answering flags, until the stack is closed: every role does."""
    board = Switchboard(Book(store, clock), hands, journal.append_now, clock)
    board.start()
    stack.callback(board.stop)
    return board


def _limits(settings: Settings) -> Limits:
    return Limits(settings.query_threads, settings.query_seconds, settings.query_memory_mb * 1_000_000)


def _journal(settings: Settings, clock: Clock) -> Journal:
    path = settings.data / "journal.db"
    return Journal(path, queue_mb=settings.queue_mb, keep_days=settings.journal_days, clock=clock)


def _jobs(parts: Parts, places: Places) -> dict[str, Callable[[Job], object]]:
    """What the job worker does, by kind."""
    store, warehouse, clock, rests = parts.store, parts.warehouse, parts.clock, dict[int, float]()

    def forget(_: Job) -> None:
        with store.write() as connection:
            idempotency.forget(connection, clock())

    def forget_access(_: Job) -> None:
        with store.write() as connection:
            for table in (session, invitation, throttle):
                table.forget(connection, clock())

    def sweep_lists(_: Job) -> None:
        saved_list.sweep(warehouse, segment.kept_lists(store), clock())
        ledger.sweep(warehouse, run.kept(store), clock() - timedelta(hours=1))

    def step(_: Job) -> None:
        nightly.everywhere(store, warehouse, parts.identities, clock(), parts.journal.append_now)

    return {
        "idempotency.forget": forget,
        "access.forget": forget_access,
        "segment.sweep": sweep_lists,
        "metric.alert": lambda _: alert.watch(store, warehouse, parts.identities, clock()),
        "experiment.watch": lambda _: running.watch(
            store, warehouse, parts.identities, clock(), parts.flags.book.forget
        ),
        "experiment.steer": lambda _: steering.watch(
            store, warehouse, parts.identities, clock(), np.random.default_rng(), parts.flags.book.forget
        ),
        "lifecycle.step": step,
        "lifecycle.sweep": lambda _: history.sweep(store, warehouse, clock()),
        "days.keep": lambda _: day_run.keep(store, warehouse, parts.writer.alone, clock, rests),
        "tag.compute": lambda _: compute.nightly(store, warehouse, parts.identities, clock()),
        "tag.sweep": lambda _: compute.sweep(store, warehouse, clock()),
        "digest.due": lambda _: digest_sending.due(parts),
        digest_letter.KIND: partial(digest_sending.send, parts),
        erasure.KIND: partial(erasing.erase, places),
    }


def open_store(settings: Settings) -> Store:
    """The store alone, migrated: what commands that need no facts use, also beside a running server."""
    settings.data.mkdir(parents=True, exist_ok=True)
    store = Store(settings.store_url)
    store_migrate.migrate(store)
    return store


@contextmanager
def announced(settings: Settings) -> Iterator[None]:
    """Leave word in the data folder of where this server answers, for commands that need its data."""
    word = settings.data / _WORD
    word.write_text(json.dumps({"url": settings.address, "pid": os.getpid()}))
    try:
        yield
    finally:
        word.unlink(missing_ok=True)


def serving(settings: Settings) -> str | None:
    """Where a running server of this data folder answers; None when none runs. Raises FolderTaken when another
    command has the folder."""
    try:
        take(settings.data / JOURNAL_LOCK).close()
    except FolderTaken:
        word = settings.data / _WORD
        if not word.exists():
            raise
        return str(json.loads(word.read_text())["url"])
    return None


class Application:
    """The ASGI application: ingestion routes to the bare collecting door, pages to the console, the rest to the
    control API.

    A server of role `ingest` only collects into the journal, one of role `api` does not collect; each answers flags."""

    def __init__(self, parts: Parts) -> None:
        self.collect = Collect(parts.keys, parts.journal, parts.spoken, parts.settings, parts.clock)
        self.collecting = parts.settings.role in {"all", "ingest"}
        doors = flag_doors.protocols(parts.flags)
        self.flags = Collect(parts.keys, parts.journal, doors, parts.settings, parts.clock)
        self.console = Console(machines=first_words({**parts.spoken, **doors}))
        self.control = guarded(bounded(flag_quickly.quick(parts, control.create(parts)), parts.settings.body_mb << 20))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        asked = scope["type"] == "http"
        if asked and self.collecting and self.collect.owns(scope["method"], scope["path"], scope["query_string"]):
            await self.collect(scope, receive, send)
        elif asked and self.flags.owns(scope["method"], scope["path"], scope["query_string"]):
            await self.flags(scope, receive, send)
        elif asked and self.console.owns(scope["method"], scope["path"]):
            await self.console(scope, receive, send)
        else:
            await self.control(scope, receive, send)
