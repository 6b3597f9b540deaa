"""What an oracle's assertion looks at in an answer, and whether it holds."""

from typing import Any

_WHOLE = ("$set", "$sum", "$len", "$sort")


def check(assertion: dict[str, Any], result: Any) -> tuple[bool, Any]:
    """Whether the assertion holds, and what was found. Raises what looking at a wrong shape raises."""
    found, expected = get(result, assertion["path"]), assertion["expected"]
    if assertion.get("ignore_keys"):
        ignored = set(assertion["ignore_keys"])
        found, expected = _without(found, ignored), _without(expected, ignored)
    return _holds(assertion, found, expected), found


def get(value: Any, path: list[Any]) -> Any:
    """The value at a path; `*` maps the rest over a list, and a last step on the whole list gathers it."""
    for place, step in enumerate(path):
        if step != "*":
            value = _step(value, step)
            continue
        rest = path[place + 1 :]
        if rest and isinstance(rest[-1], dict) and any(key in rest[-1] for key in _WHOLE):
            return _step([get(one, rest[:-1]) for one in value], rest[-1])
        return [get(one, rest) for one in value]
    return value


def close(a: Any, b: Any, tolerance: float = 1e-6) -> bool:
    """Equal, numbers up to a relative tolerance."""
    if isinstance(a, dict) and isinstance(b, dict):
        return set(a) == set(b) and all(close(a[key], b[key], tolerance) for key in a)
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(close(x, y, tolerance) for x, y in zip(a, b, strict=True))
    numbers = all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in (a, b))
    return abs(a - b) <= tolerance * max(1, abs(b)) if numbers else bool(a == b)


def _holds(assertion: dict[str, Any], found: Any, expected: Any) -> bool:
    match assertion["op"]:
        case "eq" | "eq_ignoring_people_urls":
            return close(found, expected)
        case "ne":
            return not close(found, expected)
        case "count_eq":
            return sorted(map(repr, found)) == sorted(map(repr, expected))
        case "almost":
            return close(found, expected, assertion.get("delta") or 10 ** -(assertion.get("places") or 5))
        case "truthy":
            return bool(found) == expected
        case "in":
            return expected in found
        case "not_in":
            return expected not in found
        case "one_of":
            return found in expected
        case "superset_of":
            return all(key in found and close(found[key], expected[key]) for key in expected)
        case "lt" | "le" | "gt" | "ge" as op:
            return {"lt": found < expected, "le": found <= expected, "gt": found > expected, "ge": found >= expected}[
                op
            ]
        case op:
            raise KeyError(op)


def _step(value: Any, step: Any) -> Any:
    if not isinstance(step, dict):
        return value[step]
    kind = next(iter(step))
    given = step[kind]
    match kind:
        case "$len":
            return len(value)
        case "$set":
            return sorted({tuple(x) if isinstance(x, list) else x for x in value}, key=str)
        case "$sum":
            return sum(value)
        case "$list":
            return list(value)
        case "$round":
            return round(value, given)
        case "$slice":
            return value[slice(*given)]
        case "$keys":
            return list(value.keys())
        case "$vals":
            return list(value.values())
        case "$pick":
            return [{key: x[key] for key in given} for x in value]
        case "$dictmap":
            key, held = (path[path.index("*") + 1 :] for path in given)
            return {str(get(x, key)): get(x, held) for x in value}
        case "$sort":
            return sorted(value, key=lambda x: _sort_key(x, given), reverse=step.get("desc", False))
    raise KeyError(kind)


def _sort_key(value: Any, path: Any) -> Any:
    if path is None:
        return value
    return tuple(get(value, one) for one in path["$multi"]) if isinstance(path, dict) else get(value, path)


def _without(value: Any, keys: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner, keys) for key, inner in value.items() if key not in keys}
    return [_without(inner, keys) for inner in value] if isinstance(value, list) else value
