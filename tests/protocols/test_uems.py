"""What the product says itself travels like any other event."""

from served import Caller


def test_a_changed_property_is_in_the_answer_and_is_an_event(caller: Caller) -> None:
    caller.send({"type": "identify", "user_id": "u", "ops": {"set": {"plan": "free", "old": 1}}})
    changed = caller.http.patch("/api/persons/u", json={"properties": {"plan": "pro", "old": None, "n": 1.5}})
    assert changed.json()["properties"] == {"plan": "pro", "n": 1.5}
    newest = caller.get("/api/persons/u/timeline", limit=1)
    assert (newest["items"][0]["source"], newest["items"][0]["type"]) == ("uems", "identify")
    assert newest["next"]
    rest = caller.get("/api/persons/u/timeline", cursor=newest["next"])
    assert (len(rest["items"]), rest["next"]) == (1, None)
