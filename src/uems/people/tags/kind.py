"""What a kind of tag is: the settings it asks for, and the question that gives every person a value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from uems.base.errors import Invalid
from uems.base.registry import offered
from uems.base.words import Text
from uems.people import tag_kinds as package
from uems.people.scope import Scope
from uems.warehouse.sql import Sql

Family = Literal["behaviour", "attribute", "psychological", "predicted"]


class SettingsInvalid(Invalid):
    """Settings that the kind's schema lets through and that make no sense; `about` is the path of the field."""

    code = "tag_settings_invalid"
    text = Text("标签设置有误", "The tag's settings make no sense")


class Settings(BaseModel):
    """What the settings of every kind have in common: nothing is taken that is not asked for, nor what is no number."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


def no_check(settings: Any, scope: Scope) -> None:
    """For kinds whose schema says all there is to say."""


def no_refers(settings: Any) -> list[dict[str, Any]]:
    """For kinds without conditions."""
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of tag.

    `settings`: a pydantic model; the console's form is drawn from its JSON schema, with the words that `words` gives.
    `values(settings, scope, base)`: SELECT person_id, value (JSON text), confidence (Float32, 0 to 1), evidence (JSON
    text: what the value follows from), one row a person; a person without a value has no row. `base` is the day the
    values are of, and `scope.now` its last moment in the project's calendar: nothing after it counts, and "today" in
    rules means the base. None: the values come as files, nothing can be asked.
    `expires`: the question selects a fifth column, valid_until (DateTime64(3)), from which on the value does not count.
    `check`: raises Invalid, with the field's path as `about`, for settings that make no sense in this project.
    `conditions`: the JSON of every condition in the settings, from which is read what the tag refers to.
    `daily`: computed anew every night.
    """

    name: str
    title: Text
    about: Text
    family: Family
    settings: type[BaseModel]
    values: Callable[[Any, Scope, date], Sql] | None
    check: Callable[[Any, Scope], None] = no_check
    conditions: Callable[[Any], list[dict[str, Any]]] = no_refers
    source: Callable[[Any], str] | None = None
    """Where the values come from, such as `survey`; None = the kind's name."""
    daily: bool = True
    expires: bool = False
    typed: bool = False
    """The question holds SQL that somebody typed: it is read where nothing can be written."""
    automated: bool = True
    """False: values of this kind are not meant for automated decisions, unless the tag's owner says otherwise."""


@cache
def kinds() -> dict[str, Kind]:
    """Every kind there is, by name."""
    return offered(package, Kind)


def words(zh: str, en: str, note: Text | None = None, enum: dict[str, Text] | None = None, **more: Any) -> Any:
    """`json_schema_extra` of a field: its title, its note and its choices in both languages, and what else is given,
    such as `format="condition"` for a condition."""
    found: dict[str, Any] = {"x-title": {"zh": zh, "en": en}, **more}
    if note is not None:
        found["x-description"] = {"zh": note.zh, "en": note.en}
    if enum is not None:
        found["x-enum"] = {name: {"zh": text.zh, "en": text.en} for name, text in enum.items()}
    return found
