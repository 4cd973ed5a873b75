"""One running bot for one database: an advisory lock on a file beside it.

The operating system holds the lock for as long as the process lives and lets go of it when the process
ends, however it ends, so a kill -9 leaves nothing to clean up. The lock file itself stays: removing it
would let two processes hold locks on two files of one name.
"""

import fcntl
import os
from pathlib import Path

from storage.problems import DatabaseProblem


class ProcessLock:
    """The lock beside the database at `path`, held by at most one `ProcessLock` on the machine."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self, refusal: str) -> None:
        """Take the lock, or raise DatabaseProblem with `refusal`, in which `{holder}` names who has it."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip()
            os.close(descriptor)
            who = f"another process (number {holder})" if holder else "another process"
            raise DatabaseProblem(refusal.format(holder=who)) from None
        except BaseException:
            os.close(descriptor)
            raise
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go of the lock; nothing happens when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
