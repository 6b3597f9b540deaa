"""As much of JSON Schema as OFREP's description asks for. `oneOf` is read as "at least one": the description's own
examples meet several, since a flag that leaves the value to the code asks for nothing at all."""

from typing import Any

_TYPES: dict[str, Any] = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def wrong(whole: Any, schema: Any, value: Any, at: str = "") -> list[str]:
    """What of the value is not as the schema says."""
    if "$ref" in schema:
        found = whole
        for name in schema["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        return wrong(whole, found, value, at)
    bad = [one for part in schema.get("allOf", []) for one in wrong(whole, part, value, at)]
    for word in ("oneOf", "anyOf"):
        parts = schema.get(word)
        if parts and all(wrong(whole, part, value, at) for part in parts):
            bad.append(f"{at}: none of {word}")
    if "enum" in schema and value not in schema["enum"]:
        bad.append(f"{at}: {value!r} is none of {schema['enum']}")
    return bad + _type(schema, value, at) + _members(whole, schema, value, at)


def _type(schema: Any, value: Any, at: str) -> list[str]:
    kind = schema.get("type")
    if kind is None:
        return []
    if kind == "number":
        sound = isinstance(value, int | float) and not isinstance(value, bool)
    else:
        sound = isinstance(value, _TYPES[kind]) and not (kind == "integer" and isinstance(value, bool))
    return [] if sound else [f"{at}: {value!r} is no {kind}"]


def _members(whole: Any, schema: Any, value: Any, at: str) -> list[str]:
    if isinstance(value, list):
        items = schema.get("items")
        return [one for n, part in enumerate(value) for one in wrong(whole, items, part, f"{at}[{n}]")] if items else []
    if not isinstance(value, dict):
        return []
    bad = [f"{at}.{name} is missing" for name in schema.get("required", []) if name not in value]
    known, others = schema.get("properties") or {}, schema.get("additionalProperties")
    for name, held in value.items():
        if name in known:
            bad += wrong(whole, known[name], held, f"{at}.{name}")
        elif isinstance(others, dict):
            bad += wrong(whole, others, held, f"{at}.{name}")
    return bad
