"""Any value that people give as JSON and get back as JSON: what could not be written again is refused."""

import math
from typing import Annotated, Any

from pydantic import AfterValidator

_DEPTH = 64


def writable(value: Any) -> Any:
    """The value as it is. Raises ValueError: half a character, not a number, or nested deeper than 64 values."""
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > _DEPTH:
            raise ValueError("nested too deeply")
        if isinstance(one, str) and not one.isascii() and any("\ud800" <= letter <= "\udfff" for letter in one):
            raise ValueError("holds half a character")
        if isinstance(one, float) and not math.isfinite(one):
            raise ValueError("not a number")
        if isinstance(one, dict):
            waiting += [(part, depth + 1) for pair in one.items() for part in pair]
        if isinstance(one, list):
            waiting += [(part, depth + 1) for part in one]
    return value


PlainJson = Annotated[Any, AfterValidator(writable)]
PlainObject = Annotated[dict[str, Any], AfterValidator(writable)]
