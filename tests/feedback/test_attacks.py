"""What a thief of the files finds in our own box: nothing better than drawing lots, at any stage (ANONYMITY.md, section 6)."""

from sqlite3 import Connection
from typing import Any

import pytest

from bot.attack import laboratory, tables
from bot.attack.attacks import ATTACKS
from bot.attack.laboratory import OURS, Results
from bot.attack.ours import STAGES
from bot.feedback import turns
from storage import shown

SIZES = (5, 10, 20)
ROUNDS = {5: 12, 10: 7, 20: 4}

# -- our own box ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours() -> Results:
    return laboratory.play(SIZES, seed=4, rounds=ROUNDS.__getitem__, designs=False)


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("stage", STAGES)
def test_nobody_is_named_better_than_by_lot(ours: Results, stage: str, attack: str) -> None:
    """Stolen at any stage, with keys and every backup: each attack is within three standard errors of 1 in n."""
    for score in ours.of(OURS, stage, attack):
        assert score.is_chance, (
            f"n = {score.people}: {score.linkage:.2f}, not {score.chance:.2f} ± {score.by_lot:.2f}"
        )


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("stage", STAGES)
def test_nothing_tells_who_took_part(ours: Results, stage: str, attack: str) -> None:
    """In no group does anything outside a box differ between who answered and who did not. Only the key of a box that is
    still open tells, which is not promised otherwise."""
    told = {took for score in ours.of(OURS, stage, attack) for took in score.took_part}
    assert told == ({1.0} if (stage, attack) == (STAGES[0], "keys on today's files") else {0.0})


@pytest.mark.slow
def test_todays_keys_open_today_and_nothing_older(ours: Results) -> None:
    """While a box is there its key opens it, so the thief did try the right keys; no older copy opens with them."""
    for stage in STAGES[:2]:
        assert all(score.found == score.rounds for score in ours.of(OURS, stage, "keys on today's files"))
    for stage in STAGES:
        assert not any(score.found for score in ours.of(OURS, stage, "keys on old copies"))
    assert not any(score.found for score in ours.of(OURS, STAGES[2], "keys on today's files"))


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES[:2])
def test_before_it_is_published_no_word_is_in_any_byte(ours: Results, stage: str) -> None:
    """No answer and no draft stands in the clear in the database, its log, dead space or a backup."""
    for attack in ("words in any byte", "words in dead space", "logs and journals", "backups compared"):
        assert not any(score.found for score in ours.of(OURS, stage, attack))


@pytest.mark.slow
def test_a_row_that_a_turn_leaves_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The laboratory's members press and type through the bot's own intake: were one row kept of it, the thief would say so."""
    really = turns.take

    def careless(connection: Connection, *rest: Any) -> Any:
        inbound, _event, row = rest[1:4]
        shown.add(connection, row.id, inbound.channel, inbound.address, "kept", False, 1)
        return really(connection, *rest)

    monkeypatch.setattr(turns, "take", careless)
    found = tables.leaks(laboratory.play((5,), rounds=lambda size: 1, designs=False))
    assert any("uneven rows" in leak and "tells who took part" in leak for leak in found), found


@pytest.mark.slow
def test_the_laboratory_is_the_same_for_the_same_seed() -> None:
    """Everything is drawn from the seed, so a number in a report can be checked."""
    first, second = (laboratory.play((5,), seed=9, rounds=lambda size: 2) for _ in range(2))
    assert first == second
    assert tables.leaks(first) == []
