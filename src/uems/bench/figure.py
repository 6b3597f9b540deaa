"""A figure, and the bench that measures it."""

import argparse
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `against` names the peer of the same run and `ratio` is value ÷ peer's value; `target` is
    the bound to hold, such as `≤ 8`, for the ratio when there is one, else for the value."""

    name: str
    value: float
    unit: str
    target: str = ""
    against: str = ""
    ratio: float | None = None

    @property
    def met(self) -> bool | None:
        """Does it hold its target; None = it has none."""
        if not self.target:
            return None
        sign, bound = self.target.split()
        measured = self.value if self.ratio is None else self.ratio
        return measured <= float(bound) if sign == "≤" else measured >= float(bound)

    def json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.met}


@dataclass(frozen=True, slots=True)
class Bench:
    """`run` measures and returns its figures; benches without `standing` need arguments and run only when named."""

    name: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], list[Figure]]
    standing: bool = True


def no_arguments(parser: argparse.ArgumentParser) -> None:
    """A bench that takes none."""
