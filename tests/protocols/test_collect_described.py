from uems.api.collect_described import paths
from uems.events.protocol import protocols


def test_every_collecting_route_is_described_with_its_refusals() -> None:
    known = protocols()
    found = paths(known)
    assert set(found) == {route.path for protocol in known.values() for route in protocol.routes}
    batch = found["/v1/events"]["post"]
    assert set(batch["responses"]) == {"200", "400", "401", "413", "503"}
    assert batch["responses"]["200"]["content"]["application/json"]["example"] == {"accepted": 1, "rejected": []}
    assert found["/v1/projects/{key}/settings"]["get"]["parameters"][0]["name"] == "key"
    names = [operation["operationId"] for path in found.values() for operation in path.values()]
    assert len(names) == len(set(names))
