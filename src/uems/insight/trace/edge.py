"""Who brought whom, as the facts say: accepted invitations and referral links, and what was kept of erased people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from uems.insight.trace.forest import Forest, Ints, forest
from uems.insight.trace.kept import Edge
from uems.insight.trace.question import Trace
from uems.insight.trace.share import BadShareLink
from uems.people.identity import node_of
from uems.people.scope import Scope
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Edges:
    """Guest, host and time of each accepted invitation; `unsigned` = those whose token nobody here signed."""

    guest: Ints
    host: Ints
    at: Ints
    unsigned: int

    def forest(self) -> Forest:
        return forest(self.guest, self.host, self.at)


def question(asked: Trace, scope: Scope) -> Sql:
    """Rows (guest, at, inviter, token, host): each guest once, with the first invitation; host 0 = the inviter is not
    known by that id."""
    return sql(
        """SELECT came.guest AS guest, came.at AS at, came.inviter AS inviter, came.token AS token, hosts.host AS host
FROM (
    SELECT person_id AS guest, toUnixTimestamp64Milli(min(ts)) AS at,
        argMin({inviter}, (ts, event_id)) AS inviter, argMin({token}, (ts, event_id)) AS token
    FROM {events}
    WHERE person_id != 0 AND ts <= {now:DateTime64(3)} AND {accepts} AND ({inviter} != '' OR {token} != '')
    GROUP BY person_id
) AS came
LEFT ANY JOIN (
    SELECT user_id, any(person_id) AS host FROM {events}
    WHERE user_id != '' AND user_id IN (SELECT {inviter} FROM events WHERE {accepts}) GROUP BY user_id
) AS hosts ON came.inviter = hosts.user_id""",
        inviter=_text(asked.inviter),
        token=_text(asked.token),
        events=scope.events,
        now=scope.now,
        accepts=event_matches(asked.accepts, scope.now),
    )


def landed(asked: Trace, token: str, scope: Scope) -> list[int]:
    """The people who landed with a referral link."""
    query = sql(
        "SELECT DISTINCT person_id FROM {events} WHERE ts <= {now:DateTime64(3)} AND {accepts} "
        "AND {token} = {wanted:String} AND person_id != 0",
        events=scope.events,
        now=scope.now,
        accepts=event_matches(asked.accepts, scope.now),
        token=_text(asked.token),
        wanted=token,
    )
    return [row[0] for row in scope.ask(query).rows]


def _text(property: str) -> Sql:
    return sql("JSONExtractString({raw})", raw=facts.event_property(property))


def edges(asked: Trace, scope: Scope, read: Callable[[str], int], kept: Sequence[Edge] = ()) -> Edges:
    """`read` = the number of the id that a token names; it raises BadShareLink. `kept` take the place of what events
    say of the same guest."""
    columns = scope.columns(question(asked, scope))
    guest, at, host = columns["guest"], columns["at"].astype(np.int64), columns["host"].copy()
    nodes, unsigned = _tokens(columns["token"], read)
    for place in np.nonzero(host == 0)[0].tolist():
        if columns["inviter"][place]:
            host[place] = nodes.setdefault(place, node_of(scope.project.number, "user", columns["inviter"][place]))
    host[np.array(list(nodes), dtype=int)] = np.array(list(nodes.values()), dtype=np.uint64)
    asked_of = {*nodes.values(), *(one for edge in kept for one in edge[:2])}
    now = _persons(asked_of, scope) if scope.merged else {}
    host = np.array([now.get(one, one) for one in host.tolist()], dtype=np.uint64)
    told = [(now.get(guest, guest), now.get(host, host), at) for guest, host, at in kept]
    mine = ~np.isin(guest, np.array([one[0] for one in told], dtype=np.uint64)) & (host != 0)
    more = [np.array([one[n] for one in told], dtype=kind) for n, kind in enumerate((np.uint64, np.uint64, np.int64))]
    whole = [np.concatenate(part) for part in zip((guest[mine], host[mine], at[mine]), more, strict=True)]
    return Edges(whole[0], whole[1], whole[2], unsigned)


def _tokens(tokens: Ints, read: Callable[[str], int]) -> tuple[dict[int, int], int]:
    """The number that the token of each row names, and how many rows bear one that names nobody."""
    found: dict[int, int] = {}
    known: dict[str, int | None] = {"": None}
    unsigned = 0
    for place, token in enumerate(tokens.tolist()):
        if token not in known:
            try:
                known[token] = read(token)
            except BadShareLink:
                known[token] = None
        node = known[token]
        if node is not None:
            found[place] = node
        unsigned += bool(token) and node is None
    return found, unsigned


def _persons(nodes: set[int], scope: Scope) -> dict[int, int]:
    """Those of the numbers that have moved, with the person they are now."""
    found: dict[int, int] = {}
    listed = sorted(nodes)
    for start in range(0, len(listed), _AT_ONCE):
        asked = sql(
            "SELECT node_id, argMax(person_id, version) FROM person_overrides "
            "WHERE node_id IN {nodes:Array(UInt64)} GROUP BY node_id",
            nodes=listed[start : start + _AT_ONCE],
        )
        found |= dict(scope.ask(asked).rows)
    return found
