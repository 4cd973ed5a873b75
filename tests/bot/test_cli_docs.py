"""What the repository says of itself is true: the Makefile, the pinned requirements, and the README."""

import re
import tomllib

import pytest
from typer.main import get_command

from bot.cli import app
from tests.bot.commands import ROOT

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands
PINNED = ("requirements.txt", "requirements-test.txt")


def names(text: str) -> set[str]:
    return {
        name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)
    }


@pytest.mark.parametrize("file", PINNED)
def test_requirements_are_pinned_and_name_no_registry(file: str) -> None:
    """Every line is a name, a version, a marker or a hash: no address and no path of any machine."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|--trusted|/", text)
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[A-Za-z0-9_.-]+==\S+( ; [^\\]+)? \\\n    --hash=sha256:[0-9a-f]{64}", block), block


def test_what_is_pinned_is_what_is_needed() -> None:
    """Each declared dependency has its pin, and both files pin the same versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    product, tests = ((ROOT / file).read_text(encoding="utf-8") for file in PINNED)
    wanted = {re.match(r"[A-Za-z0-9_.-]+", line)[0].lower() for line in project["dependencies"]}  # type: ignore[index]  # each begins with a name
    assert wanted | {"setuptools"} <= names(product)
    assert names(product) <= names(tests)
    for line in re.findall(r"^\S+==\S+", product, re.MULTILINE):
        assert f"{line} " in tests, line


def test_make_help_lists_every_target() -> None:
    """A target that nobody can find is a target that nobody uses."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)
    assert sorted(phony.split()) == sorted(explained)


@pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="there is no README.md in this checkout")
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_readme(command: str) -> None:
    """Somebody who reads the README knows that the command is there."""
    assert f"alongside {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
