"""`export-openapi`: what the server says of itself, always in the same bytes, and the console's client is of it."""

import hashlib
import json
from pathlib import Path

import httpx
import pytest

from house.reading import ROOT
from served import Server
from uems.cli.commands import openapi
from uems.cli.main import main

CLIENT = ROOT / "frontend/src/api/schema.d.ts"


def test_the_file_says_what_the_server_says(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "api.json"
    assert main(["export-openapi", str(file)]) == 0
    assert json.loads(file.read_text()) == httpx.get(f"{server.url}/openapi.json", timeout=60).json()
    assert file.read_text() == openapi.exported()


def test_without_a_file_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export-openapi"]) == 0
    assert capsys.readouterr().out == openapi.exported()


@pytest.mark.skipif(not CLIENT.exists(), reason="the console is not here")
def test_the_consoles_client_was_made_from_these_routes() -> None:
    said = CLIENT.read_text().partition("\n")[0]
    hash = hashlib.sha256(openapi.exported().encode()).hexdigest()
    assert hash in said, "the routes have changed: run `make api`"
