"""Every vendor's flag routes, put together once."""

from typing import cast

from uems.api import flag_growthbook, flag_ofrep, flag_posthog, flag_unleash
from uems.events.protocol import Protocol
from uems.experiments.flags.switchboard import Switchboard


def protocols(board: Switchboard) -> dict[str, Protocol]:
    """The flag protocols by name."""
    made = [room.protocol(board) for room in (flag_posthog, flag_growthbook, flag_ofrep, flag_unleash)]
    return {one.name: one for one in made}


def described() -> dict[str, Protocol]:
    """The same for a description, which looks at the routes and asks nothing."""
    return protocols(cast(Switchboard, None))
