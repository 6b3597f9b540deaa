"""What each command prints and how it ends: 0 = done, 1 = refused with one line on stderr, 2 = wrong usage."""

import json
import sqlite3
from http.client import RemoteDisconnected
from pathlib import Path

import pytest

from command import uems
from served import Caller, Server
from uems.cli.commands import doctor, importing
from uems.cli.guest import ServerRefused
from uems.cli.main import main
from uems.store import sqlite

FILE = "who,what,at\nada,buy,2026-03-01T10:00:00Z\nada,buy,soon\n"
COLUMNS = ("--user", "who", "--event", "what", "--time", "at")


def told(capsys: pytest.CaptureFixture[str], data: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr of a command in this process: for those that open no warehouse."""
    code = main([*words, "--data", str(data)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_new_project_is_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, tmp_path, "project", "create", "Shop", "--json")
    made = json.loads(out)
    assert (code, err, set(made)) == (0, "", {"project", "write_key", "secret_key"})
    assert (made["write_key"][:3], made["secret_key"][:3]) == ("wk_", "sk_")
    keys = ("--write-key", "wk_given", "--secret-key", "sk_given")
    _, out, _ = told(capsys, tmp_path, "project", "create", "Two", "--timezone", "UTC", *keys, "--json")
    assert (json.loads(out)["write_key"], json.loads(out)["secret_key"]) == ("wk_given", "sk_given")
    _, out, _ = told(capsys, tmp_path, "project", "list", "--json")
    assert [(one["name"], one["timezone"]) for one in json.loads(out)] == [("Shop", "Asia/Shanghai"), ("Two", "UTC")]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("project", "create", "", "--json"), "A project's name has 1 to 200 visible characters"),
        (("project", "create", "x", "--timezone", "Mars/Base"), "The time zone must be an IANA name"),
        (("project", "create", "x", "--write-key", "a b c d"), "A key has 4 to 200 visible"),
    ],
)
def test_a_refusal_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    code, out, err = told(capsys, tmp_path, *words)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith(f"uems: {line}")


@pytest.mark.parametrize(
    "words", [("import",), ("project",), ("export", "orders", "--project", "x"), ("demo", "--port", "x")]
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: uems")


@pytest.mark.parametrize("name", ["bench", "demo", "doctor", "export", "import", "project", "serve"])
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: uems {name}" in capsys.readouterr().out


def test_import_and_export_beside_a_server(
    server: Server, caller: Caller, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, project = server.data, caller.made.project.id
    file, out = tmp_path / "orders.csv", tmp_path / "events.parquet"
    file.write_text(FILE)
    code, said, err = told(capsys, data, "import", str(file), "--project", project, *COLUMNS)
    assert (code, said.splitlines()[-1], err) == (0, "2 rows: 1 new, 0 known already, 1 rejected", "")
    assert [one["code"] for one in caller.get("/api/events/rejected")["counts"]] == ["bad_time"]
    words = ("export", "events", "--project", project, "--format", "parquet", "--out", str(out))
    assert told(capsys, data, *words) == (0, "", "")
    assert out.read_bytes()[:4] == b"PAR1"
    for wrong in (
        ("export", "events", "--project", "prj_none"),
        ("export", "events", "--project", project, "--since", "tomorrow"),
        ("import", str(file), "--project", "prj_none", *COLUMNS),
        ("import", str(tmp_path / "none.csv"), "--project", project, *COLUMNS),
        ("import", str(file), "--project", project, "--user", "no", "--event", "what", "--time", "at"),
    ):
        code, _, err = told(capsys, data, *wrong)
        assert (code, len(err.splitlines()), err[:6]) == (1, 1, "uems: "), (wrong, err)


def test_the_doctor_alone_tells_of_an_old_sqlite(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 40, 1))
    sqlite._warn_of_old.cache_clear()
    code, out, err = told(capsys, server.data, "doctor")
    assert (code, err) == (0, "")
    assert f"{sqlite3.sqlite_version}: {sqlite.RISK}"[:60] in out
    assert "server" in out


def test_the_doctor_tells_no_password_and_of_a_server_that_hangs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setenv("UEMS_WAREHOUSE", "https://ada:se@cret@host")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(doctor, "serving", lambda settings: "http://127.0.0.1:1")
    monkeypatch.setattr(doctor, "urlopen", hang)
    code, out, err = told(capsys, tmp_path, "doctor")
    assert (code, err) == (1, "")
    assert ("https://ada:•••@host" in out, "cret" in out) == (True, False)
    assert "REFUSED http://127.0.0.1:1: timed out" in out


def test_a_server_that_hangs_up_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang_up(*_: object, **__: object) -> None:
        raise RemoteDisconnected("closed without response")

    monkeypatch.setattr(importing, "urlopen", hang_up)
    with pytest.raises(ServerRefused, match="closed without response"):
        importing._post("http://127.0.0.1:1", "sk", b"{}")


@pytest.mark.long
def test_a_bench_answers_as_json() -> None:
    said = uems("bench", "start", "--json")
    assert said.returncode == 0, said.stderr
    figures = json.loads(said.stdout)["figures"]
    assert figures
    assert all({"name", "value", "unit", "target", "against", "ratio"} <= figure.keys() for figure in figures)
