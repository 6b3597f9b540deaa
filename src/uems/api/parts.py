"""The parts of one running program, as `main` opened them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from uems.access.sign_in import Doorkeeper
from uems.api.shown import Shown
from uems.base.clock import Clock
from uems.base.settings import Settings
from uems.events.catalogue import Catalogue
from uems.events.journal import Journal
from uems.events.live import Live
from uems.events.protocol import Protocol
from uems.events.writer import Writer
from uems.experiments.flags.switchboard import Switchboard
from uems.mail.post import Post
from uems.people.erased import Erased
from uems.people.graph import Identities
from uems.people.live.follower import Follower
from uems.store.client import Store
from uems.store.keyring import KeyRing
from uems.warehouse.client import Warehouse


@dataclass(frozen=True, slots=True)
class Parts:
    settings: Settings
    clock: Clock
    warehouse: Warehouse
    store: Store
    keys: KeyRing
    keeper: Doorkeeper
    journal: Journal
    writer: Writer
    identities: Identities
    live: Live
    follower: Follower
    catalogue: Catalogue
    erased: Erased
    spoken: Mapping[str, Protocol]
    """The protocols, by name."""
    flags: Switchboard
    post: Post | None = None
    """The mail server; None = none is set up."""
    shown: Shown = field(default_factory=Shown)
