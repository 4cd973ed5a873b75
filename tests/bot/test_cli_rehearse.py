"""`alongside rehearse`: the whole bot in the terminal, and a file of lines as its test."""

import io
from pathlib import Path

import pytest

from bot.cli import main
from bot.forms import load_form
from bot.questionnaires import load_check_in
from bot.rehearsing import FOLLOWS, OPENINGS, rehearse
from conversations.deskwords import NOT_UNDERSTOOD, SORRY
from conversations.flows import all_flows
from tests.conversations.transcript import play

FLOWS = sorted(all_flows(load_check_in(), load_form()))


def played(flow: str, *lines: str, locale: str = "en", save: Path | None = None) -> str:
    shown = io.StringIO()
    rehearse(flow, locale, save, io.StringIO("".join(f"{line}\n" for line in lines)), shown)
    return shown.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("flow", sorted(set(FLOWS) - FOLLOWS))
def test_every_conversation_can_be_rehearsed(flow: str) -> None:
    """Each one begins with words of its own, in the real bot."""
    talk = played(flow)
    said = [line.removeprefix("Bot: ") for line in talk.splitlines() if line.startswith("Bot: ")]
    assert said or "clears the chat" in talk
    assert not {SORRY.english, NOT_UNDERSTOOD.english} & set(said)


def test_openings_are_of_conversations_that_there_are() -> None:
    """A conversation that was renamed takes its opening along."""
    assert set(OPENINGS) | FOLLOWS <= set(FLOWS)


@pytest.mark.parametrize("flow", sorted(FOLLOWS))
def test_what_follows_something_has_no_beginning_of_its_own(
    flow: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked for by name, it says so in one line."""
    assert main(["rehearse", flow]) == 2
    assert "is about something that went before" in capsys.readouterr().err


def test_a_file_of_lines_is_a_test(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line of standard input is one message, echoed, and answered by number or by word."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n3\nlooks right\n"))
    assert main(["rehearse", "pace"]) == 0
    talk = capsys.readouterr().out
    assert "\nYou: PACE\nBot: Your pace: every 2 weeks." in talk
    assert "\nYou: 3\nBot: Once a month it is." in talk
    assert "You: \n" not in talk


def test_days_can_pass(tmp_path: Path) -> None:
    """ "+3 weeks" moves the clock, and what falls due in that time happens."""
    talk = played("news", "+3 weeks")
    assert "(3 weeks later)\nBot: Hi Sam. It's your check-in" in talk


def test_what_is_saved_is_a_transcript(tmp_path: Path) -> None:
    """The tests' own player takes the saved talk, and says the same words again."""
    saved = tmp_path / "stop.txt"
    played("stop", "2", "hello", "no", save=saved)
    script = saved.read_text(encoding="utf-8")
    again, _person = play(script)
    spoken = [line for line in again.splitlines() if not line.startswith("     * ")]
    assert spoken == script.splitlines()


def test_it_reads_the_same_every_time(tmp_path: Path) -> None:
    """Nothing in a talk depends on when it is held or on what was drawn."""
    lines = ("2", "+1 day", "good", "My sister rang.", "skip", "skip")
    assert played("check_in", *lines) == played("check_in", *lines)


def test_another_language(tmp_path: Path) -> None:
    """--locale plays it in the words of that language."""
    assert "¿Cada cuánto" in played("pace", locale="es")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["paec"], "Did you mean “pace”?"),
        (["pace", "--locale", "xx"], "There are: en, es."),
        (["pace", "--save", "nowhere/t.txt"], "cannot be written"),
    ],
    ids=lambda part: "",
)
def test_what_there_is_not_is_told(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown conversation or language names those there are, in one line, with exit code 2."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["rehearse", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert len(told.err.splitlines()) == 1
