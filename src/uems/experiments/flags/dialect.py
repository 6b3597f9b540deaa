"""What a dialect is: how a vendor's clients are told a flag in their own words, and what they cannot be told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uems.base.errors import NotFound
from uems.base.registry import offered
from uems.base.words import Text
from uems.experiments.flags import dialects as package
from uems.experiments.flags.flag import Flag


@dataclass(frozen=True, slots=True)
class Dialect:
    """One vendor's language. `native` says a flag, as it stands in an environment now, as the vendor's own JSON;
    `beyond` says which parts of it clients that decide by themselves cannot follow, and what they do instead."""

    name: str
    title: Text
    native: Callable[[Flag, Mapping[str, Flag], datetime, str], dict[str, Any]]
    beyond: Callable[[Flag], list[Text]]


def dialects() -> dict[str, Dialect]:
    """Every dialect there is, by name. Raises NotOffered."""
    return offered(package, Dialect)


class NoDialect(NotFound):
    code = "dialect_not_found"
    text = Text("没有这种开关方言", "There is no such dialect")


def find(name: str) -> Dialect:
    """Raises NoDialect."""
    known = dialects()
    if name not in known:
        raise NoDialect(about=name)
    return known[name]


SERVER_ONLY = Text(
    "行为、标签、分群、状态等条件无法在客户端判断：该规则在客户端本地不生效，请用服务器端求值",
    "What people did, tags, segments and states cannot be judged in a client: there this rule reaches nobody; ask the "
    "server instead",
)
ASKS_SERVER = Text(
    "行为、标签、分群、状态等条件无法在客户端判断：客户端会改为询问服务器",
    "What people did, tags, segments and states cannot be judged in a client: it asks the server instead",
)
NO_HOLDOUT = Text(
    "留出组无法在客户端判断：该开关在客户端本地不生效，请用服务器端求值",
    "A holdout cannot be judged in this client: there the flag reaches nobody; ask the server instead",
)
ASKS_FOR_HOLDOUT = Text(
    "留出组无法在客户端判断：客户端会改为询问服务器",
    "A holdout cannot be judged in a client: it asks the server instead",
)
NO_MEMORY = Text(
    "服务器记住每个用户最先得到的变体，客户端无法得知：该规则在客户端本地不生效，请用服务器端求值",
    "The server remembers which variant each person got first, and a client cannot know: there this rule reaches "
    "nobody; ask the server instead",
)
ASKS_FOR_MEMORY = Text(
    "服务器记住每个用户最先得到的变体：客户端会改为询问服务器",
    "The server remembers which variant each person got first: a client asks the server instead",
)
NO_NAMESPACE = Text(
    "互斥空间无法在客户端判断：该开关在客户端本地不生效",
    "A namespace cannot be judged in this client: there the flag reaches nobody",
)
