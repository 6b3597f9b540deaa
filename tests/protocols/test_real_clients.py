"""The vendors' own SDKs, unmodified, against a real server; what they sent must be there afterwards.

UEMS_SDK_CLIENTS: the folder of drivers (manifest.json, expected/). UEMS_SDK_PACKAGES: the folder of installed packages
(venv/, node/) that the drivers' install.sh makes; made here when it is not there.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from served import Caller, Server
from uems.api import flag_doors
from uems.events.protocol import protocols

CHECKOUT = Path(__file__).parents[2]
CLIENTS = Path(os.environ.get("UEMS_SDK_CLIENTS") or CHECKOUT / "../shared/acceptance/clients").resolve()
PACKAGES = Path(os.environ.get("UEMS_SDK_PACKAGES") or CHECKOUT / ".run/clients").resolve()
AREAS = ("exit", "events", "identity", "traits", "flags")
THRESHOLD = 0.95
AT_ONCE = 2
LIMIT = 60
BLUE = {"name": "blue", "weight": 1000, "payload": {"type": "string", "value": "blue"}}
FIXTURE: list[dict[str, Any]] = [
    {
        "key": "new-home",
        "rules": [{"condition": {"person": "plan", "op": "in", "value": ["pro"]}}],
        "payload": {"x": 1},
        "native": {"unleash": {"variants": [BLUE]}},
    },
    {
        "key": "btn",
        "kind": "multivariate",
        "variants": [{"key": "red", "weight": 50}, {"key": "blue", "weight": 50}],
        "rules": [{}],
        "seed": "exp-btn",
    },
]
"""The flags that the drivers ask for, as the manifest tells them."""

pytestmark = pytest.mark.skipif(
    not (CLIENTS / "manifest.json").exists(), reason=f"no drivers in {CLIENTS}: set UEMS_SDK_CLIENTS"
)


@pytest.fixture
def packages() -> Path:
    """The installed clients; the drivers' own installer is called where they are missing."""
    if not (PACKAGES / "venv").exists():
        if shutil.which("npm") is None or not (CLIENTS / "install.sh").exists():
            pytest.skip(f"no packages in {PACKAGES}, and no npm or installer: set UEMS_SDK_PACKAGES")
        subprocess.run(
            ["bash", str(CLIENTS / "install.sh"), str(PACKAGES)], check=True, capture_output=True, timeout=600
        )
    return PACKAGES


@dataclass(frozen=True)
class Check:
    area: str
    client: str
    what: str
    held: bool


def part_of(wanted: Any, found: Any) -> bool:
    """Whether everything that is wanted is there; more may be."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(key in found and part_of(wanted[key], found[key]) for key in wanted)
    return bool(wanted == found)


def filled(text: Any, words: dict[str, str]) -> Any:
    if isinstance(text, str):
        for name, word in words.items():
            text = text.replace("{" + name + "}", word)
        return text
    if isinstance(text, dict):
        return {filled(name, words): filled(member, words) for name, member in text.items()}
    return [filled(member, words) for member in text] if isinstance(text, list) else text


def drive(client: dict[str, Any], server: Server, caller: Caller, run: str) -> tuple[int, dict[str, Any]]:
    """The exit code of a driver and the line it printed."""
    command = [str(PACKAGES / "venv/bin/python") if word == "python" else word for word in client["cmd"]]
    settings = {"HOST": server.url, "KEY": caller.made.write_key, "SECRET": caller.made.secret_key, "RUN": run}
    paths = {"NODE_PKGS": f"{PACKAGES}/node/", "LIMIT": str(LIMIT)}
    done = subprocess.run(
        command,
        cwd=CLIENTS,
        env={**os.environ, **settings, **paths, **client["env"]},
        capture_output=True,
        timeout=2 * LIMIT,
    )
    lines = done.stdout.decode().strip().splitlines()
    return done.returncode, json.loads(lines[-1]) if lines else {"errors": [done.stderr.decode()[-300:]]}


def checked(client: dict[str, Any], server: Server, has_flags: bool) -> list[Check]:
    """One driver's run on a project of its own, and everything that must be true afterwards."""
    name, run = client["name"], f"{client['name'].replace('_', '-')}-{time.time_ns() % 10**9}"
    caller = server.project(name)
    with caller.http:
        if has_flags and "flags-fixture" in client["needs"]:
            for one in FIXTURE:
                caller.post("/api/flags", one)
        return outcome(client, server, caller, run, has_flags)


def outcome(client: dict[str, Any], server: Server, caller: Caller, run: str, has_flags: bool) -> list[Check]:
    name = client["name"]
    code, line = drive(client, server, caller, run)
    caller.settled()
    words = {"anon": f"anon-{run}", "user": f"user-{run}", "prev": f"prev-{run}", "org": f"acme-{run}", "run": run}
    extra = line.get("extra", {})
    words["browser_anon"] = str(extra.get("anonymousId") or extra.get("deviceId"))
    expected = filled(json.loads((CLIENTS / f"expected/{name}.json").read_text()), words)
    checks = [Check("exit", name, f"exit {code} {line.get('errors')}", code == 0)]
    checks += event_checks(name, expected, caller, flagged="flags-fixture" in client["needs"], has_flags=has_flags)
    checks += people_checks(name, expected, caller)
    if has_flags:
        held = line.get("flags", {})
        checks += [
            Check("flags", name, f"{flag}: {held.get(flag)}", part_of(value, held.get(flag)))
            for flag, value in expected.get("flags", {}).items()
        ]
    return checks


def event_checks(name: str, expected: Any, caller: Caller, flagged: bool, has_flags: bool) -> Iterator[Check]:
    stored = caller.get("/api/events", limit=1000)["items"]
    for wanted in expected.get("events", []):
        exposure = flagged and wanted["match"].get("type") == "exposure"
        if exposure and not has_flags:
            continue
        count = sum(part_of(wanted["match"], event) for event in stored)
        least = wanted.get("min", 1)
        most = wanted.get("max", len(stored) if "min" in wanted else 1)
        what = f"{count} of {json.dumps(wanted, ensure_ascii=False)}"
        yield Check("flags" if exposure else "events", name, what, least <= count <= most)
    for wanted in expected.get("dedupe", []):
        count = sum(event["event"] == wanted["event"] for event in stored)
        yield Check("events", name, f"{wanted['event']} {count} times", count == wanted["stored"])


def people_checks(name: str, expected: Any, caller: Caller) -> Iterator[Check]:
    for ids in expected.get("identity", []):
        found = {one: person(caller, one).get("id") for one in ids}
        yield Check("identity", name, str(found), None not in found.values() and len(set(found.values())) == 1)
    for one, traits in expected.get("traits", {}).items():
        held = person(caller, one).get("properties")
        yield Check("traits", name, f"{one}: {held}", part_of(traits, held))


def person(caller: Caller, one: str) -> dict[str, Any]:
    answer = caller.http.get(f"/api/persons/{one}")
    found: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
    return found


@pytest.mark.usefixtures("packages")
def test_every_real_client_is_understood(server: Server) -> None:
    manifest = json.loads((CLIENTS / "manifest.json").read_text())["clients"]
    spoken = {*protocols(), *flag_doors.described()}
    clients = [client for client in manifest if client["protocol"] in spoken]
    with server.project("flags").http as asking:
        has_flags = asking.get("/api/flags").status_code == 200
    with ThreadPoolExecutor(AT_ONCE) as pool:
        checks = [c for found in pool.map(lambda client: checked(client, server, has_flags), clients) for c in found]
    for area in AREAS:
        of_area = [check for check in checks if check.area == area]
        print(f"{area} held: {sum(check.held for check in of_area)} of {len(of_area)}")
    print(f"held: {sum(check.held for check in checks)} of {len(checks)} ({len(clients)} clients)")
    lost = [f"{check.client} {check.area}: {check.what}" for check in checks if not check.held]
    print("\n".join(lost))
    assert clients, f"no client of {sorted(spoken)} in {CLIENTS}"
    assert len(lost) <= (1 - THRESHOLD) * len(checks), lost
