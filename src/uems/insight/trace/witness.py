"""Before somebody is erased: who brought them and whom they brought is written down without their name."""

from functools import partial

from uems.base.clock import Clock
from uems.insight.trace import kept, share
from uems.insight.trace.edge import edges
from uems.insight.trace.question import Trace
from uems.people.erasure import Whom
from uems.people.scope import Scope
from uems.store import project as projects
from uems.store.client import Store
from uems.store.project import check_timezone
from uems.warehouse.client import Warehouse


def token_node(pepper: bytes, project: int, token: str) -> int:
    """The number of the id that a referral link names. Raises BadShareLink."""
    return share.read(pepper, project, token).node


def write_down(
    store: Store, warehouse: Warehouse, pepper: bytes, clock: Clock, project: int, erasure: str, whom: Whom
) -> None:
    """Doing it again changes nothing."""
    whose = projects.numbered(store, project)
    scope = Scope(warehouse, whose, clock(), check_timezone(whose.timezone), merged=True)
    known = edges(Trace(), scope, partial(token_node, pepper, project))
    told = list(zip(known.guest.tolist(), known.host.tolist(), known.at.tolist(), strict=True))
    kept.keep(store, project, set(whom.nodes), kept.stranger(pepper, project, erasure), told)
