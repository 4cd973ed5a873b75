"""What is quick and what is whole.

The unit part (`make unit`) is what one runs all the time: pure conversations, storage, and single parts of the shell.
Tests that start the whole bot, a server or the emulator are marked slow by what they ask for, so that nobody has to
remember; `make test` runs everything.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)
# A change is judged by the same examples each time; at a desk they are new ones every time.
if os.environ.get("CI"):
    settings.load_profile("ci")

WHOLE = frozenset({"play", "post", "page", "emu", "channel", "remote", "open_room"})
"""Fixtures that start the whole bot on the room, a sender with a channel, a page, or an emulated Telegram."""

LONG = (
    "pace/test_promises.py", "pace/test_invariants.py", "pace/test_stateful.py", "pace/test_mistakes.py", "pace/test_numbers.py",
    "bot/test_sender.py", "bot/test_sender_channels.py", "bot/test_sender_stop.py", "bot/test_sender_trouble.py", "bot/test_claiming.py",
    "bot/test_at_the_door.py", "bot/test_cli_check.py", "bot/test_cli_invite.py", "bot/test_demo_folder.py", "bot/test_forged_buttons.py", "bot/test_cli_broadcast.py", "bot/test_cli_results.py", "conversations/test_held_phone.py",
    "conversations/test_desk.py", "bot/test_cli.py", "storage/test_database_kill.py", "bot/test_seeding.py", "chaos/test_nothing_personal_in_logs.py",
)  # fmt: skip
"""Files of property tests that live through years of invented lives, of the crawl through every question of every flow,
and of tests that make their own whole bot or process."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts something whole."""
    for item in items:
        if WHOLE & set(getattr(item, "fixturenames", ())) or item.path.as_posix().endswith(LONG):
            item.add_marker(pytest.mark.slow)
