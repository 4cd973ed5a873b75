"""The emulator as a process of its own, driven over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from .conftest import KEYBOARD
from .people import ImpossibleError
from .remote import RemoteEmulator, launch


@pytest.fixture(scope="module")
def remote() -> Iterator[RemoteEmulator]:
    with launch("--no-limits") as emulator:
        yield emulator


def call(remote: RemoteEmulator, method: str, **asked: object) -> httpx.Response:
    return httpx.post(f"{remote.base_url}/bot{remote.token}/{method}", json=asked, verify=False)


def test_people_act_and_see_from_outside(remote: RemoteEmulator) -> None:
    """Another process writes, presses, and reads screens, toasts, the log and the counts."""
    ada = remote.person(7, "Ada")
    ada.does("starts", "code")
    call(remote, "sendMessage", chat_id=7, text="Well?", reply_markup=KEYBOARD)
    press = ada.does("presses", "Yes")
    call(remote, "answerCallbackQuery", callback_query_id=press, text="Thanks")
    assert [shown.text for shown in ada.screen()] == ["/start code", "Well?"]
    assert ada.screen()[1].labels == ("Yes", "No")
    assert ada.toasts() == ["Thanks"]
    assert [one.method for one in remote.log()] == ["sendMessage", "answerCallbackQuery"]
    assert remote.counts()["accepted"] == 1


def test_faults_weather_time_and_updates_from_outside(remote: RemoteEmulator) -> None:
    """Faults, weather, the clock, poison and duplicates have their controls."""
    remote.ask("faults", kind="server_error", method="getMe")
    assert call(remote, "getMe").status_code == 500
    remote.ask("weather", seed=1, bad_gateway=1.0)
    assert call(remote, "getMe").status_code == 502
    remote.ask("calm")
    assert call(remote, "getMe").is_success
    before = remote.ask("advance", seconds=0)
    assert remote.ask("advance", seconds=3600) - before >= 3600
    remote.ask("poison")
    poison = remote.ask("pending")[-1]
    call(remote, "getUpdates", offset=poison["update_id"] + 1)
    remote.ask("duplicate", update_id=poison["update_id"])
    assert remote.ask("pending") == [poison]
    assert remote.ask("update", update={"odd": 1}) == poison["update_id"] + 1


def test_a_crowd_is_queued_in_one_call(remote: RemoteEmulator) -> None:
    """Many deeds of many people go in one batch, in order."""
    for number in range(20, 30):
        remote.person(number)
    answers = remote.batch([(20 + n % 10, "says", [f"message {n}"]) for n in range(500)])
    assert answers == sorted(answers)
    assert remote.ask("pending")[-1]["message"]["text"] == "message 499"


def test_mistakes_are_told(remote: RemoteEmulator) -> None:
    """What is impossible raises the same error as in process; nonsense is a ValueError."""
    bo = remote.person(8, "Bo")
    with pytest.raises(ImpossibleError):
        bo.does("presses", "Nothing")
    with pytest.raises(ValueError, match="people do"):
        bo.does("flies")
    with pytest.raises(ValueError, match="KeyError"):
        remote.ask("screen", person=12345)
