"""What a flow may ask to be read, inside the turn's own transaction (conversations.view.Facts)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from sqlite3 import Connection

from bot import letters, naming, passing_on
from bot.feedback.feedback_facts import RowFeedbackFacts
from bot.journey_facts import RowJourneyFacts
from bot.keyfacts import RowKeyFacts
from bot.looking import history_of
from bot.meeting_facts import RowMeetingFacts
from bot.outgoing_facts import OutgoingRows
from bot.role_facts import RowRoleFacts
from bot.training.training_facts import RowTrainingFacts
from bot.waiting import item_of
from bot.world import World
from conversations.outgoing import CORRECTED, CORRECTED_ASKS
from conversations.pace import Item, Kind, Level, Pace, Permission, Sent, Waiting, may_send
from conversations.pace.gate import HISTORY_DAYS
from conversations.phrases import Phrase, Tongue
from conversations.questionnaire import Question
from conversations.view import Done, Group, Holdings, KeptCheckIn, Named, Role, TeamPart, Thing
from storage import (
    answers,
    broadcasts,
    events,
    groups,
    holdings,
    members,
    revisions,
    said,
    tallies,
    whats_new,
)
from storage import letters as outbox

DAY = 24 * 3600


class RowFacts(
    OutgoingRows,
    RowKeyFacts,
    RowMeetingFacts,
    RowTrainingFacts,
    RowRoleFacts,
    RowFeedbackFacts,
    RowJourneyFacts,
):
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    def __init__(
        self, connection: Connection, world: World, member_id: int | None, tongue: Tongue, now: int
    ) -> None:
        RowKeyFacts.__init__(self, connection, world, member_id, now)
        RowFeedbackFacts.__init__(self, connection, world, member_id, tongue, now)
        self._connection, self._world, self._member, self._tongue, self._now = (
            connection,
            world,
            member_id,
            tongue,
            now,
        )

    def group_size(self, group: int) -> int:
        return groups.size(self._connection, group)

    def groups(self) -> tuple[Group, ...]:
        return tuple(Group(id, name) for id, name in groups.all(self._connection))

    def details(self) -> Holdings:
        if self._member is None:
            return Holdings()
        held = holdings.of_member(self._connection, self._member)
        return Holdings(
            held.consents,
            held.check_ins_since,
            held.messages,
            held.waiting,
            held.sent,
            held.half_done,
            held.passed_on,
            held.news,
            held.rejoin_at,
            held.said,
            held.keys,
            held.bookings,
            held.agenda,
            held.wishes,
            held.places,
            held.needs,
            held.dates,
            held.lost,
            held.passed,
            held.leads,
            held.roles,
        )

    def log(self, days: int) -> tuple[Done, ...]:
        found = tallies.done_since(self._connection, self._now - days * DAY)
        roles: dict[str, Role] = {
            "staff": "staff",
            "representative": "representative",
            "coordinator": "coordinator",
        }
        return tuple(Done(roles.get(role, "member"), action, times) for role, action, times in found)

    def check_ins(self, most: int) -> tuple[KeptCheckIn, ...]:
        if self._member is None:
            return ()
        kept = answers.latest(self._connection, self._member, self._world.questionnaire.name, most)
        return tuple(
            KeptCheckIn(at, tuple(self._in_words(given)), sight == "worker") for at, given, sight in kept
        )

    def _in_words(self, given: dict[str, str]) -> list[tuple[str, str]]:
        lines = []
        for question in self._world.questionnaire.questions:
            if question.id in given:
                text = self._tongue.say(Phrase(question.id, question.text))
                lines.append((text, self._answer_words(question, given[question.id])))
        return lines

    def _answer_words(self, question: Question, value: str) -> str:
        for answer in question.answers:
            if answer.key == value:
                return self._tongue.say(Phrase(f"{question.id}.{answer.key}", answer.label))
        return value

    @cached_property
    def _count(self) -> int:
        return (
            0
            if self._member is None
            else answers.count(self._connection, self._member, self._world.questionnaire.name)
        )

    def check_in_count(self) -> int:
        return self._count

    def monthly_due(self) -> bool:
        """Whether a question of once a month may be asked: from the fourth check-in on, 28 days after the last time."""
        if self._member is None or self._count < 3:
            return False
        monthly = [
            question.id for question in self._world.questionnaire.questions if question.turn == "monthly"
        ]
        last = [
            at for id in monthly if (at := answers.last_asked(self._connection, self._member, id)) is not None
        ]
        return all(self._now - at >= 28 * DAY for at in last)

    def news(self) -> tuple[Thing, ...]:
        if self._member is None:
            return ()
        return tuple(
            self._thing(each.item, each, each.corrected, new=not each.seen)
            for each in whats_new.of_member(self._connection, self._member)
        )

    def thing(self, item: str) -> Thing | None:
        news = broadcasts.of_item(self._connection, item)
        if news is None or not news.is_out or not self._is_for_them(news):
            return None
        return self._thing(item, news, self._had_other_words(news), new=False)

    def _thing(
        self, item: str, news: broadcasts.NewsRow | whats_new.PageRow, corrected: bool, *, new: bool
    ) -> Thing:
        """The sender's words; what was put right since they had it says so at its end."""
        closes_at = news.ends_at if news.level == "dated" else None
        asks = closes_at is not None and self._now < closes_at
        mark = f"\n\n{self._tongue.say(CORRECTED_ASKS if asks else CORRECTED)}" if corrected else ""
        return Thing(item, news.text + mark, self._named(news.sender), closes_at, new)

    def _had_other_words(self, news: broadcasts.NewsRow) -> bool:
        if news.corrected_at is None or self._member is None:
            return False
        return revisions.had_by(self._connection, news.item, self._member, news.corrected_at)

    def _is_for_them(self, news: broadcasts.NewsRow) -> bool:
        """Whether it was sent to them: a button that somebody made up tells them nothing."""
        if self._member is None:
            return False
        if broadcasts.is_with(self._connection, news.item, self._member):
            return True
        if news.state == "stopped":  # it went to nobody else
            return False
        if news.event_id is not None or news.level == Level.URGENT:
            return news.event_id is not None and events.has_booked(
                self._connection, news.event_id, self._member
            )
        theirs = members.groups_of(self._connection, self._member)
        return news.group_id is None or news.group_id in {id for id, _name in theirs}

    def _named(self, sender: str) -> str:
        return sender or self._world.programme_at(self._now).organisation

    def said(self, item: str) -> str:
        return "" if self._member is None else said.of(self._connection, item, self._member) or ""

    def said_by_all(self, item: str) -> Mapping[str, int]:
        return said.totals(self._connection, item)

    def put_off(self, item: str) -> int:
        if self._member is None:
            return 0
        name = letters.put_off(Kind.DATED_NEWS, item)
        return outbox.many_about(self._connection, self._member, Kind.SNOOZE_RETURN.value, name)

    def openers(self) -> tuple[Sent, ...]:
        if self._member is None:
            return ()
        return tuple(history_of(self._connection, self._member, self._now - HISTORY_DAYS * DAY))

    def waiting(self) -> tuple[Waiting, ...]:
        if self._member is None:
            return ()
        queued = outbox.waiting_openers(self._connection, self._member)
        return tuple(Waiting(item_of(self._connection, letter), letter.due_at) for letter in queued)

    def goes_at(self, item: Item, pace: Pace, earliest: int) -> int | None:
        if self._member is None:
            return None
        history = history_of(self._connection, self._member, self._now - HISTORY_DAYS * DAY)
        verdict = may_send(item, pace, history, self._world.holidays(self._now), earliest)
        return earliest if isinstance(verdict, Permission) else verdict.not_before

    @cached_property
    def _fresh_rejoin(self) -> str:
        return self._world.chance.rejoin_code()

    def fresh_rejoin(self) -> str:
        return self._fresh_rejoin

    def rejoins_left(self) -> int:
        return self._world.ceilings.codes_made.left(self._member, self._now)

    def names_left(self) -> int:
        return self._world.ceilings.wrong_names.left(self._member, self._now)

    def called(self, name: str) -> tuple[Named, ...]:
        return naming.called(self._connection, name, self._member)

    def named(self, id: int) -> Named | None:
        return naming.named(self._connection, id, self._member)

    def backups_gone_by(self) -> date:
        return (datetime.fromtimestamp(self._now, UTC) + timedelta(days=self._world.backup_days)).date()

    def reachable(self, to: TeamPart) -> bool:
        return bool(passing_on.within_reach(self._connection, to, self._now, self._member))
