"""Two hundred people at one box at the same moment: nobody's answer is lost, and nobody waits long."""

from pathlib import Path

import pytest

from tests.bench import box

pytestmark = pytest.mark.slow


async def test_200_at_once_and_none_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everybody through the whole form, all at once: 200 in the register, each answer counted 200 times, no draft left."""
    async with box.opened(tmp_path, box.PEOPLE) as (bot, channel):
        steps = await box.at_the_form(bot, channel, box.PEOPLE)
        register, answers, drafts = await box.inside(bot)
        said = set(channel.said.values())
    assert register == list(range(1, box.PEOPLE + 1))
    assert answers == {slip: times * box.PEOPLE for slip, times in box.SLIPS.items()}
    assert drafts == 0
    assert len(steps.answered) == box.PEOPLE * len(box.FORM_STEPS)
    (last,) = said
    assert last.startswith("Sent, with no name.")
    with capsys.disabled():
        print(_report("no pause at all", steps))


async def test_200_who_read_before_they_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same with a second of reading before each step, which is quicker than anybody is."""
    async with box.opened(tmp_path, box.PEOPLE) as (bot, channel):
        steps = await box.at_the_form(bot, channel, box.PEOPLE, 1.0)
        register, answers, _drafts = await box.inside(bot)
    assert len(register) == box.PEOPLE
    assert answers == {slip: times * box.PEOPLE for slip, times in box.SLIPS.items()}
    with capsys.disabled():
        print(_report("a second of reading", steps))


def _report(how: str, steps: box.Steps) -> str:
    half, most = (steps.percentile(n) * 1e3 for n in (50, 99))
    return f"\n{box.PEOPLE} at one box, {how}: half of the steps within {half:.0f} ms, 99 of 100 within {most:.0f} ms"
