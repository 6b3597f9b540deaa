"""A first map is fitted to the events that are there."""

from uems.base.words import Text
from uems.insight import journey_map, map_template


def fitted(names: list[str], **properties: list[str]) -> journey_map.JourneyMap:
    return journey_map.read(map_template.fitted(names, lambda event, name: name in properties.get(event, []), en))


def en(text: Text) -> str:
    return text.en


def test_a_shop_has_its_touchpoints_in_the_order_of_the_way_and_each_leads_to_the_next_that_is_there() -> None:
    map = fitted(["order_paid", "leave", "product_viewed", "add_to_cart"], order_paid=["revenue"])
    assert [(one.key, one.stage, one.next) for one in map.touchpoints] == [
        ("product", "use", ("cart",)),
        ("cart", "conversion", ("paid",)),
        ("paid", "conversion", ()),
    ]
    assert map.quiet == ("leave",)
    assert map.worth is not None
    assert map.worth.property == "revenue"


def test_other_vendors_names_are_known_too() -> None:
    map = fitted(["purchase", "begin_checkout", "view_item"], purchase=["value"])
    assert [one.key for one in map.touchpoints] == ["product", "checkout", "paid"]
    assert map.worth is not None
    assert (map.worth.filter.event, map.worth.property) == ("purchase", "value")


def test_a_home_page_is_told_only_by_its_path() -> None:
    assert "home" not in [one.key for one in fitted(["page", "sign_up", "search"]).touchpoints]
    assert "home" in [one.key for one in fitted(["page", "sign_up"], page=["page"]).touchpoints]


def test_unknown_events_stand_in_use_the_most_frequent_first_without_what_nobody_did() -> None:
    map = fitted(["alpha", "leave", "segment_entered", "beta"])
    assert [(one.name, one.stage) for one in map.touchpoints] == [("alpha", "use"), ("beta", "use")]
    assert map.touchpoints[0].next == (map.touchpoints[1].key,)


def test_nothing_is_said_to_speak_where_the_property_is_missing() -> None:
    names = ["search", "share", "nps_answered", "ticket_opened"]
    assert fitted(names).voices == ()
    assert [one.kind for one in fitted(names, nps_answered=["score"], ticket_opened=["category"]).voices] == [
        "nps",
        "topic",
    ]
