import time
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram_wire import read_update
from bot.ports import Inbound
from conversations.events import Arrived, Blocked, Event, Opened, Pressed, Reacted, Typed
from tests.emulator.faults import POISONS

CHAT = {"id": 700100200, "type": "private", "first_name": "Ada"}
SENDER = {"id": 700100200, "is_bot": False, "first_name": "Ada", "language_code": "cy"}


def message(**content: Any) -> dict[str, Any]:
    body = {"message_id": 41, "from": SENDER, "chat": CHAT, "date": 1_790_000_000, **content}
    return {"update_id": 900, "message": body}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("hello", Typed("hello", "41")),
        ("/help", Typed("/help", "41")),
        ("/help@alongside_bot", Typed("/help", "41")),
        ("/pace@alongside_bot weekly", Typed("/pace weekly", "41")),
        ("/start", Opened("", "41")),
        ("/start J7Q2", Opened("J7Q2", "41")),
        ("/start@alongside_bot J7Q2", Opened("J7Q2", "41")),
        ("/start I want to die", Typed("I want to die", "41")),
        ("/start " + "J" * 65, Typed("J" * 65, "41")),
        ("/started out well", Typed("/started out well", "41")),
        ("write to me@example.org", Typed("write to me@example.org", "41")),
    ],
)
def test_words_are_read_as_typed_or_as_pressing_start(text: str, event: Event) -> None:
    """Words, commands with and without the bot's name, and Start with its payload each become their event."""
    assert read_update(message(text=text)) == Inbound("telegram", "700100200", event, 900, "cy")


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("photo", "photo"),
        ("voice", "voice"),
        ("video_note", "voice"),
        ("sticker", "sticker"),
        ("document", "file"),
        ("video", "file"),
        ("audio", "file"),
        ("location", "location"),
        ("contact", "contact"),
        ("dice", "other"),
        ("a_content_of_next_year", "other"),
    ],
)
def test_what_is_not_words_arrives_by_kind(field: str, kind: str) -> None:
    """Every kind of content arrives, even one that nobody has thought of yet."""
    assert read_update(message(**{field: {"file_id": "x"}})).event == Arrived(kind, "41")


def test_an_animation_is_a_file_although_it_also_says_document() -> None:
    """The server repeats an animation as a document; it arrives once."""
    assert read_update(message(animation={}, document={})).event == Arrived("file", "41")


def test_words_beside_a_photo_go_along_with_it() -> None:
    """A caption is never lost, for it may say that somebody is in danger; and the photo is still known to be one."""
    event = read_update(message(photo=[], caption="I can't go on")).event
    assert event == Arrived("photo", "41", "I can't go on")


@pytest.mark.parametrize("number", [2**63, 2**200, 0, -5, True, "7", 1.5, None])
def test_a_number_that_no_row_can_hold_is_poison(number: object) -> None:
    """It would fail its batch for ever: it is passed over and counted, and holds up nothing."""
    counts: Counter[str] = Counter()
    assert read_update({**message(text="hello"), "update_id": number}, counts) == Inbound(
        "telegram", "", None
    )
    assert counts == {"unnumbered": 1}


def test_a_press_carries_its_token_its_message_and_what_to_acknowledge() -> None:
    """A press is read with the message it stands under and the query to answer."""
    query = {"id": "555", "from": SENDER, "chat_instance": "1", "data": "s:1:yes"}
    under = {"message_id": 40, "chat": CHAT, "date": 0}
    inbound = read_update({"update_id": 901, "callback_query": {**query, "message": under}})
    assert inbound == Inbound("telegram", "700100200", Pressed("s:1:yes", "40"), 901, "cy", "555")
    bare = read_update({"update_id": 901, "callback_query": query})
    assert (bare.address, bare.event) == ("700100200", Pressed("s:1:yes", ""))


def test_a_press_without_data_is_acknowledged_and_nothing_else() -> None:
    """A game button has no data: there is no event, yet the wheel must stop."""
    query = {"id": "555", "from": SENDER, "chat_instance": "1", "game_short_name": "x"}
    inbound = read_update({"update_id": 901, "callback_query": query})
    assert (inbound.event, inbound.acknowledge) == (None, "555")


@pytest.mark.parametrize(("status", "event"), [("kicked", Blocked()), ("member", None)])
def test_blocking_is_an_event_and_unblocking_is_not(status: str, event: Event | None) -> None:
    """Who blocks has said stop; who unblocks is reachable again when they write."""
    change = {"chat": CHAT, "from": SENDER, "date": 1, "new_chat_member": {"status": status, "user": {}}}
    assert read_update({"update_id": 902, "my_chat_member": change}).event == event


def test_a_reaction_is_contact() -> None:
    """A reaction is known to be one, and by whom."""
    reaction = {"chat": CHAT, "message_id": 3, "date": 1, "old_reaction": [], "new_reaction": []}
    inbound = read_update({"update_id": 903, "message_reaction": reaction})
    assert (inbound.address, inbound.event) == ("700100200", Reacted())


@pytest.mark.parametrize(
    "update",
    [
        message(text="hello", chat={"id": -100, "type": "group"}),
        message(text="hello", chat={"id": -100, "type": "supergroup"}),
        message(message_auto_delete_timer_changed={"message_auto_delete_time": 86400}),
        {"update_id": 900, "edited_message": message(text="x")["message"]},
        {"update_id": 900, "channel_post": message(text="x")["message"]},
        {"update_id": 900, "something_new": {"chat": CHAT}},
    ],
)
def test_what_is_not_for_us_only_counts_its_mark(update: dict[str, Any]) -> None:
    """Groups, edits, service messages and unknown kinds have no event or address, but keep their place."""
    assert read_update(update) == Inbound("telegram", "", None, 900)


@pytest.mark.parametrize("poison", POISONS)
def test_poison_is_passed_over_in_its_place(poison: dict[str, object]) -> None:
    """What cannot be read keeps its mark and nothing else, and is counted by kind alone."""
    counts: Counter[str] = Counter()
    assert read_update({"update_id": 77, **poison}, counts) == Inbound("telegram", "", None, 77)
    assert counts.total() == 1
    assert not any(word in str(counts) for word in ("seven", "next_year", "not an object"))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["update_id", "message", "chat", "id", "from", "text", "data", "callback_query"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(_json)
@settings(max_examples=150, deadline=None)
def test_nothing_that_json_can_say_raises(raw: object) -> None:
    """Reading never fails, whatever the server sends."""
    assert isinstance(read_update(raw), Inbound)


def test_reading_is_quick() -> None:
    """An update is read in far less than a tenth of a millisecond, as a coarse guard against the slow way."""
    update = message(text="hello")
    begun = time.perf_counter()
    for _ in range(500):
        read_update(update)
    assert (time.perf_counter() - begun) / 500 < 0.0002
