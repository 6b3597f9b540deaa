"""A program to be killed: clients append without end and print the id of what was acknowledged; `report` prints what is
there. `naive` acknowledges first and writes later: the mutant that the test must catch."""

import asyncio
import itertools
import os
import sys
import uuid
from pathlib import Path

from events.world import Alone, event, read, request
from uems.events.journal import Journal
from uems.events.request import Accepted
from uems.events.writer import Writer
from uems.warehouse.client import Warehouse
from uems.warehouse.migrate import migrate
from uems.warehouse.sql import sql


class Naive(Journal):
    """Answers from memory and writes a tenth of a second later."""

    async def append(self, accepted: Accepted) -> None:
        asyncio.get_running_loop().call_later(0.1, self.append_now, accepted)


async def clients(journal: Journal) -> None:
    async def client() -> None:
        for _ in itertools.count():
            sent = [event(id=str(uuid.uuid4())) for _ in range(5)]
            await journal.append(request(1, *sent))
            os.write(1, "".join(f"{e.id}\n" for e in sent).encode())
            await asyncio.sleep(0.001)

    await asyncio.gather(*[client() for _ in range(8)])


def main(mode: str, folder: Path) -> None:
    journal = (Naive if mode == "naive" else Journal)(folder / "journal.db")
    if mode == "naive":
        asyncio.run(clients(journal))
    warehouse = Warehouse(f"chdb://{folder / 'warehouse'}")
    migrate(warehouse)
    writer = Writer(journal, warehouse, read, Alone(), linger=0.01)
    writer.start()
    if mode == "run":
        asyncio.run(clients(journal))
    assert writer.drain(60)
    for (seen,) in warehouse.query(sql("SELECT message_id FROM events"), 1).rows:
        print(seen)
    writer.stop()
    warehouse.close()
    journal.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
