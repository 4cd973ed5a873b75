"""Carry out what a turn asks of the world, in the turn's own transaction.

One exhaustive `match`: an effect that nobody handles does not pass the type checker. What changes the member or their
pace is not worked out here but taken from the view that `foresee` has brought to the end of the turn, so what the
member was told and what is kept are one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import assert_never

from bot import broadcasting, coming_in, emptying, letters, passing_on
from bot.looking import save_pace
from bot.ports import Body, Direct
from bot.world import World
from conversations.deskwords import UNSENT_NOTE
from conversations.effects import (
    Begin,
    Broadcast,
    ChangeMember,
    ChangePace,
    Clear,
    Consent,
    Contact,
    Count,
    DropAnswers,
    DropCheckIn,
    Effect,
    EmptyQueue,
    Forget,
    Join,
    KeepAnswers,
    Leave,
    LetGo,
    MakeInvite,
    Note,
    PassOn,
    Remove,
    Reply,
    SendCopy,
    Snooze,
    Speak,
    Tidy,
    UseCode,
)  # fmt: skip
from conversations.foresight import foresee
from conversations.pace import Kind, MessageClass
from conversations.view import View
from storage import answers, invites, members, shown, tallies
from storage import letters as outbox

DAY = 24 * 3600
CROSSED = 60
"""Seconds between an opener and a STOP that cannot have been an answer to anything else."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the gate has let through: the replies of this turn start a chat and are counted as this."""

    message_class: MessageClass
    kind: Kind
    item: str
    ends_at: int | None = None


class Applier:
    """Carries out the effects of one turn for one person. `member_id` is None until they have joined."""

    def __init__(
        self, connection: Connection, world: World, channel: str, address: str, view: View, member_id: int | None,
        opening: Opening | None = None,
    ) -> None:  # fmt: skip
        self.connection, self.world, self.channel, self.address = connection, world, channel, address
        self.view, self.member_id, self.opening = view, member_id, opening
        self.direct: list[Direct] = []
        self.forgotten = False
        self.erased = False
        """Something was deleted that is to be in no file any more, once this is committed."""
        self.let_go = False

    def apply(self, effects: tuple[Effect, ...]) -> None:
        before = self.view
        self.view = foresee(before, effects)
        for effect in effects:
            self.one(effect)
        # A snooze is to be looked at too, even where nothing else has changed since the turn before, a moment ago.
        again = (
            self.view.pace != before.pace
            or before.member is None
            or any(isinstance(effect, Snooze) for effect in effects)
        )
        if self.member_id is not None and not self.forgotten and again:
            save_pace(self.connection, self.world, self.member_id, self.view.pace, before.now)

    def one(self, effect: Effect) -> None:
        connection, now = self.connection, self.view.now
        match effect:
            case Reply():
                self.reply(effect)
            case Tidy():
                self.send(Body("tidy", text=effect.text, replaces=effect.message))
            case Remove():
                self.send(Body("delete", messages=(effect.message,)))
            case Join():
                self.join(effect)
            case UseCode():
                coming_in.another_code(connection, self.world, self.known, effect.code, now)
            case ChangeMember():
                if self.member_id is not None:
                    members.change(connection, self.member_id, effect.changes)
            case Consent():
                if self.member_id is not None:
                    members.consent(connection, self.member_id, effect.layer, effect.yes, effect.wording, now)
            case EmptyQueue():
                self.empty_queue()
            case KeepAnswers():
                version = self.world.questionnaire.version
                answers.keep(
                    connection, self.known, effect.questionnaire, version, effect.sight, effect.answers, now
                )
                outbox.drop_kind(connection, self.known, Kind.SNOOZE_RETURN.value)
            case DropAnswers():
                if effect.layer == "check_ins":
                    answers.drop(connection, self.known, self.world.questionnaire.name)
                    self.erased = True
            case DropCheckIn():
                answers.drop_one(connection, self.known, self.world.questionnaire.name, effect.at)
                self.erased = True
            case Snooze():
                self.snooze(effect)
            case Clear():
                self.clear(effect)
            case Forget():
                self.forget(effect)
            case LetGo():
                self.let_go = True
            case SendCopy():
                self.send(Body("file", text=effect.caption, name="my-details.json", silent=self.quiet))
            case PassOn():
                self.pass_on(effect)
            case MakeInvite():
                invites.add(
                    connection, effect.code, effect.role, effect.group, effect.uses, now + effect.days * DAY
                )
            case Broadcast():
                broadcasting.send_to_group(
                    connection, effect.group, effect.text, effect.level, now, self.member_id
                )
            case Note():
                tallies.note(
                    connection,
                    self.view.member.role if self.view.member else "member",
                    effect.action,
                    effect.reason,
                    now,
                )
            case Count():
                tallies.count(connection, effect.what, datetime.fromtimestamp(now, UTC).date().isoformat())
            case ChangePace() | Contact() | Speak():
                pass  # seen by foresee, stored by apply
            case Begin() | Leave():
                raise AssertionError("the desk handles these")
            case _:
                assert_never(effect)

    @property
    def known(self) -> int:
        assert self.member_id is not None, "a flow for members was reached by somebody who has not joined"
        return self.member_id

    # -- words out --------------------------------------------------------------------------------------------------

    def send(self, body: Body, *, kind: Kind = Kind.ANSWER) -> None:
        """A letter; for somebody of whom nothing is stored, something that goes out from memory."""
        if self.member_id is None:
            self.direct.append(Direct(self.channel, self.address, body))
            return
        lives = letters.HELP_LIVES if kind is Kind.HELPLINE else letters.REPLY_LIVES
        letters.post(
            self.connection,
            self.member_id,
            self.channel,
            self.address,
            body,
            self.view.now,
            kind=kind,
            ends_at=self.view.now + lives,
        )

    def reply(self, effect: Reply) -> None:
        body = Body(
            "send", effect.text, letters.as_tuples(effect.choices), replaces=effect.replaces,
            language=self.view.tongue.language, silent=self.quiet,
        )  # fmt: skip
        opening = self.opening
        if opening is None:
            return self.send(body, kind=Kind.HELPLINE if effect.urgent else Kind.ANSWER)
        return letters.post(
            self.connection, self.known, self.channel, self.address, body, self.view.now,
            message_class=opening.message_class, kind=opening.kind, item=opening.item, ends_at=opening.ends_at,
        )  # fmt: skip

    @property
    def quiet(self) -> bool:
        """Whether this person's messages make no sound (DOMAIN.md 5.1)."""
        return bool(self.view.member and self.view.member.quiet)

    def empty_queue(self) -> None:
        """Nothing that has not gone goes any more, and what crossed with their STOP is deleted (PACE.md, section 9).

        Only what started a chat, and only what went out within a minute: older messages are theirs to clear or keep.
        """
        if self.member_id is None:
            return
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

    # -- who they are -----------------------------------------------------------------------------------------------

    def join(self, effect: Join) -> None:
        connection, now = self.connection, self.view.now
        self.member_id = coming_in.new_member(connection, self.channel, self.address, effect, self.view)
        save_pace(connection, self.world, self.member_id, self.view.pace, now)
        coming_in.first_code(connection, self.world, self.member_id, effect.code, now)

    def forget(self, effect: Forget) -> None:
        """Every row goes now. The goodbye leaves from memory, and then the address is erased too."""
        emptying.empty_queue(self.connection, self.world, self.known)
        members.forget(self.connection, self.known)
        self.forgotten = self.erased = True
        self.member_id = None
        self.direct.append(
            Direct(
                self.channel, self.address, Body("send", effect.goodbye, language=self.view.tongue.language)
            )
        )

    # -- other people -----------------------------------------------------------------------------------------------

    def snooze(self, effect: Snooze) -> None:
        letters.post(
            self.connection, self.known, self.channel, self.address, Body("begin", name=effect.what), self.view.now, ready=False,
            message_class=MessageClass.ASKED, kind=Kind.SNOOZE_RETURN, item=f"snooze:{effect.what}:{effect.until}", due_at=effect.until, ends_at=effect.ends_at,
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
