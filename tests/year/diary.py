"""What is written down as the year goes by: the rows of letters, pages and broadcasts, and what lies on the phones.

Letters are pruned after 71 days and What's new after 60, so the rows are read every few days. A message that has no row
of a letter which started a chat is a reply: whether there was anything to reply to is for the checker to say.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tests.year.log import DAY, Class, Deed, Letter, Log, Member, Sending, Submitted
from tests.year.someone import Someone
from tests.year.talk import Api, Said
from tests.year.team import TITLE

Row = dict[str, Any]
TITLES = re.compile(rf"{TITLE} (\d+)\b")
ARRIVES = 5
"""Seconds between a letter's row and its message on the phone, at most."""


class Diary:
    """Rows by their ids, the newest state of each."""

    def __init__(self, api: Api, people: Sequence[Someone], groups: Sequence[str]) -> None:
        self._api, self._people, self._groups = api, people, groups
        self._letters: dict[int, Row] = {}
        self._broadcasts: dict[int, Row] = {}
        self._page: set[tuple[int, str]] = set()

    def read(self) -> None:
        numbers = {person.phone.id: person.number for person in self._people}
        members = {row["member_id"]: numbers.get(row["address"]) for row in self._api.rows("address")}
        for row in self._api.rows("letter"):
            if row["class"] != "reply" and row["state"] == "sent" and row["address"] in numbers:
                self._letters[row["id"]] = row
        for row in self._api.rows("whats_new"):
            if (number := members.get(row["member_id"])) is not None:
                self._page.add((number, row["item"]))
        self._broadcasts |= {row["id"]: row for row in self._api.rows("broadcast")}

    def log(self, start: int, end: int) -> Log:
        """The year as the checker reads it."""
        self.read()
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in sorted(self._letters.values(), key=lambda row: (row["sent_at"], row["id"])):
            rows[row["address"]].append(row)
        told = [(row, TITLES.search(row["text"])) for row in self._broadcasts.values()]
        items = {found[1]: f"broadcast:{row['id']}" for row, found in told if found}
        members = tuple(_member(person, rows[person.phone.id], items) for person in self._people)
        went = [
            row
            for row in self._broadcasts.values()
            if row["state"] in ("done", "going") and row["level"] != "urgent"
        ]
        sendings = tuple(Sending(_at(row), row["group_id"], row["level"]) for row in went)
        return Log(start, end, members, tuple(self._submitted(went)), frozenset(self._page), sendings)

    def _submitted(self, went: list[Row]) -> list[Submitted]:
        names = {row["id"]: row["name"] for row in self._api.rows("group")}
        return [
            Submitted(_at(row), person.number, f"broadcast:{row['id']}", row["ends_at"] or _at(row) + 7 * DAY)
            for row in went
            for person in self._people
            if row["group_id"] is None or self._groups[person.group] == names[row["group_id"]]
        ]


def _at(row: Row) -> int:
    return int(row["go_at"] or row["made_at"])


def _member(person: Someone, rows: list[Row], items: dict[str, str]) -> Member:
    own = (Deed(at, *person.marks.get(at, ("word", None))) for at in set(person.phone.own))
    opened = dict(_matched(person.phone.heard, rows))
    letters = tuple(
        _letter(said, opened[said.id], items) if said.id in opened else Letter(said.at, "reply", "answer")
        for said in person.phone.heard
    )
    deeds = sorted((*own, *person.done_to), key=lambda deed: deed.at)
    return Member(person.number, person.joined_at, tuple(person.chosen), tuple(deeds), letters)


def _matched(heard: list[Said], rows: list[Row]) -> list[tuple[str, Row]]:
    """Which message on the phone each of these letters became: the first that came when it was sent."""
    left, found = list(heard), []
    for row in rows:
        said = next((each for each in left if abs(each.at - row["sent_at"]) <= ARRIVES), None)
        assert said is not None, f"a letter was sent and is on no phone: {row['kind']}, {row['sent_at']}"
        left.remove(said)
        found.append((said.id, row))
    return found


def _letter(said: Said, row: Row, items: dict[str, str]) -> Letter:
    """The letter as its row and the phone tell of it. One without a thing of its own is about those that it lists."""
    its_class: Class = row["class"]
    item: str = row["item"] or ""
    kind, _, rest = item.partition(":")
    listed = tuple(items[number] for number in TITLES.findall(said.text))
    return Letter(
        said.at, its_class, row["kind"], item, row["made_at"], row["ends_at"],
        rest.partition(":")[0] if kind == "snooze" else "",
        row["answers"], said.options,
        () if rest and kind != "digest" else listed or (f"{item}:{row['id']}",),
    )  # fmt: skip
