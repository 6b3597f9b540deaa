"""Key events: which events mean sign-up, activation and revenue; guessed from the names until somebody says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_SIGN_UP = (
    *("signup", "signedup", "usersignup", "usersignedup", "register", "registered", "registration", "userregistered"),
    *("accountcreated", "createaccount", "注册", "注册成功", "用户注册"),
)
_ACTIVATION = (
    *("onboardingdone", "onboardingcompleted", "onboardingfinished", "completedonboarding", "activated", "activation"),
    *("useractivated", "setupcompleted", "tutorialcompleted", "激活", "完成引导", "新手引导完成"),
)
_REVENUE = (
    *("orderpaid", "ordercompleted", "purchase", "purchased", "purchasecompleted", "paymentsucceeded", "payorder"),
    *("paymentcompleted", "checkoutcompleted", "paid", "payment", "支付成功", "支付订单", "订单支付", "付款成功"),
)
_AMOUNT = (
    "revenue",
    "amount",
    "total",
    "orderamount",
    "totalamount",
    "paidamount",
    "value",
    "price",
    "金额",
    "订单金额",
)


@dataclass(frozen=True, slots=True)
class KeyEvents:
    """Names of events, None = not known; `amount` is the property of the revenue event that holds the money."""

    sign_up: str | None
    activation: str | None
    revenue: str | None
    amount: str | None


def guess(events: Sequence[str], properties: Callable[[str], Iterable[str]]) -> KeyEvents:
    """The key events among these names, as most products spell them; `properties` tells those of an event."""
    revenue = _first(events, _REVENUE)
    amount = None if revenue is None else _first(list(properties(revenue)), _AMOUNT)
    return KeyEvents(
        _first(events, _SIGN_UP), _first(events, _ACTIVATION), revenue if amount is not None else None, amount
    )


def _first(names: Sequence[str], known: Sequence[str]) -> str | None:
    """The name that stands first among the known spellings; case and punctuation do not matter."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault("".join(letter for letter in name.lower() if letter.isalnum()), name)
    return next((plain[one] for one in known if one in plain), None)
