"""`uems project create`: a new project and its keys, also beside a running server."""

import argparse
import json

from uems.base.clock import system_clock
from uems.cli import command
from uems.cli.command import Command
from uems.main import open_store
from uems.people.lifecycle import starter
from uems.store import project, secret


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="create a project 新建项目")
    create.add_argument("name")
    create.add_argument("--timezone", default="Asia/Shanghai", help="IANA name (default Asia/Shanghai)")
    create.add_argument("--write-key", help="use this write key instead of a new one")
    create.add_argument("--secret-key", help="use this secret key instead of a new one")
    create.add_argument("--json", action="store_true", help="answer as one JSON object")
    command.data_argument(create)
    listing = actions.add_parser("list", help="list the projects 列出项目")
    listing.add_argument("--json", action="store_true", help="answer as JSON")
    command.data_argument(listing)


def run(words: argparse.Namespace) -> int:
    settings = command.settings_of(words)
    store = open_store(settings)
    try:
        if words.action == "list":
            found = [{"project": p.id, "name": p.name, "timezone": p.timezone} for p in project.every(store)]
            print(
                json.dumps(found, ensure_ascii=False) if words.json else "\n".join("\t".join(p.values()) for p in found)
            )
            return 0
        pepper = secret.pepper(settings.data)
        made = project.create(store, pepper, words.name, words.timezone, words.write_key, words.secret_key)
        starter.plant(store, made.project.number, system_clock())
    finally:
        store.close()
    answer = {"project": made.project.id, "write_key": made.write_key, "secret_key": made.secret_key}
    print(json.dumps(answer) if words.json else "\n".join(f"{name}\t{value}" for name, value in answer.items()))
    return 0


offers = Command("project", "projects and their keys 项目与密钥", arguments, run)
