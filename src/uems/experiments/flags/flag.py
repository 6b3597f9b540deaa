"""A flag: what it can be, for whom, and since when; read from JSON and refused where it makes no sense."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.experiments import holdout
from uems.experiments.holdout import Holdout
from uems.rules.condition import Condition, parse

Kind = Literal["boolean", "multivariate"]
Origin = Literal["posthog", "growthbook", "unleash"]
"""Whose way of hashing decides in our own answers and in OFREP. The vendors' clients always count their own way."""

WHOLE = 100.0


class FlagInvalid(Invalid):
    """A flag that makes no sense; `about` is the path of what is wrong."""

    code = "flag_invalid"
    text = Text("开关定义无效", "The flag is not valid")


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the values of a multivariate flag. `value` is what clients get, `weight` its share in percent."""

    key: str
    value: Any
    weight: float
    payload: Any = None


@dataclass(frozen=True, slots=True)
class Rule:
    """For whom the flag is on: those of whom the condition holds (None = everybody), `rollout` percent of them by
    hash, with this variant (None = by weight). A rule that does not reach somebody leaves them to the next one."""

    condition: Condition | None = None
    rollout: float = WHOLE
    variant: str | None = None
    name: str = ""
    json: Mapping[str, Any] | None = None
    """The condition as it was given."""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """Another flag that must be on first, with one of these variants if any are named."""

    flag: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Namespace:
    """The part `start` ≤ n < `end` of a space of this name: flags in different parts of one space share nobody."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Setting:
    """What is different in one environment: whether it is on there at all, and its own rules (None = the flag's)."""

    enabled: bool = True
    rules: tuple[Rule, ...] | None = None


_USUAL = Setting()


@dataclass(frozen=True, slots=True)
class Flag:
    """`enabled` is the kill switch: without it the flag is off for everybody at once. `seed` is what is hashed with a
    person's id where the vendor hashes a seed. `off` is the value of a multivariate flag for who is in no variant.
    `sticky`: a person who signs in keeps what they had before. `native` holds what a vendor's definition says beyond
    ours, such as `{"unleash": {"variants": […]}}`. `keeps`: who got a variant by weight keeps it when the weights
    change, for the server remembers it. `holdouts`: of which strategies the holdouts keep people out of it;
    `kept_out`: those holdouts."""

    key: str
    kind: Kind = "boolean"
    name: str = ""
    description: str = ""
    owner: str = ""
    enabled: bool = True
    permanent: bool = False
    rules: tuple[Rule, ...] = ()
    variants: tuple[Variant, ...] = ()
    payload: Any = None
    off: Any = None
    prerequisites: tuple[Prerequisite, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    environments: Mapping[str, Setting] = field(default_factory=dict)
    origin: Origin = "posthog"
    seed: str = ""
    sticky: bool = True
    keeps: bool = False
    namespace: Namespace | None = None
    native: Mapping[str, Any] = field(default_factory=dict)
    holdouts: tuple[str, ...] = ()
    kept_out: tuple[Holdout, ...] = ()
    version: int = 1
    id: int = 0
    """A number that no other flag of the project has; some vendors' clients want one."""
    changed_at: datetime | None = None

    @property
    def salt(self) -> str:
        return self.seed or self.key

    def variant(self, key: str) -> Variant | None:
        return next((one for one in self.variants if one.key == key), None)


def remembered(flag: Flag) -> bool:
    """Whether somebody's variant is what the server remembers: no hash alone says it, so no client can."""
    every = (flag.rules, *(one.rules or () for one in flag.environments.values()))
    return flag.keeps and any(rule.variant is None for rules in every for rule in rules)


def as_given(flag: Flag, variant: str) -> Flag:
    """The flag as it stands for somebody who has this variant for certain; '' = for whom it is off."""
    arms = tuple(replace(one, weight=WHOLE if one.key == variant else 0.0) for one in flag.variants)
    free = replace(flag, rules=(Rule(),), environments={}, prerequisites=(), kept_out=(), namespace=None)
    return replace(free, variants=arms, keeps=False, enabled=flag.enabled and variant != "")


def running(flag: Flag, now: datetime) -> bool:
    """Whether the kill switch is not thrown and now lies within the flag's time; `ends_at` is not included."""
    begun = flag.starts_at is None or flag.starts_at <= now
    return flag.enabled and begun and (flag.ends_at is None or now < flag.ends_at)


def current(flag: Flag, now: datetime) -> Flag:
    """The flag with the holdouts that stand now."""
    if all(holdout.stands(one, now) for one in flag.kept_out):
        return flag
    return replace(flag, kept_out=tuple(one for one in flag.kept_out if holdout.stands(one, now)))


def settled(flag: Flag, environment: str, now: datetime) -> Flag:
    """The flag as it stands in an environment now: its rules there, `enabled` with everything counted in, and the
    holdouts that stand."""
    flag = current(flag, now)
    there = flag.environments.get(environment, _USUAL)
    rules = flag.rules if there.rules is None else there.rules
    if rules is flag.rules and (there.enabled and running(flag, now)) == flag.enabled:
        return flag
    return replace(flag, rules=rules, enabled=there.enabled and running(flag, now))


def read(json: Mapping[str, Any]) -> Flag:
    """The flag of this JSON, whose fields have the types that the door checks. Raises FlagInvalid, ConditionInvalid."""
    variants = tuple(_variant(one) for one in json.get("variants") or ())
    rules = tuple(_rule(one, f"rules[{n}]") for n, one in enumerate(json.get("rules") or ()))
    environments = {
        name: _setting(one, f"environments.{name}") for name, one in (json.get("environments") or {}).items()
    }
    namespace = json.get("namespace")
    found = Flag(
        **{name: json[name] for name in _PLAIN if name in json},
        rules=rules,
        variants=variants,
        prerequisites=tuple(
            Prerequisite(one["flag"], tuple(one.get("variants") or ())) for one in json.get("prerequisites") or ()
        ),
        starts_at=_moment(json.get("starts_at")),
        ends_at=_moment(json.get("ends_at")),
        environments=environments,
        namespace=None if namespace is None else Namespace(namespace["name"], namespace["start"], namespace["end"]),
        holdouts=tuple(json.get("holdouts") or ()),
    )
    _refuse_nonsense(found)
    return found


_PLAIN = (
    *("key", "kind", "name", "description", "owner", "enabled", "permanent", "payload", "off", "origin", "seed"),
    *("sticky", "keeps", "native"),
)


def _variant(json: Mapping[str, Any]) -> Variant:
    value = json.get("value")
    return Variant(json["key"], json["key"] if value is None else value, float(json["weight"]), json.get("payload"))


def _rule(json: Mapping[str, Any], at: str) -> Rule:
    given = json.get("condition")
    condition = None if given is None else parse(given, f"{at}.condition")
    rollout = json.get("rollout")
    whole = WHOLE if rollout is None else float(rollout)
    return Rule(condition, whole, json.get("variant"), json.get("name") or "", given)


def _setting(json: Mapping[str, Any], at: str) -> Setting:
    rules = json.get("rules")
    found = None if rules is None else tuple(_rule(one, f"{at}.rules[{n}]") for n, one in enumerate(rules))
    return Setting(bool(json.get("enabled", True)), found)


def _moment(said: Any) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else said


def _refuse_nonsense(flag: Flag) -> None:
    keys = [one.key for one in flag.variants]
    if flag.kind == "boolean" and keys:
        raise _wrong("variants", "布尔开关没有变体", "A boolean flag has no variants")
    if flag.kind == "boolean" and flag.keeps:
        raise _wrong("keeps", "布尔开关没有可记住的变体", "A boolean flag has no variants to keep")
    if flag.kind == "multivariate":
        if not keys or len(set(keys)) < len(keys) or {"on", "off"} & set(keys):
            raise _wrong(
                "variants",
                "变体至少一个，键不重复，且不能叫 on 或 off",
                "Give variants with keys of their own, none called on or off",
            )
        if abs(sum(one.weight for one in flag.variants) - WHOLE) > 0.01:
            raise _wrong("variants", "变体权重之和应为 100", "The weights of the variants add up to 100")
    places = [("rules", flag.rules), *((f"environments.{n}.rules", s.rules) for n, s in flag.environments.items())]
    for at, rules in places:
        for n, rule in enumerate(rules or ()):
            if rule.variant is not None and rule.variant not in keys:
                raise _wrong(f"{at}[{n}].variant", "没有这个变体", "There is no such variant")
    if flag.namespace is not None and flag.namespace.start >= flag.namespace.end:
        raise _wrong("namespace.end", "互斥空间的终点应大于起点", "The part of the space ends after it begins")
    if flag.starts_at and flag.ends_at and flag.starts_at >= flag.ends_at:
        raise _wrong("ends_at", "结束时间应晚于开始时间", "The end lies after the start")


def _wrong(at: str, zh: str, en: str) -> FlagInvalid:
    return FlagInvalid(Text(zh, en), about=at)


def refuse_circle(flag: Flag, others: Mapping[str, Flag]) -> None:
    """Prerequisites are flags that exist, with variants that they have, and lead back to no flag on the way.

    Raises FlagInvalid."""
    known = {**others, flag.key: flag}
    for n, one in enumerate(flag.prerequisites):
        wanted = known.get(one.flag)
        if wanted is None:
            raise _wrong(f"prerequisites[{n}].flag", "没有这个开关", "There is no such flag")
        if not set(one.variants) <= {variant.key for variant in wanted.variants}:
            raise _wrong(f"prerequisites[{n}].variants", "没有这个变体", "There is no such variant")
    waiting, seen = [one.flag for one in flag.prerequisites], set[str]()
    while waiting:
        key = waiting.pop()
        if key == flag.key:
            raise _wrong(
                "prerequisites", "前置开关互相依赖，形成循环", "The prerequisites lead back to the flag itself"
            )
        if key not in seen and key in known:
            seen.add(key)
            waiting += [one.flag for one in known[key].prerequisites]
