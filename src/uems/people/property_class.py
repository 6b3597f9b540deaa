"""Classes of properties: public, internal, personal, sensitive; and the mask that hides the values of the last two.

Personal values are seen with the right `see_personal`; sensitive ones with it too, and on a single person's page alone,
never in a list. Names that everybody uses for such things have their class from the start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.store.client import Store
from uems.store.table import metadata

Level = Literal["public", "internal", "personal", "sensitive"]
Of = Literal["event", "person"]
HIDDEN = "•••"

table = sa.Table(
    "property_class",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("level", sa.Text, nullable=False),
    sa.CheckConstraint("level in ('public', 'internal', 'personal', 'sensitive')", name="level"),
)

_PERSONAL = frozenset(
    {"email", "phone", "mobile", "telephone", "tel", "name", "first_name", "last_name", "full_name", "nickname"}
    | {"username", "address", "street", "birthday", "birth_date", "date_of_birth", "ip", "user_agent"}
    | {"wechat", "weixin", "qq", "openid", "unionid"}
    | {"姓名", "手机", "手机号", "电话", "邮箱", "地址", "生日", "昵称", "微信"}
)
_SENSITIVE = frozenset(
    {"id_card", "id_number", "identity_card", "passport", "bank_card", "card_number", "iban", "ssn"}
    | {"health", "religion", "ethnicity"}
    | {"身份证", "身份证号", "护照", "护照号", "银行卡", "银行卡号", "健康状况", "宗教", "民族"}
)
_OF_THINGS = frozenset({"name", "address"})
"""In an event these are as often a product's or a shop's, so there the project must say it."""
KNOWN: Mapping[str, Level] = {**dict.fromkeys(_PERSONAL, "personal"), **dict.fromkeys(_SENSITIVE, "sensitive")}
"""By plain name: without a leading $ and in lower case, so that `$email` and `Email` are found."""


class BadPropertyName(Invalid):
    code = "property_name"
    text = Text("属性名应为 1–200 个字符", "A property's name has 1 to 200 characters")


@dataclass(frozen=True, slots=True)
class Mask:
    """What a caller does not see. `said` = the project's own classes, by name."""

    said: Mapping[str, Level]
    personal: bool
    """Whether the caller has the right to see personal values."""

    def level(self, name: str, of: Of = "person") -> Level:
        """What the project says of the property, else what its name says."""
        plain = name.lstrip("$").lower()
        unsaid: Level = "internal" if of == "event" and plain in _OF_THINGS else KNOWN.get(plain, "internal")
        return self.said.get(name, unsaid)

    def hidden(self, of: Of) -> tuple[list[str], list[str]]:
        """(names that the project said of which the values are hidden in lists, plain names hidden where it said
        nothing): what `hides` tells of every name, for who looks at names elsewhere."""
        said = sorted(name for name in self.said if self.hides(name, of=of))
        unsaid = Mask({}, self.personal)
        return said, sorted(name for name in KNOWN if unsaid.hides(name, of=of))

    def hides(self, name: str, single: bool = False, of: Of = "person") -> bool:
        """Whether the values of a property are hidden; `single` = on one person's own page."""
        level = self.level(name, of)
        if level == "sensitive":
            return not (self.personal and single)
        return level == "personal" and not self.personal

    def clean(self, values: Mapping[str, Any], single: bool = False, of: Of = "person") -> dict[str, Any]:
        """The same with hidden values in the place of those, however deep they stand."""
        return {
            name: HIDDEN if self.hides(name, single, of) and value is not None else self._within(value, single, of)
            for name, value in values.items()
        }

    def event(self, canonical: Mapping[str, Any], single: bool = False) -> dict[str, Any]:
        """A canonical event as the caller sees it."""
        changed = {name: self.clean(canonical[name], single) for name in ("ops", "context")}
        # A group is a thing, such as a company, whose name is nobody's own.
        changed |= {name: self._within(canonical[name], single, "event") for name in ("properties", "group")}
        return {**canonical, **changed}

    def _within(self, value: Any, single: bool, of: Of) -> Any:
        if isinstance(value, Mapping):
            return self.clean(value, single, of)
        return [self._within(one, single, of) for one in value] if isinstance(value, list) else value


def mask(store: Store, project: int, personal: bool) -> Mask:
    """What somebody with or without the right to personal values does not see."""
    return Mask(said(store, project), personal)


def said(store: Store, project: int) -> dict[str, Level]:
    """The classes that the project gave."""
    with store.read() as connection:
        asked = sa.select(table.c.name, table.c.level).where(table.c.project == project)
        return {row.name: row.level for row in connection.execute(asked)}


def give(store: Store, project: int, classes: Mapping[str, Level | None]) -> dict[str, Level]:
    """Other classes of some properties; None = what the name says. Raises BadPropertyName."""
    if any(not 1 <= len(name) <= 200 or "\0" in name for name in classes):
        raise BadPropertyName(about="name")
    with store.write() as connection:
        for name, level in classes.items():
            named = (table.c.project == project, table.c.name == name)
            connection.execute(sa.delete(table).where(*named))
            if level is not None:
                connection.execute(sa.insert(table).values(project=project, name=name, level=level))
    return said(store, project)
