"""What memory of one project's ids costs, which a server holds for each project that it has heard of."""

from resource import getpagesize

from uems.people.known import Marks


def resident() -> int:
    """Bytes of this process that are in memory."""
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * getpagesize()


def test_a_project_of_few_ids_takes_little_memory() -> None:
    before, projects = resident(), []
    for number in range(100):
        marks = Marks()
        marks.add(range(number, 10**9, 10**8))
        projects.append(marks)
    assert resident() - before < 50_000_000, "4 MB each would be 400 MB"
    assert all(number in marks for number, marks in enumerate(projects))
    assert 1 not in projects[0]
