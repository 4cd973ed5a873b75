"""Somebody in the room, over its HTTP API alone: what their phone shows, and a talk held by wishes.

A person knows what they want, not what the bot will ask. So a talk is a list of wishes, each the label of an option or
words to type where a question holds certain words; where no wish fits, they take the way out. A question that is added
tomorrow is skipped, and a wish that no question took is an error in the script, or in the bot.
"""

import http.client
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

OUT = (
    "not now", "skip", "skip this one", "stay quiet", "decide later", "later", "nothing else", "nothing right now", "nothing", "close",
    "done", "no thanks", "no", "looks right", "no date", "ok", "keep it the same", "leave it as it is", "cancel", "menu",
)  # fmt: skip
"""Ways out, the likeliest first: what somebody takes who wants nothing of what is asked."""
MOST_TURNS = 30


class Api:
    """The room's HTTP API, on one connection, and its stream of events on another.

    Whatever moves something ends with one event "clock", so the events of a call are those up to the next of these.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._token = parse_qs(parts.query)["token"][0]
        self._http = http.client.HTTPConnection(parts.netloc, timeout=60)
        self._stream = http.client.HTTPConnection(parts.netloc, timeout=60)
        self._stream.request("GET", "/events", headers={"X-Room-Token": self._token})
        self._events = self._stream.getresponse()
        assert self._events.readline().startswith(b": here")
        self._changed: set[str] = set()

    def call(self, path: str, **body: Any) -> Any:
        """What it answers: a POST if there is a body, otherwise a GET."""
        headers = {"X-Room-Token": self._token}
        self._http.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers)
        answer = self._http.getresponse()
        text = answer.read()
        assert answer.status == 200, (path, answer.status, text)
        if body and path in ("/api/say", "/api/pick", "/api/clock"):
            self._listen()
        return json.loads(text)

    def _listen(self) -> None:
        event = ""
        while event != "clock":
            line = self._events.readline()
            assert line, "the stream of events ended"
            kind, _, value = line.decode().strip().partition(": ")
            if kind == "event":
                event = value
            elif kind == "data" and event == "thread":
                self._changed.add(json.loads(value)["person"])

    def changed(self) -> set[str]:
        """On whose phones something has come since this was asked last."""
        changed, self._changed = self._changed, set()
        return changed

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of one table."""
        (found,) = self.call(f"/api/stored?table={table}")["tables"]
        return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]

    def close(self) -> None:
        self._events.close()
        self._stream.close()
        self._http.close()


@dataclass(slots=True)
class Said:
    """One message of the bot as it was first seen."""

    id: str
    at: int
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    """Id and label of each."""

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(label for _id, label in self.buttons)


@dataclass(frozen=True, slots=True)
class Wish:
    """An option to choose, by its label, or words to type; only under a question with certain words, if there are any."""

    label: str = ""
    under: str = ""
    words: str = ""
    needed: bool = False
    often: bool = False
    """Whether it may be used again and again in the same talk."""

    def chooses(self, message: Said) -> str | None:
        """The option it means; "" for words to type; None if it has nothing to say here."""
        if self.under and not re.search(self.under, message.text, re.IGNORECASE | re.DOTALL):
            return None
        if self.words:
            return ""
        return next((id for id, label in message.buttons if re.match(self.label, label, re.IGNORECASE)), None)


class ScriptFailed(AssertionError):
    """A wish that was needed and never came up."""


@dataclass(slots=True)
class Phone:
    """One person's phone. `heard` is all that the bot has said on it, `own` the moments of what they did themselves."""

    api: Api
    id: str
    heard: list[Said] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    _read: str = ""

    def look(self) -> list[Said]:
        """What the bot has said since they last looked."""
        fresh = []
        for message in self.api.call(f"/api/thread?person={self.id}&after={self._read}"):
            self._read = message["id"]
            if message["from"] == "person":
                self.own.append(message["at"])
                continue
            buttons = tuple((option["id"], option["label"]) for option in message["options"])
            fresh.append(Said(message["id"], message["at"], message["text"], buttons))
        self.heard += fresh
        return fresh

    def say(self, text: str) -> list[Said]:
        self.api.call("/api/say", person=self.id, text=text)
        return self.look()

    def pick(self, message: Said, option: str) -> list[Said]:
        self.api.call("/api/pick", person=self.id, message=message.id, option=option)
        return self.look()

    def press(self, message: Said, label: str) -> list[Said]:
        """Press the option with this label, of a message that may be old."""
        chosen = Wish(label).chooses(message)
        assert chosen, (label, message.options)
        return self.pick(message, chosen)

    def talk(self, said: list[Said], wishes: list[Wish], leave_after: int = MOST_TURNS) -> str:
        """Go on from what was just said until nothing is asked any more; all that the bot said, as one text."""
        left, words = list(wishes), [each.text for each in said]
        for _ in range(leave_after):
            if not said or not (
                said[-1].buttons or any(w.under and w.words and w.chooses(said[-1]) == "" for w in left)
            ):
                break
            said = self._answer(said[-1], left)
            words += [each.text for each in said]
        missed = [wish for wish in left if wish.needed]
        if missed:
            raise ScriptFailed(
                f"never came up: {missed[0]}; it ended with: {words[-1][:300] if words else ''}"
            )
        return "\n".join(words)

    def _answer(self, last: Said, left: list[Wish]) -> list[Said]:
        for wish in left:
            chosen = wish.chooses(last)
            if chosen is None:
                continue
            if not wish.often:
                left.remove(wish)
            return self.say(wish.words) if chosen == "" else self.pick(last, chosen)
        return self.pick(last, way_out(last))


def way_out(message: Said) -> str:
    """The option of somebody who wants none of this: by its label, else the last."""
    ids = {label.casefold(): id for id, label in message.buttons}
    return next((ids[out] for out in OUT if out in ids), message.buttons[-1][0])
