"""The record of a draw: whoever has it can check it, and sees it if anything in it was changed afterwards."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.training import draw
from conversations.training.record import RULES, Record, from_json, problems, to_json
from tests.training import by_hand
from tests.training.test_draw import PLACES, SEED, TICKETS, Lines, line, tickets_of

SEED_OF_IT = "5eed" * 8
LINES: Lines = (
    line("AAAAAAA"), line("BBBBBBB", 2), line("CCCCCCC", 3), line("DDDDDDD+EEEEEEE", 1, 2), line("FFFFFFF", new=True), line("GGGGGGG", 2, new=True),
    line("HHHHHHH", owed=True), line("JJJJJJJ"),
)  # fmt: skip


def recorded(lines: Lines = LINES, places: int = 4, kept: int = 1, seed: str = SEED_OF_IT) -> Record:
    tickets, kept = tickets_of(lines), min(kept, places)
    drawn = draw.draw(seed, tickets, places, kept)
    return Record(
        "Chairing a meeting", "2026-12-08", draw.commitment(seed), seed, places, kept, tickets, drawn
    )


@given(SEED, TICKETS, PLACES, st.integers(0, 12))
def test_it_goes_through_text_and_back(seed: str, lines: Lines, places: int, kept: int) -> None:
    """What is read from a record is what was written, and it fits; the same draw gives the same text."""
    made = recorded(lines, places, min(kept, places), seed)
    read = from_json(to_json(made))
    assert to_json(read) == to_json(made)
    assert (read.drawn, read.seed, read.commitment, set(read.tickets)) == (
        made.drawn,
        made.seed,
        made.commitment,
        set(made.tickets),
    )
    assert list(problems(read)) == []


def test_the_text_alone_is_enough() -> None:
    """Everything that it takes to repeat the draw by hand stands in the file, and nobody's name."""
    raw = json.loads(to_json(recorded()))
    assert by_hand.given(by_hand.order(raw["seed"], raw["tickets"]), raw["places"], raw["kept"]) == (
        raw["places_to"],
        raw["waiting"],
    )
    assert by_hand.hashed(raw["seed"]) == raw["commitment"]
    assert raw["rules"] == RULES
    assert set(raw) == {
        "course",
        "closed_on",
        "commitment",
        "seed",
        "places",
        "kept",
        "tickets",
        "places_to",
        "waiting",
        "rules",
    }
    assert {name for each in raw["tickets"] for name in each} == {"ticket", "chances", "seats", "new", "owed"}


def tampered(raw: dict[str, Any], what: str) -> None:
    """One change that somebody could gain by."""
    first = raw["tickets"][0]
    match what:
        case "seed":
            raw["seed"] = "0" * 32
        case "commitment":
            raw["commitment"] = "0" * 64
        case "seed and commitment":
            raw["seed"], raw["commitment"] = "0" * 32, by_hand.hashed("0" * 32)
        case "places":
            raw["places"] += 1
        case "kept":
            raw["kept"] += 2
        case "chances":
            for each in raw["tickets"]:
                each["chances"] = 3 if each["ticket"] in raw["waiting"] else 1
        case "seats":
            _of(raw, raw["places_to"][-1])["seats"] = 2
        case "new":
            for each in raw["tickets"]:
                each["new"] = each["ticket"] == raw["waiting"][-1]
        case "owed":
            _of(raw, raw["waiting"][-1])["owed"] = True
        case "ticket":
            raw["places_to"] = [
                first["ticket"] + "X" if code == first["ticket"] else code for code in raw["places_to"]
            ]
            raw["waiting"] = [
                first["ticket"] + "X" if code == first["ticket"] else code for code in raw["waiting"]
            ]
            first["ticket"] += "X"
            raw["places_to"].reverse()
        case "a ticket less":
            raw["tickets"].remove(_of(raw, raw["waiting"].pop()))
            raw["tickets"].remove(_of(raw, raw["places_to"].pop(0)))
        case "a ticket more":
            raw["tickets"].append(line("ZZZZZZZ"))
        case "a ticket twice":
            raw["tickets"].append(dict(first))
        case "who has a place":
            raw["places_to"][-1], raw["waiting"][0] = raw["waiting"][0], raw["places_to"][-1]
        case "the order of the list":
            raw["waiting"].reverse()
        case "the order of the places":
            raw["places_to"].reverse()


def _of(raw: dict[str, Any], code: str) -> dict[str, Any]:
    return next(each for each in raw["tickets"] if each["ticket"] == code)


@pytest.mark.parametrize("what", [
    "seed", "commitment", "seed and commitment", "places", "kept", "chances", "seats", "new", "owed", "ticket", "a ticket less", "a ticket more",
    "a ticket twice", "who has a place", "the order of the list", "the order of the places",
])  # fmt: skip
def test_tampering_is_seen(what: str) -> None:
    """Whatever of it was changed, checking it says that something does not fit."""
    raw = json.loads(to_json(recorded()))
    tampered(raw, what)
    assert list(problems(from_json(json.dumps(raw)))) != []


def test_another_seed_is_called_that() -> None:
    """A seed that was not the one promised is said to be another one, even where the draw itself fits it."""
    raw = json.loads(to_json(recorded(seed="0" * 32)))
    raw["commitment"] = draw.commitment(SEED_OF_IT)
    assert [each for each in problems(from_json(json.dumps(raw))) if "another seed was used" in each]


@pytest.mark.parametrize(
    "what", ["course", "closed_on", "commitment", "seed", "places", "kept", "tickets", "places_to", "waiting"]
)
@pytest.mark.parametrize("worse", [None, 7, True, "x", [1], {"a": 1}, "missing"])
def test_a_field_of_another_kind_is_no_record(what: str, worse: object) -> None:
    """A file that is not a record is refused with a reason, whatever stands in it; it never passes and never breaks the program."""
    raw = json.loads(to_json(recorded()))
    if worse == "missing":
        del raw[what]
    else:
        raw[what] = worse
    try:
        read = from_json(json.dumps(raw))
    except ValueError as why:
        assert str(why)
    else:
        fits = type(worse) is type(json.loads(to_json(recorded()))[what])
        assert fits and (list(problems(read)) or what in ("course", "closed_on"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        '"x"',
        "{}",
        '{"tickets": 3}',
        '{"tickets": [3]}',
        '{"tickets": [{}]}',
        "\ud800",
        "[" * 200_000,
    ],
)
def test_what_is_no_record_is_refused(text: str) -> None:
    """Bad JSON, or JSON of something else, is a ValueError with words."""
    with pytest.raises(ValueError, match=r".+"):
        from_json(text)


def test_half_a_character_is_no_record() -> None:
    """A seed that has no bytes, and so no hash, is refused when it is read and not when it is used."""
    with pytest.raises(ValueError, match="half a character"):
        from_json(to_json(recorded()).replace(SEED_OF_IT, "\\ud800"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chances", 0),
        ("chances", 9),
        ("chances", True),
        ("seats", 3),
        ("new", 1),
        ("owed", None),
        ("ticket", 5),
    ],
)
def test_a_ticket_that_cannot_be_is_no_record(name: str, value: object) -> None:
    """Somebody who writes themselves nine chances, or a crowd, into the file is refused."""
    raw = json.loads(to_json(recorded()))
    raw["tickets"][0][name] = value
    with pytest.raises(ValueError, match=r".+"):
        from_json(json.dumps(raw))
