"""Adding one thing is adding one file: every module of a package that ends `offers = Thing(...)` is found here."""

import importlib
import pkgutil
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, TypeVar, cast

T = TypeVar("T")


class NotOffered(TypeError):
    """A module of a registered package does not end with `offers = <the expected type>`."""


def offered(package: ModuleType, kind: type[T]) -> dict[str, T]:
    """Everything that the modules of `package`, and entry points of the same name, offer, by its `name`.

    Raises NotOffered naming the file whose `offers` is missing or of another type, or whose name is taken.
    """
    modules = [importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__)]
    found: dict[str, T] = {}
    outside = [(e.value, e.load()) for e in entry_points(group=package.__name__)]
    for where, thing in [(m.__file__ or m.__name__, getattr(m, "offers", None)) for m in modules] + outside:
        if not isinstance(thing, kind):
            raise NotOffered(f"{where}: `offers` must be a {kind.__name__}, found {type(thing).__name__}")
        name = cast(Any, thing).name
        if name in found:
            raise NotOffered(f"{where}: the name {name!r} is offered twice")
        found[name] = thing
    return found
