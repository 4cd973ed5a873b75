"""The bot as its own process, `python -m bot run`, started again at once whenever it is killed."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from bot.clock import SystemClock

ROOT: Final = Path(__file__).parents[2]
CONFIG: Final = """
[programme]
name = "South Voices"
contact = "the front desk, 07700 900001"
{worker}
groups = ["South", "North"]
timezone = "{timezone}"
country = "{country}"
region = "{region}"

[telegram]
token = "{token}"
base_url = "{base_url}"
messages_per_second = {rate}
"""
WORKER: Final = 'worker = "Priya"\nworker_hours = "Monday to Friday, 10am to 5pm"'


class BotProcess:
    """`after_death` is called when the killed process is gone and before the next one begins."""

    def __init__(
        self,
        folder: Path,
        base_url: str,
        token: str,
        after_death: Callable[[], None] = lambda: None,
        *,
        worker: bool = True,
        rate: float = 56,
        zone: str = "",
        country: str = "GB",
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.config = folder / "config.toml"
        told = CONFIG.format(
            token=token, base_url=base_url, timezone=zone or where_it_is_noon(), country=country,
            region="ENG" if country == "GB" else "", rate=rate,
            worker=WORKER if worker else "",
        )  # fmt: skip
        self.config.write_text(told, "utf-8")
        self.database = folder / "data" / "alongside.sqlite3"
        self.log = folder / "log.txt"
        self.kills = 0
        self.groups: list[int] = []
        self._after_death = after_death
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False

    async def invite(self, role: str) -> str:
        """A join code, as somebody at the command line gets it."""
        process = await self._command(["invite", "--role", role], asyncio.subprocess.PIPE)
        said, _none = await process.communicate()
        assert process.returncode == 0, self.log.read_text("utf-8")
        return next(
            word for word in said.decode().split() if len(word) == 10 and word.isalnum() and word.isupper()
        )

    async def keep_running(self) -> None:
        """Until `stop`. Raises AssertionError if the bot ends by itself. Whatever ends this, it leaves no process."""
        code = -signal.SIGKILL
        while code == -signal.SIGKILL:
            process = self._process = await self._command(["run"], asyncio.subprocess.DEVNULL)
            self.groups.append(process.pid)
            try:
                code = await process.wait()
            finally:
                if process.returncode is None:  # a test failed beside it, and nobody will stop it any more
                    process.kill()
                    await process.wait()
            self._after_death()
        assert self._stopping and code == 0, f"the bot ended by itself with {code}: {self.said()}"

    def kill(self) -> bool:
        """SIGKILL, this very moment; whether there was anything to kill."""
        process = self._process
        if process is None or process.returncode is not None or self._stopping:
            return False
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        self._process = None
        self.kills += 1
        return True

    async def stop(self) -> None:
        """SIGTERM, to the one that runs or is just being started."""
        self._stopping = True
        while self._process is None:  # noqa: ASYNC110 - it was killed a moment ago
            await asyncio.sleep(0.01)
        self._process.terminate()

    def said(self) -> str:
        return self.log.read_text("utf-8")[-2000:]

    def left_over(self) -> list[int]:
        """Process groups of ours in which something still runs."""
        return [group for group in self.groups if _alive(group)]

    async def _command(self, what: list[str], out: int) -> asyncio.subprocess.Process:
        command = [sys.executable, "-m", "bot", what[0], "--config", str(self.config), *what[1:]]
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *command,
                cwd=ROOT,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=log,
                start_new_session=True,
            )


def where_it_is_noon() -> str:
    """A time zone in which what waits for people's own hours goes at once, whenever the tests run."""
    hour = SystemClock().now() // 3600 % 24
    return f"Etc/GMT{hour - 12:+}"


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
