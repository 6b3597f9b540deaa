"""People to whom things happen by chance: blocks of events, some written again, ids that merge and split, erasures."""

from contextlib import suppress
from random import Random

from people.world import World
from uems.events.event import Event
from uems.people import merge
from uems.people.identity import node_of
from uems.people.link import Id
from uems.warehouse import erasing

USERS, DEVICES = 6, 8


class Life:
    """What can happen to the people of a project; a test says when, and what an event is."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, Random(seed)
        self.blocks: list[tuple[tuple[Event, ...], list[tuple[int, int]]]] = []
        self.sent = 0

    def send(self, *events: Event) -> None:
        self.sent += len(events)
        self.blocks.append((events, self.world.write(events)))

    def who(self) -> dict[str, str]:
        user, device = f"u{self.chance.randrange(USERS)}", f"a{self.chance.randrange(DEVICES)}"
        return self.chance.choice(
            [{"user_id": user}, {"anonymous_id": device}, {"user_id": user, "anonymous_id": device}]
        )

    def merge(self) -> None:
        """Two users become one."""
        ids = [self.id(f"u{n}") for n in self.chance.sample(range(USERS), 2)]
        with suppress(merge.NothingToMerge):
            merge.merge(self.world.people, self.world.project, ids, self.world.now)

    def split(self) -> None:
        """Somebody loses an id."""
        one = self.id(self.chance.choice((f"u{self.chance.randrange(USERS)}", f"a{self.chance.randrange(DEVICES)}")))
        person = self.world.people.person(self.world.project, one.node)
        with suppress(merge.NothingToSplit):
            merge.split(self.world.people, self.world.project, person, [one.node], self.world.now)

    def id(self, value: str) -> Id:
        space = "anon" if value[0] == "a" else "user"
        return Id(node_of(self.world.project, space, value), space, value)

    def erase(self) -> None:
        user = self.id(f"u{self.chance.randrange(USERS)}")
        person = self.world.people.person(self.world.project, user.node)
        under, nodes = self.world.people.places(self.world.project, person)
        subject = erasing.Subject(nodes, under)
        erasing.forget(self.world.warehouse, self.world.project, f"e{self.sent}", subject, lambda _: None)
