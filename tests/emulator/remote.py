"""Driving an emulator that runs as its own process, over `/_control/`: for tests that kill the bot.

`launch()` starts one and ends it. Everything blocks, for plain (not async) tests and scripts.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from .model import Call, Json, Shown
from .people import ImpossibleError

ROOT = Path(__file__).parents[2]


class RemoteEmulator:
    def __init__(self, base_url: str, token: str) -> None:
        self.base_url = base_url
        self.token = token
        self._http = httpx.Client(base_url=f"{base_url}/_control", timeout=30)

    def ask(self, what: str, **asked: Any) -> Any:
        """One control call; see control.py for their names."""
        answer = self._http.post(f"/{what}", json=asked)
        if answer.status_code == httpx.codes.CONFLICT:
            raise ImpossibleError(answer.json()["error"])
        if answer.is_error:
            raise ValueError(answer.text)
        return answer.json()["result"]

    def person(self, id: int, first_name: str = "Ada", **more: Any) -> RemotePerson:
        self.ask("people", id=id, first_name=first_name, **more)
        return RemotePerson(self, id)

    def batch(self, acts: list[tuple[int, str, list[Any]]]) -> list[Any]:
        """Many deeds at once: (person, deed, arguments)."""
        answers: list[Any] = self.ask(
            "batch", acts=[{"person": who, "does": deed, "args": args} for who, deed, args in acts]
        )
        return answers

    def log(self, since: int = 0) -> list[Call]:
        return [Call(**call) for call in self.ask("log", since=since)]

    def counts(self) -> Json:
        counts: Json = self.ask("counts")
        return counts

    def close(self) -> None:
        self._http.close()


class RemotePerson:
    """The same deeds as `Person`, by name: `remote.person(7).does("says", "hello")`."""

    def __init__(self, remote: RemoteEmulator, id: int) -> None:
        self.id = id
        self._remote = remote

    def does(self, deed: str, *args: Any, **named: Any) -> Any:
        return self._remote.ask("act", person=self.id, does=deed, args=args, named=named)

    def screen(self) -> list[Shown]:
        return [_shown(row) for row in self._remote.ask("screen", person=self.id)]

    def everything(self) -> list[Shown]:
        return [_shown(row) for row in self._remote.ask("everything", person=self.id)]

    def toasts(self) -> list[str]:
        return list(self._remote.ask("toasts", person=self.id))


def _shown(row: Json) -> Shown:
    return Shown(**{**row, "buttons": tuple(tuple(labels) for labels in row["buttons"])})


@contextmanager
def launch(*options: str) -> Iterator[RemoteEmulator]:
    """An emulator in a process of its own, on a free port unless `--port` is among the options."""
    command = [sys.executable, "-m", "tests.emulator", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            base_url, token = process.stdout.readline().split()
            remote = RemoteEmulator(base_url, token)
            try:
                yield remote
            finally:
                remote.close()
        finally:
            process.terminate()
            process.wait(10)
