"""A command beside a running server: a key that works for an hour, since the store never tells the ones it has."""

from datetime import timedelta

from uems.base.clock import system_clock
from uems.base.errors import Unavailable
from uems.base.settings import Settings
from uems.base.words import Text
from uems.main import open_store
from uems.store import api_key, project, secret
from uems.store.api_key import Kind


class ServerRefused(Unavailable):
    code = "server_refused"
    text = Text("服务器没有完成请求", "The running server did not do it")


def guest_key(settings: Settings, id: str, kind: Kind) -> str:
    """A new key of the project. Raises NoProject."""
    store = open_store(settings)
    try:
        number, now, key = project.get(store, id).number, system_clock(), api_key.new(kind)
        with store.write() as connection:
            made = api_key.add(connection, secret.pepper(settings.data), number, kind, key, now)
            api_key.revoke(connection, number, made.id, now + timedelta(hours=1))
    finally:
        store.close()
    return key
