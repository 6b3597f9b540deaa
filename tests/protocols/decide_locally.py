"""Run with the clients' own Python: what the vendors' SDKs decide by themselves from our definitions, as one JSON line.

stdin: {"posthog": [flag], "growthbook": {key: feature}, "unleash": [feature], "users": [{"id", "facts"}]}.
stdout: {vendor: [{key: value}]} in the order of the users; null = the SDK would ask the server.
"""

import json
import sys

given = json.load(sys.stdin)
users = given["users"]


def posthog():
    from posthog import feature_flags

    flags = {one["key"]: one for one in given["posthog"]}
    for user in users:
        found, cache = {}, {}
        for key, flag in flags.items():
            try:
                found[key] = flag["active"] and feature_flags.match_feature_flag_properties(
                    flag,
                    user["id"],
                    user["facts"],
                    cohort_properties={},
                    flags_by_key=flags,
                    evaluation_cache=cache,
                    bucketing_value=user["id"],
                )
            except feature_flags.InconclusiveMatchError:
                found[key] = None
        yield found


def growthbook():
    from growthbook import GrowthBook

    for user in users:
        client = GrowthBook(attributes={"id": user["id"], **user["facts"]}, features=given["growthbook"])
        yield {key: client.get_feature_value(key, False) or False for key in given["growthbook"]}


def unleash():
    from yggdrasil_engine.engine import UnleashEngine

    engine = UnleashEngine()
    engine.take_state(json.dumps({"version": 2, "features": given["unleash"], "segments": []}))
    for user in users:
        texts = {name: str(value) for name, value in user["facts"].items()}
        context = {"userId": user["id"], "properties": texts}
        found = {}
        for feature in given["unleash"]:
            on = engine.is_enabled(feature["name"], context).is_enabled
            variant = engine.get_variant(feature["name"], context).variant
            found[feature["name"]] = variant.name if on and variant and variant.enabled else bool(on)
        yield found


print(json.dumps({vendor.__name__: list(vendor()) for vendor in (posthog, growthbook, unleash)}))
