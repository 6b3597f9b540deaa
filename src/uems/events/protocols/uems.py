"""What the product itself says happened, such as a property changed by hand: our own form, by no route."""

from uems.events.protocol import Protocol
from uems.events.protocols import native

offers = Protocol(name="uems", routes=(), read=native.read)
