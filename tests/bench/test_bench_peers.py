"""The peers of the bench do the work that they are timed for, and keep it."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.bench import peer_aiogram, peer_ptb, plain_aiosqlite
from tests.bench.drive import Turn
from tests.bench.table import Measured, show
from tests.bench.updates import Answers, raw_updates


@dataclass(frozen=True, slots=True)
class Peer:
    opened: Callable[[Path], AbstractAsyncContextManager[Turn]]
    run: Callable[[int, int, Path], Awaitable[float]]
    kept: Callable[[Path], Awaitable[list[Answers]]]


PEERS = {
    "python-telegram-bot": Peer(peer_ptb.opened, peer_ptb.run, peer_ptb.kept),
    "python-telegram-bot, shared flush": Peer(
        partial(peer_ptb.opened, flush="shared"), partial(peer_ptb.run, flush="shared"), peer_ptb.kept
    ),
    "aiogram": Peer(peer_aiogram.opened, peer_aiogram.run, peer_aiogram.kept),
    "aiogram, a commit each": Peer(
        partial(peer_aiogram.opened, commit="each"),
        partial(peer_aiogram.run, commit="each"),
        peer_aiogram.kept,
    ),
    "plain aiosqlite": Peer(plain_aiosqlite.opened, plain_aiosqlite.run, plain_aiosqlite.kept),
}
each_peer = pytest.mark.parametrize("peer", PEERS.values(), ids=PEERS.keys())


@pytest.mark.slow
@each_peer
async def test_a_check_in_survives_reopening_after_every_update(peer: Peer, tmp_path: Path) -> None:
    """A check-in goes on where it was when the peer is closed and opened again between any two updates."""
    for raw in raw_updates(person=3, number=0):
        async with peer.opened(tmp_path) as turn:
            assert await peer.kept(tmp_path) == []
            await turn(raw)
    assert await peer.kept(tmp_path) == [Answers()]


@pytest.mark.slow
@each_peer
async def test_an_answer_is_in_the_file_before_the_turn_counts(peer: Peer, tmp_path: Path) -> None:
    """What another reader of the file sees, while the peer is still open, is the finished check-in."""
    async with peer.opened(tmp_path) as turn:
        for raw in raw_updates(person=3, number=0):
            await turn(raw)
        assert await peer.kept(tmp_path) == [Answers()]


@pytest.mark.slow
@each_peer
async def test_a_timed_run_keeps_every_check_in(peer: Peer, tmp_path: Path) -> None:
    """A run of many people at once loses no check-in, its own warming up included, and mixes up none."""
    assert await peer.run(16, 70, tmp_path) > 0
    assert await peer.kept(tmp_path) == [Answers()] * 71


@pytest.mark.slow
async def test_history_counts_as_kept(tmp_path: Path) -> None:
    """The check-ins that the pickle began with are still in it at the end."""
    await peer_ptb.run(1, 1, tmp_path, history=130)
    assert await peer_ptb.kept(tmp_path) == [Answers()] * 132


@pytest.mark.slow
async def test_the_plain_turn_leaves_letters_and_a_mark(tmp_path: Path) -> None:
    """Each plain turn posts one letter and raises the channel's mark to its update."""
    updates = raw_updates(person=3, number=5)
    async with plain_aiosqlite.opened(tmp_path) as turn:
        for raw in updates:
            await turn(raw)
    db = sqlite3.connect(tmp_path / "plain.sqlite3")
    try:
        assert db.execute("select count(*) from outbox").fetchone() == (len(updates),)
        assert db.execute("select high_water from marks").fetchone() == (updates[-1]["update_id"],)
    finally:
        db.close()


def test_the_table_says_medians_and_ratios() -> None:
    """A peer's row carries its median, its extremes and how many times as quick ours is."""
    page = StringIO()
    measured = [Measured("ours", 64, (900.0, 1200.0, 1000.0)), Measured("theirs", 64, (200.0, 250.0, 300.0))]
    show("ours", measured, Console(file=page, width=100))
    theirs = next(line for line in page.getvalue().splitlines() if "theirs" in line)
    assert [cell.strip() for cell in theirs.strip("│").split("│")] == [
        "64",
        "theirs",
        "250",
        "200",
        "300",
        "4.0 ×",
    ]
