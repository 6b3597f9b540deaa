"""The five segments that a project begins with: new, active, at risk of leaving, dormant, and opinion leaders."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.people import saved_list, segment
from uems.people.lifecycle import kol
from uems.people.scope import Scope
from uems.store.client import Store
from uems.store.table import insert

LEADERS = "seg_opinion_leaders"
TOP = 99.0
"""From this percentile on somebody is an opinion leader."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A segment by its id, with a name and a description that both languages can read. `states` empty = a list, made
    anew each night."""

    id: str
    name: str
    description: str
    states: tuple[str, ...]


STARTERS = (
    Starter("seg_new", "新用户 New", "已注册、尚未激活。Registered, not activated yet.", ("registered",)),
    Starter(
        "seg_active",
        "活跃用户 Active",
        "已激活并再次回来，含唤回的用户。Activated and back again, or won back.",
        ("active", "resurrected"),
    ),
    Starter(
        "seg_churn_risk",
        "流失风险 Churn risk",
        "远低于自己的习惯，或做了离开前的动作。Far below their own habit, or doing what people do before leaving.",
        ("declining",),
    ),
    Starter(
        "seg_dormant",
        "沉默与流失用户 Dormant",
        "长时间没有任何行为。Silent for long.",
        ("dormant", "churned"),
    ),
    Starter(
        LEADERS,
        "意见领袖 Opinion leaders",
        "影响力排在前 1% 的用户，每晚更新。The top percentile by influence, made anew every night.",
        (),
    ),
)


def plant(store: Store, project: int, now: datetime) -> list[str]:
    """Create those that are missing; their ids."""
    with store.write() as connection:
        return plant_in(connection, project, now)


def plant_in(connection: sa.Connection, project: int, now: datetime) -> list[str]:
    """The same inside the caller's transaction, such as that of a new project."""
    made: list[str] = []
    for one in STARTERS:
        row: dict[str, Any] = {
            "project": project,
            "id": one.id,
            "name": one.name,
            "description": one.description,
            "mode": "live" if one.states else "snapshot",
            "condition": {"state": list(one.states)} if one.states else None,
            "source": None if one.states else {"query": {"kind": "kol"}, "cell": {"percentile": TOP}},
            "list": None if one.states else saved_list.NOBODY,
            "people": None if one.states else 0,
            "created_at": now,
            "updated_at": now,
        }
        asked = insert(connection, segment.table).values(row).on_conflict_do_nothing().returning(segment.table.c.id)
        made += connection.execute(asked).scalars().all()
    return made


def refresh(store: Store, scope: Scope, now: datetime) -> None:
    """Make the list of opinion leaders anew, where the project still has it as it was planted."""
    known = {one.id: one for one in segment.every(store, scope.project.number)}
    found = known.get(LEADERS)
    if found is None or found.mode != "snapshot" or found.source is None:
        return
    saved = saved_list.write(kol.who(kol.DEFAULT, TOP, scope), scope, now)
    segment.refreshed(store, scope.project.number, LEADERS, saved, now)
