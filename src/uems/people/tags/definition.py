"""Tags as they are defined: in versions, reviewed before they are published, retired when nobody needs them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import ValidationError

from uems.base.errors import Conflict, Invalid, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.people import segment
from uems.people.scope import Scope
from uems.people.segment import Segment
from uems.people.tags.kind import Family, Kind, SettingsInvalid, kinds
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

Status = Literal["draft", "review", "published", "retired"]

table = sa.Table(
    "tag",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("folder", sa.Text, nullable=False),
    sa.Column("family", sa.Text, nullable=False),
    sa.Column("automated", sa.Boolean, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("published", sa.Integer),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.CheckConstraint("status in ('draft', 'review', 'published', 'retired')", name="status"),
)


def of_tag(name: str) -> sa.ForeignKeyConstraint:
    """The rows of a table go with their tag."""
    return sa.ForeignKeyConstraint(
        ["project", "tag"], ["tag.project", "tag.id"], name=f"fk_{name}_project_tag", ondelete="CASCADE"
    )


versions = sa.Table(
    "tag_version",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("tag", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("settings", sa.JSON, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("published_by", sa.Text),
    sa.Column("published_at", Instant),
    of_tag("tag_version"),
)

_SLUG = re.compile(r"[a-z][a-z0-9_]{0,63}")


class NoTag(NotFound):
    code = "tag_not_found"
    text = Text("没有这个标签", "There is no such tag")


class TagIdTaken(Conflict):
    code = "tag_id_taken"
    text = Text("已有同名标识的标签", "There is a tag with this id already")


class BadTagId(Invalid):
    code = "tag_id"
    text = Text(
        "标识应为小写字母开头的字母、数字、下划线，最长 64",
        "An id begins with a small letter and has small letters, digits and _, 64 at most",
    )


class UnknownKind(Invalid):
    code = "tag_kind_unknown"
    text = Text("没有这种标签", "There is no such kind of tag")


class TagCircle(Invalid):
    code = "tag_circle"
    text = Text("标签互相引用，形成循环", "The tags refer to each other in a circle")


class WrongStatus(Conflict):
    code = "tag_status"
    text = Text("标签当前状态不允许这样做", "The tag's status does not allow this")


@dataclass(frozen=True, slots=True)
class Version:
    """What a tag was made of at one time."""

    version: int
    kind: str
    settings: dict[str, Any]
    made_by: str
    made_at: datetime
    published_by: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tag:
    """`made` = its newest version, to which `status` belongs; `published` = the number of the version that conditions
    see, if any, and `seen` that version; `folder` = its place in the tree, such as `value/orders`; not `automated` =
    not meant for automated decisions."""

    id: str
    name: str
    description: str
    owner: str
    folder: str
    family: Family
    automated: bool
    status: Status
    version: int
    published: int | None
    created_at: datetime
    updated_at: datetime
    made: Version
    seen: Version | None

    @property
    def counting(self) -> list[Version]:
        """The versions that mean something now or may soon: the published one and the newest."""
        return [self.made, *([] if self.seen is None or self.seen == self.made else [self.seen])]

    @property
    def shown(self) -> Version:
        """The published version, else the newest."""
        return self.made if self.seen is None else self.seen

    @property
    def kind(self) -> Kind:
        return kinds()[self.made.kind]


@dataclass(frozen=True, slots=True)
class Draft:
    """A tag to be. Without `family` and `automated` the kind's own count, without `id` one is made from the name."""

    name: str
    kind: str
    settings: dict[str, Any]
    id: str | None = None
    description: str = ""
    owner: str = ""
    folder: str = ""
    family: Family | None = None
    automated: bool | None = None


def checked(kind: str, settings: dict[str, Any], scope: Scope) -> Any:
    """The settings as their kind reads them. Raises UnknownKind, SettingsInvalid, and what their conditions raise."""
    known = kinds().get(kind)
    if known is None:
        raise UnknownKind(about=kind)
    try:
        read = known.settings.model_validate(settings)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).removeprefix(".")
        said = Text(f"标签设置有误：{first['msg']}", f"The tag's settings make no sense: {first['msg']}")
        raise SettingsInvalid(said, about=at or "settings") from None
    known.check(read, scope)
    return read


def create(store: Store, scope: Scope, draft: Draft, by: str, now: datetime) -> Tag:
    """Raises BadTagId, TagIdTaken and what `checked` raises."""
    id = draft.id or slug(draft.name)
    if not _SLUG.fullmatch(id):
        raise BadTagId(about="id")
    checked(draft.kind, draft.settings, scope)
    refuse_circle(store, scope.project.number, id, draft.kind, draft.settings)
    kind = kinds()[draft.kind]
    values = {
        **{name: getattr(draft, name) for name in ("name", "description", "folder")},
        "project": scope.project.number,
        "id": id,
        "owner": draft.owner or by,
        "family": draft.family or kind.family,
        "automated": kind.automated if draft.automated is None else draft.automated,
        "status": "draft",
        "version": 1,
        "published": None,
        "created_at": now,
        "updated_at": now,
    }
    with store.write() as connection:
        taken = sa.select(table.c.id).where(table.c.project == scope.project.number, table.c.id == id)
        if connection.execute(taken).first() is not None:
            raise TagIdTaken(about=id)
        connection.execute(sa.insert(table).values(**values))
        _add_version(connection, scope.project.number, id, 1, draft.kind, draft.settings, by, now)
    return find(store, scope.project.number, id)


def slug(name: str) -> str:
    """An id of the letters and digits in a name; where there are too few, one that is made up."""
    made = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:64]
    return made if _SLUG.fullmatch(made) and len(made) > 1 else new_id("tag", 8)


def find(store: Store, project: int, id: str) -> Tag:
    """Raises NoTag."""
    with store.read() as connection:
        return _found(connection, project, id)


def listed(store: Store, project: int, limit: int, cursor: str | None) -> tuple[list[Tag], str | None]:
    """Some tags in the order of their ids, and where the next page begins."""
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor)
        return _tags(connection, project, rows), next


def every(store: Store, project: int) -> list[Tag]:
    """All tags of a project, in the order of their ids."""
    with store.read() as connection:
        rows = connection.execute(sa.select(table).where(table.c.project == project).order_by(table.c.id)).all()
        return _tags(connection, project, rows)


def change(store: Store, scope: Scope, id: str, values: Mapping[str, Any], by: str, now: datetime) -> Tag:
    """Other words, or other settings, which make a new version that has to be reviewed and published again; what is
    published stays so until then. Raises NoTag, WrongStatus for a retired tag, and what `checked` raises."""
    project, found = scope.project.number, find(store, scope.project.number, id)
    if found.status == "retired":
        raise WrongStatus(about=id)
    kept = {name: value for name, value in values.items() if name not in ("kind", "settings")}
    kind = values.get("kind") or found.made.kind
    settings = values.get("settings", found.made.settings)
    if (kind, settings) == (found.made.kind, found.made.settings):
        with store.write() as connection:
            shelf.change(connection, table, project, id, {**kept, "updated_at": now}, NoTag)
        return find(store, project, id)
    checked(kind, settings, scope)
    refuse_circle(store, project, id, kind, settings)
    with store.write() as connection:
        version = _found(connection, project, id).version + 1
        _add_version(connection, project, id, version, kind, settings, by, now)
        new = {**kept, "version": version, "status": "draft", "updated_at": now}
        shelf.change(connection, table, project, id, new, NoTag)
    return find(store, project, id)


def move(store: Store, project: int, id: str, to: Status, by: str, now: datetime) -> Tag:
    """The next status: draft → review → published → retired, back from review to draft, and from retired to draft.
    Raises NoTag, WrongStatus."""
    values: dict[str, Any] = {"status": to, "updated_at": now}
    with store.write() as connection:
        found = _found(connection, project, id)
        if found.status not in _FROM[to]:
            raise WrongStatus(about=f"{found.status} → {to}")
        if to in ("published", "retired"):
            values["published"] = found.version if to == "published" else None
        shelf.change(connection, table, project, id, values, NoTag)
        if to == "published":
            one = sa.and_(versions.c.project == project, versions.c.tag == id, versions.c.version == found.version)
            connection.execute(sa.update(versions).where(one).values(published_by=by, published_at=now))
    return find(store, project, id)


_FROM: Mapping[Status, tuple[Status, ...]] = {
    "review": ("draft",),
    "draft": ("review", "retired"),
    "published": ("review",),
    "retired": ("draft", "review", "published"),
}


def delete(store: Store, project: int, id: str) -> None:
    """The tag with its versions, runs and labels; its values are swept away later. Raises NoTag."""
    with store.write() as connection:
        shelf.delete(connection, table, project, id, NoTag)


def history(store: Store, project: int, id: str) -> list[Version]:
    """Its versions, the newest first. Raises NoTag."""
    asked = sa.select(versions).where(versions.c.project == project, versions.c.tag == id)
    with store.read() as connection:
        shelf.find(connection, table, project, id, NoTag)
        return [_version(row) for row in connection.execute(asked.order_by(versions.c.version.desc()))]


def version_of(store: Store, project: int, id: str, number: int) -> Version:
    """Raises NoTag."""
    found = next((one for one in history(store, project, id) if one.version == number), None)
    if found is None:
        raise NoTag(about=f"{id}, {number}")
    return found


def mentioned(json: Any) -> set[str]:
    """The tags that a question, or a condition in it, names."""
    if isinstance(json, dict):
        here = {json["tag"]} if isinstance(json.get("tag"), str) and "op" in json else set()
        return here.union(*(mentioned(value) for value in json.values()))
    return set().union(*(mentioned(value) for value in json)) if isinstance(json, (list, tuple)) else set()


def users(store: Store, project: int, id: str) -> tuple[list[Segment], list[Tag]]:
    """The segments and the tags, other than retired ones, whose conditions name this tag."""
    segments = [one for one in segment.every(store, project) if id in mentioned([one.condition, one.source])]
    tags = [one for one in every(store, project) if one.status != "retired" and id in mentioned(_conditions(one))]
    return segments, tags


def refuse_circle(store: Store, project: int, id: str, kind: str, settings: dict[str, Any]) -> None:
    """A tag's values must not follow, over other tags and segments, from its own. Raises TagCircle."""
    tags = {one.id: one for one in every(store, project)}
    segments = {one.id: one for one in segment.every(store, project)}
    waiting: list[Any] = list(kinds()[kind].conditions(kinds()[kind].settings.model_validate(settings)))
    seen: set[str] = set()
    while waiting:
        condition = waiting.pop()
        named, inside = mentioned(condition), segment.mentioned(condition)
        if id in named:
            raise TagCircle(about=id)
        waiting += [one for name in (named & tags.keys()) - seen for one in _conditions(tags[name])]
        waiting += [segments[name].condition for name in (inside & segments.keys()) - seen]
        seen |= named | inside


def named(version: Version) -> set[str]:
    """The tags that the version's conditions name."""
    return mentioned(_of_version(version))


def _conditions(tag: Tag) -> list[dict[str, Any]]:
    return [one for version in tag.counting for one in _of_version(version)]


def _of_version(version: Version) -> list[dict[str, Any]]:
    kind = kinds()[version.kind]
    return kind.conditions(kind.settings.model_validate(version.settings))


def _found(connection: sa.Connection, project: int, id: str) -> Tag:
    return _tags(connection, project, [shelf.find(connection, table, project, id, NoTag)])[0]


def _add_version(
    connection: sa.Connection, project: int, id: str, number: int, kind: str, settings: Any, by: str, now: datetime
) -> None:
    row = {"project": project, "tag": id, "version": number, "kind": kind, "settings": settings}
    connection.execute(sa.insert(versions).values(**row, made_by=by, made_at=now))


def _tags(connection: sa.Connection, project: int, rows: Any) -> list[Tag]:
    wanted = sa.select(versions).where(versions.c.project == project, versions.c.tag.in_([row.id for row in rows]))
    made = {(row.tag, row.version): _version(row) for row in connection.execute(wanted)}
    names = [name for name in Tag.__dataclass_fields__ if name not in ("made", "seen")]
    return [
        Tag(
            **{name: getattr(row, name) for name in names},
            made=made[row.id, row.version],
            seen=made.get((row.id, row.published)),
        )
        for row in rows
    ]


def _version(row: Any) -> Version:
    return Version(**{name: getattr(row, name) for name in Version.__dataclass_fields__})
