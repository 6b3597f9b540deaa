"""The vendors' real SDKs decide by themselves what our server decides for them, for 299 people (UEMS_SDK_PACKAGES)."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from experiments.test_dialects import FLAGS, NOW, decided, facts_of
from uems.experiments.flags.dialect import dialects

PACKAGES = Path(os.environ.get("UEMS_SDK_PACKAGES") or Path(__file__).parents[2] / ".run/clients").resolve()
USERS = [f"user-{n}" for n in range(299)]


@pytest.fixture(scope="module")
def locally() -> dict[str, list[dict[str, Any]]]:
    """What each SDK decided, user by user."""
    python = PACKAGES / "venv/bin/python"
    if not python.exists():
        pytest.skip(f"no packages in {PACKAGES}: set UEMS_SDK_PACKAGES")
    native = {
        name: {key: one.native(flag, FLAGS, NOW, "") for key, flag in FLAGS.items()} for name, one in dialects().items()
    }
    said = {
        "posthog": list(native["posthog"].values()),
        "growthbook": native["growthbook"],
        "unleash": list(native["unleash"].values()),
        "users": [{"id": id, "facts": facts_of(id)} for id in USERS],
    }
    script = Path(__file__).with_name("decide_locally.py")
    done = subprocess.run(
        [str(python), str(script)], input=json.dumps(said).encode(), capture_output=True, timeout=120, check=True
    )
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(("vendor", "asks"), [("posthog", True), ("growthbook", False), ("unleash", False)])
def test_an_sdk_decides_what_the_server_decides(
    locally: dict[str, list[dict[str, Any]]], vendor: Any, asks: bool
) -> None:
    judged = 0
    for id, found in zip(USERS, locally[vendor], strict=True):
        for key, value in found.items():
            if value is None:
                continue
            server = decided(key, id, facts_of(id), vendor)
            wanted = server.variant if server.on and server.variant != "on" else server.on
            assert value == wanted, (id, key)
            judged += 1
    print(f"{vendor} held: {judged} of {judged} ({len(USERS) * len(FLAGS) - judged} asked of the server)")
    assert judged == len(USERS) * len(FLAGS) or (asks and judged > len(USERS) * len(FLAGS) / 2)
