"""A dashboard by e-mail through the door: kept by somebody who may export, sent at once to a real SMTP server."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from mail import postbox
from mail.postbox import Postbox, body
from served import Caller, Server
from stories.conftest import GOOD, Browser, code
from uems.access import account, membership
from uems.base.clock import system_clock
from uems.base.settings import Settings
from uems.bench.load import free_port, process
from uems.main import open_store

TO = {"every": "week", "weekday": 1, "hour": 9, "language": "zh", "recipients": [{"email": "Li@Example.com "}]}


@pytest.fixture
def board(caller: Caller) -> str:
    tile = {"id": "a", "kind": "metric", "metric": "active_people", "interval": "day", "x": 0, "y": 0, "w": 3, "h": 2}
    made = caller.post("/api/dashboards", {"name": "Board", "tiles": [tile]})
    return f"/api/dashboards/{made['id']}"


def test_a_schedule_is_kept_in_the_name_of_somebody_who_may_export(
    enter: Callable[..., Browser], caller: Caller, board: str
) -> None:
    ada = enter("analyst").http
    empty = ada.get(f"{board}/digest").json()
    assert (empty["digest"], empty["ready"], empty["letters"]) == (None, False, [])
    kept = ada.put(f"{board}/digest", json=TO).json()
    assert kept["digest"]["recipients"] == [{"email": "li@example.com", "language": None}]
    assert (kept["digest"]["by"], kept["digest"]["paused"], kept["due"]) == ("Ada", "", None)
    assert kept["next_at"].endswith("T09:00:00Z")
    stopped = ada.put(f"{board}/digest", json={**TO, "paused": True}).json()
    assert (stopped["digest"]["paused"], stopped["next_at"]) == ("by_hand", None)
    assert code(enter("viewer").http.get(f"{board}/digest"))[0] == 403
    assert code(caller.http.put(f"{board}/digest", json=TO)) == (403, "people_only")
    assert code(ada.post(f"{board}/digest/now")) == (409, "mail_not_set_up")
    assert ada.delete(f"{board}/digest").status_code == 204
    assert code(ada.delete(f"{board}/digest")) == (404, "digest_not_found")
    assert ada.put("/api/dashboards/dsh_none/digest", json=TO).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipients": []},
        {"recipients": [{"email": "nobody"}]},
        {"recipients": [{"email": "a@b.c\r\nBcc: d@e.f"}]},
        {"hour": 24},
        {"weekday": 0},
        {"day": 32},
        {"every": "hour"},
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(
    enter: Callable[..., Browser], board: str, wrong: dict[str, Any]
) -> None:
    assert enter("owner").http.put(f"{board}/digest", json={**TO, **wrong}).status_code == 422


@pytest.fixture
def mailing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, Postbox]]:
    """A server of its own that has an SMTP server."""
    with postbox.opened() as box:
        monkeypatch.setenv("UEMS_SMTP_URL", f"smtp://127.0.0.1:{box.port}?tls=never")
        port = free_port()
        words = ["-m", "uems.cli.main", "serve", "--data", str(tmp_path / "data"), "--port", str(port)]
        with process(words, port, "/api/health"):
            yield Server(f"http://127.0.0.1:{port}", tmp_path / "data"), box


def signed_in(server: Server, caller: Caller) -> httpx.Client:
    opened = open_store(Settings(data=server.data))
    with opened.write() as connection:
        mail = "ada@example.com"
        who = account.come(connection, mail, "Ada", account.new_hash(mail, GOOD), system_clock())
        membership.grant(connection, caller.made.project.number, who.id, "analyst", system_clock())
    opened.close()
    browser = Browser(server.url)
    browser.http.headers["X-UEMS-Project"] = caller.made.project.id
    assert browser.sign_in(mail).status_code == 200
    return browser.http


def test_one_sent_now_arrives_with_its_numbers_and_a_link_that_opens(mailing: tuple[Server, Postbox]) -> None:
    server, box = mailing
    caller = server.project()
    caller.send({"event": "view", "user_id": "ann"}, {"event": "view", "user_id": "bob"})
    tile = {"id": "a", "kind": "metric", "metric": "active_people", "interval": "day", "x": 0, "y": 0, "w": 3, "h": 2}
    made = caller.post("/api/dashboards", {"name": "Board", "tiles": [tile], "filters": {"since": "today"}})
    ada, board = signed_in(server, caller), f"/api/dashboards/{made['id']}"
    sent = ada.post(f"{board}/digest/now", headers={"Accept-Language": "en"})
    assert sent.status_code == 202
    until = time.monotonic() + 60
    while ada.get(f"{board}/digest").json()["letters"][0]["state"] != "sent":
        assert time.monotonic() < until
        time.sleep(0.05)
    (letter,) = box.letters
    assert (letter["To"], letter["Subject"].split(" 20")[0]) == ("ada@example.com", "Board · Digest")
    assert "  Day: 2" in body(letter).splitlines()
    link = body(letter).split("Open the dashboard: ")[1].split()[0]
    token = link.removeprefix(f"{server.url}/shared/")
    assert httpx.get(f"{server.url}/api/shared/{token}").json()["name"] == "Board"
    assert ada.delete(board).status_code == 204
    assert httpx.get(f"{server.url}/api/shared/{token}").status_code == 404
    ada.close()
    caller.http.close()
