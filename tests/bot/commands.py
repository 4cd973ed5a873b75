"""The command line as a person uses it: in this process for what ends at once, in its own for what serves."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
TOKEN = "100200300:emulated-token"


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "120", **more}


def config_in(folder: Path, text: str = "") -> Path:
    """A config whose database and keys are in this folder."""
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


@dataclass
class Served:
    """A command that goes on until it is told to stop."""

    process: subprocess.Popen[str]
    errors: Path

    def line(self) -> str:
        """The next line of standard output. The tests' own time limit is the command's."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def logged(self, words: str, within: float = 10) -> str:
        """The log, once these words are in it."""
        give_up = time.monotonic() + within
        while words not in self.errors.read_text():
            assert time.monotonic() < give_up and self.process.poll() is None, self.errors.read_text()
            time.sleep(0.02)
        return self.errors.read_text()

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float, str]:
        """(exit code, seconds it took, what it still said)."""
        began = time.monotonic()
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=15)
        return self.process.returncode, time.monotonic() - began, rest


@contextmanager
def serving(*arguments: str, folder: Path, **environ: str) -> Iterator[Served]:
    errors = folder / "stderr.txt"
    with errors.open("w") as log:
        process = _start(arguments, folder, log, environ)
        try:
            yield Served(process, errors)
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate(timeout=15)


def _start(
    arguments: tuple[str, ...], folder: Path, log: IO[str], environ: dict[str, str]
) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "bot", *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment(**environ), stdout=subprocess.PIPE, stderr=log, text=True
    )
