"""What a flow may ask to be read, inside the turn's own transaction (conversations.view.Facts)."""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from sqlite3 import Connection

from bot import plan
from bot.looking import history_of
from bot.world import World
from conversations.pace import Item, Kind, MessageClass, Permission, may_send
from conversations.pace.gate import HISTORY_DAYS
from conversations.phrases import Phrase, Tongue
from conversations.questionnaire import Question
from conversations.view import Group, KeptCheckIn
from storage import answers, broadcasts, groups, members, stored

DAY = 24 * 3600


class RowFacts:
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    def __init__(self, connection: Connection, world: World, member_id: int | None, tongue: Tongue, now: int) -> None:
        self._connection, self._world, self._member, self._tongue, self._now = connection, world, member_id, tongue, now

    def group_size(self, group: int) -> int:
        return groups.size(self._connection, group)

    def groups(self) -> tuple[Group, ...]:
        return tuple(Group(id, name) for id, name in groups.all(self._connection))

    def details(self) -> tuple[tuple[str, str], ...]:
        """(table, how many rows) for everything that is kept about the member; the copy has the rows themselves."""
        if self._member is None:
            return ()
        return tuple((table.name, str(len(table.rows))) for table in stored.about(self._connection, self._member) if table.rows)

    def check_ins(self, most: int) -> tuple[KeptCheckIn, ...]:
        if self._member is None:
            return ()
        kept = answers.latest(self._connection, self._member, self._world.questionnaire.name, most)
        return tuple(KeptCheckIn(at, tuple(self._in_words(given))) for at, given in kept)

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
        return 0 if self._member is None else answers.count(self._connection, self._member, self._world.questionnaire.name)

    def check_in_count(self) -> int:
        return self._count

    def monthly_due(self) -> bool:
        """Whether a question of once a month may be asked: from the fourth check-in on, 28 days after the last time."""
        if self._member is None or self._count < 3:
            return False
        monthly = [question.id for question in self._world.questionnaire.questions if question.turn == "monthly"]
        last = [at for id in monthly if (at := answers.last_asked(self._connection, self._member, id)) is not None]
        return all(self._now - at >= 28 * DAY for at in last)

    def news(self) -> tuple[str, ...]:
        return () if self._member is None else tuple(broadcasts.whats_new(self._connection, self._member))

    def news_this_week(self, group: int | None) -> int:
        return len(broadcasts.sent_since(self._connection, group, self._now - 7 * DAY))

    def news_again_at(self, group: int | None) -> int:
        """When the group may get its next news item."""
        sent = broadcasts.sent_since(self._connection, group, self._now - 7 * DAY)
        return sent[-2] + 7 * DAY if len(sent) >= 2 else self._now

    def reach(self, group: int | None) -> tuple[int, int, int]:
        """(now, later, on What's new only) for a news item, from the gate itself. The caller shows it rounded."""
        counts = [0, 0, 0]
        item = Item("reach", Kind.NEWS, MessageClass.ORDINARY, ends_at=self._now + 7 * DAY)
        for member_id in broadcasts.audience(self._connection, group):
            row = members.by_id(self._connection, member_id)
            assert row is not None
            history = history_of(self._connection, member_id, self._now - HISTORY_DAYS * DAY)
            verdict = may_send(item, plan.from_json(row.plan), history, self._world.holidays(self._now), self._now)
            if isinstance(verdict, Permission):
                counts[0] += 1
            else:
                counts[1 if verdict.not_before is not None and verdict.not_before < self._now + 7 * DAY else 2] += 1
        return counts[0], counts[1], counts[2]

    def backups_gone_by(self) -> date:
        return (datetime.fromtimestamp(self._now, UTC) + timedelta(days=self._world.backup_days)).date()


