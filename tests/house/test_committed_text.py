"""No committed file names a package registry's host or a folder of one machine."""

import json
import re

import pytest

from house.reading import committed

HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "npm" + "js.", "debian" + ".org", "proxy.golang" + ".org"]
FOLDERS = ["/" + "work/", "/" + "root/", "/" + "tmp/w/", "/" + "home/"]
FOREIGN = re.compile(
    "|".join([re.escape(host) for host in HOSTS] + [rf"(?<![\w.}}\])]){folder}" for folder in FOLDERS])
)


def foreign(text: str) -> list[str]:
    return [match.group() for match in FOREIGN.finditer(text)]


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = {name: foreign(text) for name, text in committed().items() if foreign(text)}
    assert found == {}


def test_the_console_s_packages_are_locked_by_hash_and_by_no_address() -> None:
    packages = json.loads(committed()["frontend/package-lock.json"])["packages"]
    assert [name for name, locked in packages.items() if "resolved" in locked] == []
    assert [name for name, locked in packages.items() if name and "integrity" not in locked] == []


@pytest.mark.parametrize(
    "text", [f"see {HOSTS[0]}/x", f"https://registry.{HOSTS[2]}org", f"cd {FOLDERS[0]}x", f'"{FOLDERS[1]}"']
)
def test_a_foreign_name_is_found(text: str) -> None:
    assert foreign(text)


def test_the_room_called_work_is_no_folder_of_a_machine() -> None:
    assert foreign("/".join(["src", "uems", "work", "job.py"])) == []
