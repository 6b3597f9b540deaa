"""The real server under load, killed or told to stop: what was acknowledged is there exactly once, as it was sent."""

import random
import signal
from pathlib import Path

import pytest

from faults.life import Life, Load, end, kept, serve
from served import Server
from uems.bench.load import free_port


@pytest.mark.parametrize("kills", [2, pytest.param(10, marks=pytest.mark.long)])
def test_nothing_acknowledged_is_lost_by_kills_or_by_a_stop(tmp_path: Path, kills: int) -> None:
    life, dice = Life(tmp_path), random.Random(kills)
    caller = life.caller()
    load = Load(life.port, caller.made.write_key)
    for n in range(kills + 1):
        with life.running() as (running, _):
            threads = load.start()
            load.until(200 + dice.randrange(600))
            how = signal.SIGKILL if n < kills else signal.SIGTERM
            code = end(running, how)
            for thread in threads:
                thread.join(30)
    assert code in (0, -signal.SIGTERM)
    with life.running() as (_, took):
        caller.settled()
        found = kept(caller)
    caller.http.close()
    ids = [event["id"] for event in found]
    assert len(load.acknowledged) > 200 * kills
    assert set(load.acknowledged) - set(ids) == set()
    assert len(ids) == len(set(ids))
    assert all(event["properties"] == {"is": event["id"]} for event in found)
    assert took < 30


def test_a_second_server_on_the_folder_says_one_clear_line(server: Server) -> None:
    told = serve("--data", str(server.data), "--port", str(free_port()))
    assert told.returncode == 1
    [line] = told.stderr.splitlines()
    assert line.startswith("uems: The data folder is in use by another UEMS process")


def test_a_taken_port_says_one_clear_line(server: Server, tmp_path: Path) -> None:
    told = serve("--data", str(tmp_path), "--port", server.url.rpartition(":")[2])
    assert told.returncode == 1
    [line] = told.stderr.splitlines()
    assert line.startswith("uems: The port is taken")
