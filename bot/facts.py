"""What a flow may ask to be read, inside the turn's own transaction (conversations.view.Facts)."""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from sqlite3 import Connection

from bot import passing_on
from bot.looking import history_of
from bot.world import World
from conversations.flows.sending import signed
from conversations.pace import Item, Pace, Permission, may_send
from conversations.pace.gate import HISTORY_DAYS
from conversations.phrases import Phrase, Tongue
from conversations.questionnaire import Question
from conversations.view import Done, Group, Holdings, KeptCheckIn, Role, TeamPart
from storage import answers, broadcasts, groups, holdings, tallies

DAY = 24 * 3600


class RowFacts:
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    def __init__(
        self, connection: Connection, world: World, member_id: int | None, tongue: Tongue, now: int
    ) -> None:
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

    def news(self) -> tuple[str, ...]:
        if self._member is None:
            return ()
        organisation = self._world.programme_at(self._now).organisation
        waiting = broadcasts.whats_new(self._connection, self._member)
        return tuple(signed(item.text, item.sender or organisation, self._tongue) for item in waiting)

    def news_this_week(self, group: int | None) -> int:
        return max(len(sent) for sent in self._news_to(group))

    def news_again_at(self, group: int | None) -> int:
        """When the group may get its next news item."""
        return max((sent[-2] + 7 * DAY for sent in self._news_to(group) if len(sent) >= 2), default=self._now)

    def _news_to(self, group: int | None) -> list[list[int]]:
        """When news went this week to the members of this group; to those of each group, where it is for everyone. The
        limit follows the member: what went to everyone went to each group, and a group that is full is full for both."""
        to = [id for id, _name in groups.all(self._connection)] if group is None else [group]
        since = self._now - 7 * DAY
        return [
            broadcasts.sent_since(self._connection, each, since) for each in (*to, *([] if to else [None]))
        ]

    def reach(self, group: int | None) -> tuple[int, int, int]:
        return self._world.reach.of(self._connection, self._world, group, self._now)

    def goes_at(self, item: Item, pace: Pace, earliest: int) -> int | None:
        if self._member is None:
            return None
        history = history_of(self._connection, self._member, self._now - HISTORY_DAYS * DAY)
        verdict = may_send(item, pace, history, self._world.holidays(self._now), earliest)
        return earliest if isinstance(verdict, Permission) else verdict.not_before

    def backups_gone_by(self) -> date:
        return (datetime.fromtimestamp(self._now, UTC) + timedelta(days=self._world.backup_days)).date()

    def reachable(self, to: TeamPart) -> bool:
        return bool(passing_on.within_reach(self._connection, to, self._now, self._member))
