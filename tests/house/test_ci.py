"""What CI installs on a bare machine, and that it touches nothing where all is there."""

import os
import re
import subprocess
from pathlib import Path

from house.reading import ROOT

NEEDED = ["make", "git", "python3", "chromium", "node", "npm"]


def installed(programs: Path, said_by: dict[str, str]) -> str:
    """What the script's first step says and asks of apt-get, with these programs alone on PATH."""
    programs.mkdir()
    for name, says in {
        "apt-get": 'echo "apt-get $*" >&2',
        "id": "echo 0",
        "sed": "",
        "ls": "exit 0",
        **said_by,
    }.items():
        program = programs / name
        program.write_text(f"#!/bin/bash\n{says}\n")
        program.chmod(0o755)
    step = re.search(r"^install_packages\(\) \{.*?^\}", (ROOT / ".ci/run").read_text(), re.M | re.S)
    assert step
    ran = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", f"{step[0]}\ninstall_packages"],
        env=os.environ | {"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout + ran.stderr


def test_a_bare_machine_gets_a_browser_and_chinese_letters(tmp_path: Path) -> None:
    said = installed(tmp_path / "bin", {"python3": "exit 1"})
    assert "apt-get update" in said
    assert re.search(r"apt-get install .* make git python3-venv chromium fonts-noto-cjk nodejs npm", said)


def test_a_full_machine_is_left_alone(tmp_path: Path) -> None:
    said = installed(tmp_path / "bin", dict.fromkeys(NEEDED, "exit 0") | {"fc-list": "echo Noto Sans CJK SC"})
    assert said == "nothing is missing\n"
