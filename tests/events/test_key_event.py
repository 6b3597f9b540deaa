"""Key events are guessed as most products spell them, and not guessed at all where nothing fits."""

import pytest

from uems.events.key_event import KeyEvents, guess

NOTHING = KeyEvents(None, None, None, None)


@pytest.mark.parametrize(
    ("names", "properties", "found"),
    [
        ([], [], NOTHING),
        (["page", "click"], ["revenue"], NOTHING),
        (["sign_up", "activated", "order_paid"], ["n", "revenue"], ("sign_up", "activated", "order_paid", "revenue")),
        (["Order Completed", "Signed Up"], ["Total"], ("Signed Up", None, "Order Completed", "Total")),
        (["注册", "支付成功"], ["金额"], ("注册", None, "支付成功", "金额")),
        (["purchase"], ["color"], NOTHING),
    ],
)  # fmt: skip
def test_what_is_guessed(names: list[str], properties: list[str], found: object) -> None:
    wanted = found if isinstance(found, KeyEvents) else KeyEvents(*found)  # type: ignore[misc]
    assert guess(names, lambda _: properties) == wanted
