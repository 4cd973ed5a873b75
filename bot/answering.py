"""Words back to the person whose turn it is, as letters in the turn's own transaction.

What they did is answered by a reply, whatever the hour; where the gate has let something through (`Opening`), the words of
the turn are that. Somebody of whom nothing is stored gets theirs from memory, once the turn is committed.
"""

from dataclasses import dataclass
from sqlite3 import Connection

from bot import emptying, letters, passing_on
from bot.ports import Body, Direct
from bot.world import World
from conversations.deskwords import UNSENT_NOTE
from conversations.effects import Clear, PassOn, Reply, Snooze
from conversations.pace import Kind, MessageClass, Permission, State
from conversations.view import View
from storage import letters as outbox
from storage import shown, whats_new

CROSSED = 60
"""Seconds between an opener and a STOP that cannot have been an answer to anything else."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the gate has let through: the replies of this turn start a chat and are counted as this. `item`: what it is
    about, where that is not what the gate knows it by."""

    permission: Permission
    item: str | None = None
    letter: outbox.LetterRow | None = None
    """The letter that waited for it, and goes in these words."""


class Answering:
    """One person in one turn: where their words go. `member_id` is None until they have joined."""

    def __init__(
        self, connection: Connection, world: World, channel: str, address: str, view: View, member_id: int | None,
        opening: Opening | None = None,
    ) -> None:  # fmt: skip
        self.connection, self.world, self.channel, self.address = connection, world, channel, address
        self.view, self.member_id, self.opening = view, member_id, opening
        self.direct: list[Direct] = []
        self.code = ""
        """A rejoin code that the words of this turn show: what shows it is found again by that."""

    @property
    def known(self) -> int:
        assert self.member_id is not None, "a flow for members was reached by somebody who has not joined"
        return self.member_id

    def sealed(self, body: Body) -> Body:
        """Whatever is said in a turn that looked into the member's own record rests sealed until it goes."""
        if self.member_id is None or not self.view.facts.journey_was_read():
            return body
        return self.world.journeys.seal_letter(self.connection, self.member_id, body)

    def send(self, body: Body, *, kind: Kind = Kind.ANSWER, item: str | None = None) -> None:
        """A letter; for somebody of whom nothing is stored, something that goes out from memory."""
        if self.member_id is None:
            self.direct.append(Direct(self.channel, self.address, body))
            return
        body = self.sealed(body)
        lives = letters.HELP_LIVES if kind is Kind.HELPLINE else letters.REPLY_LIVES
        letters.reply(
            self.connection,
            self.member_id,
            self.channel,
            self.address,
            body,
            self.view.now,
            kind=kind,
            ends_at=self.view.now + lives,
            item=item,
        )
        if item and body.replaces:
            shown.name(self.connection, self.channel, self.address, body.replaces, item)

    def reply(self, effect: Reply) -> None:
        body = Body(
            "send", effect.text, letters.as_tuples(effect.choices), replaces=effect.replaces,
            language=self.view.tongue.language, silent=self.quiet,
        )  # fmt: skip
        opening = self.opening
        if opening is None:
            item = letters.REJOIN if self.code and self.code in effect.text else None
            return self.send(body, kind=Kind.HELPLINE if effect.urgent else Kind.ANSWER, item=item)
        body = self.sealed(body)
        if opening.letter is not None:
            self.opening = Opening(opening.permission, opening.item)
            return letters.release(self.connection, opening.permission, opening.letter, letters.to_json(body))
        return letters.let_go(
            self.connection,
            opening.permission,
            self.known,
            self.channel,
            self.address,
            body,
            item=opening.item,
        )

    @property
    def quiet(self) -> bool:
        """Whether this person's messages make no sound (DOMAIN.md 5.1)."""
        return bool(self.view.member and self.view.member.quiet)

    def empty_queue(self) -> None:
        """Nothing that has not gone goes any more, and what crossed with their STOP is deleted (PACE.md, section 9).

        Only what started a chat, and only what went out within a minute: older messages are theirs to clear or keep.
        Whoever wants a day of quiet, and has not stopped, finds the news that waited on What's new (I15).
        """
        if self.member_id is None:
            return
        if self.view.pace.state not in (State.STOPPED, State.HELD):
            whats_new.keep_waiting(self.connection, self.member_id, self.view.now)
        emptying.empty_queue(self.connection, self.world, self.member_id)
        crossed = shown.openers_since(self.connection, self.member_id, self.view.now - CROSSED)
        if crossed and self.view.caps.delete_within:
            self.send(Body("delete", messages=tuple(crossed)))

    def clear(self, effect: Clear) -> None:
        """Their messages of two days and ours go; our older ones are blanked, where the channel can (DOMAIN.md 5.1).

        They are known until they are gone (bot/settling.py): a clearing that fails can be asked for again.
        """
        if self.member_id is None:
            self.direct.append(
                Direct(
                    self.channel, self.address, Body("clear", text=effect.cleared, otherwise=effect.failed)
                )
            )
            return
        caps, now = self.view.caps, self.view.now
        standing = shown.of_member(self.connection, self.member_id)
        fresh = [(message, theirs) for message, theirs, at in standing if now - at < caps.delete_within]
        delete = tuple(message for message, theirs in fresh if caps.deletes_theirs or not theirs)
        blank = tuple(
            message
            for message, theirs, at in standing
            if not theirs and now - at >= caps.delete_within and caps.edit
        )
        tuples = letters.as_tuples(effect.choices)
        body = Body(
            "clear",
            effect.cleared,
            tuples,
            "",
            delete,
            blank,
            effect.failed,
            silent=self.quiet,
            language=self.view.tongue.language,
        )
        self.send(body, kind=Kind.HELPLINE)

    def snooze(self, effect: Snooze) -> None:
        """It comes again under a name of its own, for what was sent once is never sent again under the same."""
        carrying = (("item", effect.item),) if effect.item else ()
        letters.wait(
            self.connection, self.known, self.channel, self.address, Body("begin", name=effect.what, carrying=carrying), self.view.now,
            message_class=MessageClass.ASKED, kind=Kind.SNOOZE_RETURN, item=f"{letters.put_off(effect.about, effect.item)}{effect.until}",
            due_at=effect.until, ends_at=effect.ends_at,
        )  # fmt: skip

    def pass_on(self, effect: PassOn) -> None:
        """To those of the team who take it. Flows promise it only where there is somebody; the note is the last resort."""
        reached = passing_on.pass_on(
            self.connection, self.world, effect.to, effect.text, self.view.now, self.member_id
        )
        if not reached:
            self.send(
                Body("send", self.view.tongue.say(UNSENT_NOTE, {"contact": self.view.programme.contact})),
                kind=Kind.HELPLINE,
            )
