"""One check-in as Telegram brings it: four updates, the same for everybody who is measured.

A member presses Start under the opener, presses a mood, types some words and presses a reason. The dicts have
the shape and the size of real updates (a button press carries the whole message that it sits under), because
parsing is part of a turn. They are built before the watch starts, since the JSON of the wire costs every
contender the same.
"""

from dataclasses import dataclass
from typing import Any

RawUpdate = dict[str, Any]

UPDATES_A_CHECK_IN = 4
BOT = {"id": 7, "is_bot": True, "first_name": "Alongside", "username": "alongside_bench_bot"}
START_OF_THE_BENCH = 1_790_000_000  # any whole second, UTC


@dataclass(frozen=True, slots=True)
class Buttons:
    """The callback data of the three buttons that are pressed; a contender may need its own spelling."""

    start: str = "start"
    mood: str = "mood:hard"
    reason: str = "reason:money"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one check-in leaves behind."""

    mood: str = "hard"
    words: str = "A long week, and the forms again."
    reason: str = "money"


def raw_updates(person: int, number: int, buttons: Buttons = Buttons()) -> tuple[RawUpdate, ...]:
    """The four updates of check-in `number` (0 and up, one count for all people) of `person` (0 and up)."""
    first = number * UPDATES_A_CHECK_IN + 1
    return (
        _press(person, first, buttons.start, "Hello. Have you a minute for a check-in?"),
        _press(person, first + 1, buttons.mood, "How has your week been?"),
        _typed(person, first + 2, Answers().words),
        _press(person, first + 3, buttons.reason, "What has it mostly been about?"),
    )


def address(person: int) -> int:
    """The Telegram id of a person, who is also a private chat."""
    return 100_000_000 + person


def _press(person: int, update_id: int, data: str, asked: str) -> RawUpdate:
    keyboard = [
        [{"text": data.title(), "callback_data": data}],
        [{"text": "Not now", "callback_data": "not now"}],
    ]
    under = {**_message(person, update_id, BOT, asked), "reply_markup": {"inline_keyboard": keyboard}}
    press = {
        "id": str(update_id),
        "from": _user(person),
        "message": under,
        "chat_instance": "1",
        "data": data,
    }
    return {"update_id": update_id, "callback_query": press}


def _typed(person: int, update_id: int, text: str) -> RawUpdate:
    return {"update_id": update_id, "message": _message(person, update_id, _user(person), text)}


def _message(person: int, message_id: int, sender: dict[str, Any], text: str) -> dict[str, Any]:
    chat = {"id": address(person), "type": "private", "first_name": f"Person {person}"}
    at = START_OF_THE_BENCH + message_id
    return {"message_id": message_id, "from": sender, "chat": chat, "date": at, "text": text}


def _user(person: int) -> dict[str, Any]:
    return {"id": address(person), "is_bot": False, "first_name": f"Person {person}", "language_code": "en"}
