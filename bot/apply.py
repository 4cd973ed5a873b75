"""Carry out what a turn asks of the world, in the turn's own transaction.

One exhaustive `match`: an effect that nobody handles does not pass the type checker. What changes the member or their
pace is not worked out here but taken from the view that `foresee` has brought to the end of the turn, so what the
member was told and what is kept are one.
"""

from datetime import UTC, datetime
from sqlite3 import Connection
from typing import assert_never

from bot import (
    amending,
    broadcasting,
    coming_in,
    emptying,
    holding,
    journeying,
    keys,
    letters,
    meetings,
    rejoining,
    roles,
    team_keys,
)
from bot.answering import Answering, Opening
from bot.feedback import leaving
from bot.looking import save_pace
from bot.ports import Body, Direct
from bot.training import carrying as training
from bot.training import offers
from bot.world import World
from conversations import rejoin as code_of
from conversations.effects import (
    Amend,
    Begin,
    Broadcast,
    ChangeMember,
    ChangePace,
    Clear,
    ComeBack,
    Consent,
    Contact,
    Count,
    DropAnswers,
    DropCheckIn,
    Effect,
    EmptyQueue,
    EndRejoin,
    Forget,
    Hold,
    Join,
    KeepAnswers,
    KeepRejoin,
    Leave,
    LetGo,
    Lift,
    MakeInvite,
    Note,
    OpenSealed,
    PassOn,
    Remove,
    Reply,
    Said,
    SawNews,
    SendCopy,
    SendFile,
    Snooze,
    Speak,
    Tidy,
    UseCode,
    WrongName,
)  # fmt: skip
from conversations.feedback.effects import AgreeToShow, DropIn, HaveRead, Showing, TakeOut
from conversations.foresight import foresee
from conversations.journey_effects import (
    AskForLine,
    ChangeEntry,
    ChooseCopy,
    DropJourney,
    KeepLine,
    LeaveLine,
    NewEntry,
    TakeOutEntry,
)
from conversations.key_effects import (
    AskBack,
    AskInvite,
    AskPause,
    AskUrgent,
    LowerNews,
    SendAlone,
    StepBack,
    TakeBack,
    TurnKey,
    Unbook,
)  # fmt: skip
from conversations.meeting_effects import (
    Book,
    CancelMeeting,
    ChangeMeeting,
    MakeMeeting,
    PutOnAgenda,
    TakeOffAgenda,
    WishToBeAsked,
)
from conversations.pace import Kind, State
from conversations.role_effects import (
    AcceptRole,
    ChangeRole,
    ChoosePay,
    CloseRole,
    LeaveRole,
    OfferRole,
    PostRole,
    SayInterested,
    ShowRole,
    TakeInterestBack,
    TakeOfferBack,
)
from conversations.training.effects import (
    AskPlace,
    Attended,
    BringFriend,
    CancelCourse,
    CancelSession,
    ChooseReminders,
    HoldLonger,
    JoinFriend,
    KeepNeeds,
    LetPass,
    MakeCourse,
    MoveSession,
    NextDate,
    SecondChoice,
    ShortNotice,
    SortNeed,
    TakeOff,
    TakePlace,
)
from conversations.view import View
from storage import answers, broadcasts, invites, members, needs, said, tallies, whats_new
from storage import letters as outbox

DAY = 24 * 3600
COORDINATORS = ("coordinator",)
TEAM = ("staff", "representative", "coordinator")


class Applier(Answering):
    """Carries out the effects of one turn for one person. `member_id` is None until they have joined."""

    def __init__(
        self, connection: Connection, world: World, channel: str, address: str, view: View, member_id: int | None,
        opening: Opening | None = None,
    ) -> None:  # fmt: skip
        super().__init__(connection, world, channel, address, view, member_id, opening)
        self.forgotten = False
        self.erased = False
        """Something was deleted that is to be in no file any more, once this is committed."""
        self.let_go = False

    def apply(self, effects: tuple[Effect, ...]) -> None:
        before, helps = self.view, needs.many(self.connection)
        self.view = foresee(before, effects)
        for effect in effects:
            self.one(effect)
        # What helps somebody goes in many ways: with a course that is cancelled, a place given back, a break.
        self.erased |= needs.many(self.connection) < helps
        # A snooze is to be looked at too, even where nothing else has changed since the turn before, a moment ago.
        again = (
            self.view.pace != before.pace
            or before.member is None
            or any(isinstance(effect, Snooze) for effect in effects)
        )
        if self.member_id is not None and not self.forgotten and again:
            offers.moved(self.connection, self.world, self.member_id, before.pace, self.view.pace, before.now)
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
                    self.their_own(effect)
                    members.change(connection, self.member_id, effect.changes)
            case Consent():
                if self.member_id is not None:
                    members.consent(connection, self.member_id, effect.layer, effect.yes, effect.wording, now)
                    if effect.layer == "access" and not effect.yes:
                        needs.forget_theirs(connection, self.member_id)
            case EmptyQueue():
                self.empty_queue()
            case KeepAnswers():
                version = self.world.questionnaire.version
                answers.keep(
                    connection, self.known, effect.questionnaire, version, effect.sight, effect.answers, now
                )
                outbox.drop_kind(
                    connection, self.known, Kind.SNOOZE_RETURN.value, letters.put_off(Kind.CHECK_IN)
                )
            case DropAnswers():
                if effect.layer == "check_ins":
                    answers.drop(connection, self.known, self.world.questionnaire.name)
                    self.erased = True
            case DropCheckIn():
                answers.drop_one(connection, self.known, self.world.questionnaire.name, effect.at)
                self.erased = True
            case Snooze():
                self.snooze(effect)
            case SawNews():
                whats_new.told_of(connection, self.known)
            case Said():
                said.say(connection, effect.item, self.known, effect.value, now)
                outbox.drop_kind(
                    connection,
                    self.known,
                    Kind.SNOOZE_RETURN.value,
                    letters.put_off(Kind.DATED_NEWS, effect.item),
                )
            case Clear():
                self.clear(effect)
            case Forget():
                self.forget(effect)
            case LetGo():
                self.let_go = True
            case SendCopy():
                self.send(Body("file", text=effect.caption, name="my-details.json", silent=self.quiet))
            case SendFile():
                self.send(Body("file", text=effect.caption, name=effect.name, silent=self.quiet))
            case PassOn():
                self.pass_on(effect)
            case MakeInvite():
                self.only(*COORDINATORS)
                team_keys.spend(connection, effect, self.known, now)
                invites.add(
                    connection, effect.code, effect.role, effect.group, effect.uses, now + effect.days * DAY
                )
            case Hold():
                self.only(*TEAM)
                holding.hold(connection, self.world, effect.member, self.role, now, silent=effect.silent)
                self.erased = True
            case Lift():
                self.only(*TEAM)
                holding.lift(connection, self.world, effect.member, self.role, now)
            case WrongName():
                self.world.ceilings.wrong_names.note(self.known, now)
            case KeepRejoin():
                self.code = code_of.grouped(effect.code)
                self.world.ceilings.codes_made.note(self.known, now)
                rejoining.clear_away(connection, self.known, now)
                rejoining.keep(connection, self.known, effect.code, now)
            case EndRejoin():
                typed = self.view.rejoin.code if effect.keep and self.view.rejoin else None
                rejoining.end(connection, self.known, now, typed=typed)
            case ComeBack():
                self.come_back()
            case Broadcast():
                self.only(*COORDINATORS)
                broadcasting.begin(
                    connection, group=effect.group, text=effect.text, level=effect.level, now=now, sender=self.member_id,
                    go_at=effect.go_at, ends_at=effect.ends_at,
                )  # fmt: skip
            case Amend():
                self.only(*COORDINATORS)
                amending.amend(connection, effect, now)
            case Note():
                tallies.note(
                    connection,
                    self.view.member.role if self.view.member else "member",
                    effect.action,
                    effect.reason,
                    now,
                )
            case Count():
                day = datetime.fromtimestamp(now, UTC).date()
                first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
                tallies.count(connection, effect.what, (first if effect.by_quarter else day).isoformat())
            case (
                AskUrgent()
                | AskPause()
                | TurnKey()
                | SendAlone()
                | TakeBack()
                | AskInvite()
                | AskBack()
                | LowerNews()
                | StepBack()
                | Unbook()
            ):
                keys.carry_out(connection, self.world, effect, self.known, now)
            case (
                MakeMeeting()
                | ChangeMeeting()
                | CancelMeeting()
                | Book()
                | PutOnAgenda()
                | TakeOffAgenda()
                | WishToBeAsked()
            ):
                meetings.carry_out(connection, effect, self.known, now)
                self.erased |= meetings.leaves_traces(effect)
            case (
                MakeCourse()
                | MoveSession()
                | CancelSession()
                | CancelCourse()
                | AskPlace()
                | TakeOff()
                | TakePlace()
                | LetPass()
                | HoldLonger()
                | KeepNeeds()
                | SortNeed()
                | ChooseReminders()
                | ShortNotice()
                | BringFriend()
                | JoinFriend()
                | SecondChoice()
                | NextDate()
                | Attended()
            ):
                training.carry_out(connection, self.world, effect, self.known, now)
                self.erased |= training.leaves_traces(effect)
            case (
                NewEntry() | ChangeEntry() | TakeOutEntry() | KeepLine() | ChooseCopy() | DropJourney() | AskForLine() | LeaveLine()
            ):  # fmt: skip
                journeying.carry_out(connection, self.world, effect, self.known, now)
                self.erased |= journeying.erases(effect)
            case (
                PostRole()
                | ChangeRole()
                | CloseRole()
                | SayInterested()
                | TakeInterestBack()
                | OfferRole()
                | TakeOfferBack()
                | AcceptRole()
                | ChoosePay()
                | ShowRole()
                | LeaveRole()
            ):
                roles.carry_out(connection, self.world, effect, self.known, now)
                self.erased |= roles.leaves_traces(effect)
            case OpenSealed() | DropIn() | TakeOut() | Showing() | HaveRead() | AgreeToShow():
                raise AssertionError("a sealed talk is carried out inside its box (bot/feedback/turns.py)")
            case ChangePace() | Contact() | Speak():
                pass  # seen by foresee, stored by apply
            case Begin() | Leave():
                raise AssertionError("the desk handles these")
            case _:
                assert_never(effect)

    def only(self, *roles: str) -> None:
        """This is for these roles, as the rows have it. The flows ask first and say so kindly; here is the lock: what comes
        as far as this without the role is undone with its whole turn."""
        row = None if self.member_id is None else members.by_id(self.connection, self.member_id)
        if row is None or row.role not in roles:
            raise PermissionError("this is not for somebody with their role")

    def their_own(self, effect: ChangeMember) -> None:
        """Nobody gives themselves a role, and only coordinators take what members pass on."""
        if "role" in effect.changes:
            raise PermissionError("a role comes by a code")
        if effect.changes.get("worker") or effect.changes.get("on_duty"):
            self.only(*COORDINATORS)

    @property
    def role(self) -> str:
        """As what they did it, for the log."""
        return self.view.member.role if self.view.member else "member"

    # -- who they are -----------------------------------------------------------------------------------------------

    def join(self, effect: Join) -> None:
        connection, now = self.connection, self.view.now
        self.member_id = coming_in.new_member(connection, self.channel, self.address, effect, self.view)
        save_pace(connection, self.world, self.member_id, self.view.pace, now)
        coming_in.first_code(connection, self.world, self.member_id, effect.code, now)
        self.world.journeys.hide_among(connection, self.member_id)

    def come_back(self) -> None:
        """They are who their code says. A hold that it lifts has been lifted in the view, which is stored."""
        brought = self.view.rejoin
        assert brought is not None and brought.member is not None, "a code that works brings its member"
        self.member_id = brought.member.id
        held = brought.pace is not None and brought.pace.state is State.HELD
        rejoining.come_back(
            self.connection, self.world, self.known, self.channel, self.address,
            code=brought.code, held=held, now=self.view.now,
        )  # fmt: skip
        self.erased = True

    def forget(self, effect: Forget) -> None:
        """Every row goes now. The goodbye leaves from memory, and then the address is erased too."""
        emptying.empty_queue(self.connection, self.world, self.known)
        theirs = broadcasts.of_sender(self.connection, self.known)
        keys.left_behind(self.connection, self.known, self.view.now)
        self.direct += leaving.forget(self.connection, self.world, self.known)
        members.forget(self.connection, self.known)
        amending.forget_sender(self.connection, self.world, theirs, self.view.now)
        self.forgotten = self.erased = True
        self.member_id = None
        self.direct.append(
            Direct(
                self.channel, self.address, Body("send", effect.goodbye, language=self.view.tongue.language)
            )
        )
