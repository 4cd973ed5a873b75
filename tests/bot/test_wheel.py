"""What ships: the wheel, in a clean environment, away from the checkout."""

import os
import subprocess
import sys
import urllib.request
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.bot.commands import ROOT

NEW_ENOUGH = int(version("setuptools").partition(".")[0]) >= 77
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not NEW_ENOUGH, reason="building needs the pinned setuptools: `make test` installs it"
    ),
]
PARTS = ("bot", "conversations", "storage")


def done(*command: str, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    finished = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy, so that the checkout stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    listed = [ROOT / name for name in ("pyproject.toml", "README.md") if (ROOT / name).exists()]
    found = [file for part in PARTS for file in (ROOT / part).rglob("*") if "__pycache__" not in file.parts]
    for file in (*listed, *(file for file in found if file.is_file())):
        target = source / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    build = "from setuptools.build_meta import build_wheel; build_wheel('..')"
    done(sys.executable, "-c", build, cwd=source)
    (made,) = folder.glob("alongside-*.whl")
    return made


def test_every_file_of_the_product_is_in_it(wheel: Path) -> None:
    """No module, question, catalogue, page or migration is forgotten, and no test is packed."""
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    wanted = {
        str(file.relative_to(ROOT))
        for part in PARTS
        for file in (ROOT / part).rglob("*")
        if file.is_file() and file.suffix in {".py", ".toml", ".po", ".sql", ".html", ".js", ".css", ".svg"}
    }
    assert wanted <= inside, f"not in the wheel: {sorted(wanted - inside)[:10]}"
    assert not [name for name in inside if name.startswith("tests")]


def test_the_demo_runs_from_it(wheel: Path, tmp_path: Path) -> None:
    """Installed beside the pinned libraries and nothing else of ours, the demo serves its page."""
    done(sys.executable, "-m", "venv", "--without-pip", "clean", cwd=tmp_path)
    site = next((tmp_path / "clean" / "lib").glob("python3.*/site-packages"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    # The libraries of the environment that runs the tests, last on the path and without what points at a checkout.
    libraries = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    code = f"import sys; sys.path.append({str(libraries)!r}); from bot.cli import main; sys.exit(main())"
    command = [str(tmp_path / "clean" / "bin" / "python"), "-I", "-c", code]
    with subprocess.Popen(
        [*command, "demo", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip().removeprefix("Open ")
            with urllib.request.urlopen(url, timeout=10) as answer:
                assert b"<html" in answer.read()
            process.terminate()
            assert process.wait(10) == 0
        finally:
            process.kill()
    assert (tmp_path / "alongside-demo" / "data" / "demo.sqlite3").exists()
