"""`uems demo`: the product on the demo world, filled at the first start and alive from then on."""

import argparse
import os
import secrets
import sys
import threading
import webbrowser
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from uems.access import setup
from uems.api.parts import Parts
from uems.base.clock import system_clock
from uems.base.errors import Conflict, Unavailable
from uems.base.words import Text
from uems.cli import command
from uems.cli.command import Command
from uems.cli.server import serve
from uems.demo import folder, shelf
from uems.demo.fill import fill
from uems.demo.folder import Note
from uems.demo.pace import live
from uems.demo.population import World
from uems.demo.stream import Broken
from uems.main import opened
from uems.people.lifecycle import starter
from uems.store import api_key, project, secret
from uems.store.api_key import KeyTaken
from uems.store.project import Project

_SEED, _PEOPLE = 8420, 20_000
_MOST = 200_000
_EVENTS_EACH = 34
"""About so many events come of a person; for the progress bar alone."""
_EMAIL = "demo@uems.local"
_NAME, _ZONE = "Demo shop 示例商城", "Asia/Shanghai"
_CONSOLE = Console(highlight=False, soft_wrap=True)


class OtherWorld(Conflict):
    code = "other_world"
    text = Text(
        "该目录里已有另一个演示世界，请用 --data 换一个目录",
        "This folder holds another demo world; give --data another one",
    )


class WorldUnfinished(Unavailable):
    code = "world_unfinished"
    text = Text(
        "演示数据没有写完，再次启动会接着写", "The demo world was not written to its end; the next start goes on"
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    command.data_argument(parser)
    parser.add_argument("--port", type=int, help="port (default 8420)")
    parser.add_argument("--seed", type=int, help=f"which world 世界的种子 (default {_SEED})")
    parser.add_argument("--people", type=_people, help=f"how many people 人数 (default {_PEOPLE:,})")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser 不打开浏览器")


def _people(word: str) -> int:
    people = int(word)
    if not 100 <= people <= _MOST:
        raise argparse.ArgumentTypeError(f"100 to {_MOST:,}")
    return people


def run(words: argparse.Namespace) -> int:
    words.data = words.data or Path("uems-demo")
    settings = command.settings_of(words)
    note = _note(settings.data, words.seed, words.people)
    if folder.state(settings.data) is None:
        with opened(settings) as parts:
            _fill(parts, note)
        _begin_anew()

    stop, threads = threading.Event(), list[threading.Thread]()

    def ready(parts: Parts) -> None:
        url = settings.address
        _show(parts, note, url)
        if not words.no_browser:
            threads.append(threading.Thread(target=webbrowser.open, args=(url,), daemon=True))
        state = folder.state(settings.data)
        if state is not None:
            alive = (settings.data, state, url, note.write_key, system_clock, stop)
            threads.append(threading.Thread(target=live, args=alive, name="demo", daemon=True))
        for thread in threads:
            thread.start()

    try:
        serve(settings, ready)
    finally:
        stop.set()
        for thread in threads:
            thread.join(5)
    return 0


def _note(data: Path, seed: int | None, people: int | None) -> Note:
    """Which world this folder holds; noted before the first event. Raises OtherWorld."""
    try:
        found = folder.note(data)
    except msgspec.MsgspecError as error:
        raise OtherWorld(about=str(data)) from error
    if found is None:
        keys = api_key.new("write"), api_key.new("secret")
        world = _SEED if seed is None else seed, people or _PEOPLE, system_clock()
        found = Note(*world, *keys, secrets.token_urlsafe(12))
        folder.keep_note(data, found)
    if seed not in (None, found.seed) or people not in (None, found.people):
        raise OtherWorld(about=f"{data}: --seed {found.seed} --people {found.people}")
    return found


def _project(parts: Parts, note: Note) -> Project:
    pepper = secret.pepper(parts.settings.data)
    try:
        return project.create(parts.store, pepper, _NAME, _ZONE, note.write_key, note.secret_key).project
    except KeyTaken:
        found = parts.keys.find(note.secret_key)
        if found is None:
            raise
        return found[0]


def _fill(parts: Parts, note: Note) -> None:
    """The history into the warehouse, with a bar. Raises WorldUnfinished."""
    made = _project(parts, note)
    number = made.number
    setup.ensure(parts.keeper, _EMAIL, "Demo 演示", note.password, number)
    world = World(note.seed, note.people, note.end)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=_CONSOLE) as bar:
        task = bar.add_task("Writing the demo world 写入演示世界", total=note.people * _EVENTS_EACH)
        try:
            state = fill(parts, number, world, system_clock(), lambda done: bar.update(task, completed=done))
        except Broken as error:
            raise WorldUnfinished(about=str(error)) from error
        done = bar.tasks[task].completed
        bar.update(task, total=done)
    # Only now: a segment that is followed while history is written tells of everybody who comes into it.
    starter.plant(parts.store, number, system_clock())
    shelf.stock(parts, made, note.end)
    folder.keep_state(parts.settings.data, state)


def _begin_anew() -> None:
    """This command once more in a program of its own: the server does not keep the memory that filling took (about
    100 MB). Does not return."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


def _show(parts: Parts, note: Note, url: str) -> None:
    """Where it answers and how to get in."""
    found = parts.keys.find(note.secret_key)
    lines = {
        "sign in 登录": f"{_EMAIL}  {note.password}",
        "project 项目": found[0].id if found else "",
        "write key 写入密钥": note.write_key,
        "secret key 私密密钥": note.secret_key,
    }
    _CONSOLE.print(f"\n[bold]UEMS answers 已启动[/bold]  {url}    Ctrl-C stops 停止")
    for name, value in lines.items():
        _CONSOLE.print(f"   {name:18} {value}")


offers = Command("demo", "the product on the demo world 演示", arguments, run)
