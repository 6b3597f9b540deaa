"""What is looked for where an erased person's ids may stand in a text."""

from uems.warehouse.erasing import tokens


def test_every_id_of_a_person_with_many_is_looked_for() -> None:
    ids = [str(number) for number in range(10_000, 10_500)]
    found = set(tokens(ids))
    assert all({f'"{id}"', f'\\"{id}\\"', f":{id},", f": {id}}}"} <= found for id in ids)
