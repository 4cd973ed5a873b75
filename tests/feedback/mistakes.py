"""The mistakes that are made on purpose, each with the scene that shows it and the promise that it breaks
(test_18_seeded_mistakes.py makes them)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """`changes`: (where, what stands there, what becomes of it). Where is "module:function" or "module:Class.method", and
    "module:NAME" for a value that is text or a number."""

    name: str
    scene: str
    breaks: str
    changes: tuple[tuple[str, str, str], ...]


def one(name: str, scene: str, breaks: str, where: str, was: str, became: str) -> Mistake:
    return Mistake(name, scene, breaks, ((where, was, became),))


_JSON = "__import__('json')"
_PUT = "bot.key_file:KeyFile._put"
_SEAL = "bot.ballot_box:Ballots.seal_turned"
_DECIDED = "bot.ballot_box:Ballots.decided"
_LATE = "self._late = getattr(self, '_late', []); self._late.append((box.file, spare, key))"
_REALLY = "[late[0].write(*late[1:]) for late in self.__dict__.pop('_late', ())]; written, made"
_REPLACED = """whole, start = bytearray(self.path.read_bytes()), len(MAGIC) + slot * _SLOT
    whole[start : start + _SLOT] = raw
    other = self.path.with_suffix(".new")
    other.write_bytes(whole); other.chmod(0o600); other.replace(self.path)
    descriptor = os.open"""

OF_THE_BOX = (
    one("no padding", "box", "a box keeps its size", "bot.ballot_box:Ballots._sealed", "+ bytes(size - _OVERHEAD - len(plain))", ""),
    one("a box that is full is sealed all the same", "box", "a full box is full for one writer only", "bot.ballot_box:Ballots.check_room", "raise BoxFull", "pass"),
    one("the old key is kept", "box", "one key is live, the row's", _DECIDED, "each.callback(file.wipe, before if committed else now)", "pass"),
    one("the new key is wiped instead of the old one", "box", "one key is live, the row's", _DECIDED, "before if committed else now", "now"),
    one("a key of a commit that failed is kept", "box", "one key is live, the row's", _DECIDED, "if committed or meeting_id not in made:", "if committed:"),
    Mistake("the key is written after the commit", "box", "before a commit both keys are there", (
        (_SEAL, "box.file.write(spare, key)", _LATE), (_DECIDED, "written, made", _REALLY))),
    one("the old key is wiped before the commit", "box", "before a commit both keys are there", _SEAL, "box.file.write(spare, key)", "box.file.write(spare, key); box.file.wipe(box.slot)"),
    one("nobody waits for the disk", "box", "keys are on the disk before the row is", _PUT, "os.fsync(descriptor)", "pass"),
    one("one key for ever", "box", "yesterday does not open with today's keys", "bot.ballot_box:Ballots._fresh", "self._entropy(KEY_BYTES)", 'b"k" * KEY_BYTES'),
    one("a key file is replaced", "box", "a key file is only ever written in place", _PUT, "descriptor = os.open", _REPLACED),
    one("a key file goes as it is", "box", "a key is overwritten before its file goes", "bot.key_file:KeyFile.destroy", "self.wipe(", "int("),
    one("a key file is left", "box", "of a box that is over no key is left", _DECIDED, "in (*undone, *over,", "in (*undone,"),
    one("arrival order is kept", "box", "order and people cannot be told from a box", "storage.sealed:drop_in", "turn(connection, meeting_id)", f'keep_note(connection, meeting_id, "log", {_JSON}.dumps([*{_JSON}.loads(note(connection, meeting_id, "log") or "[]"), slip.answer]))'),
    one("an answer is kept with who gave it", "box", "order and people cannot be told from a box", "storage.sealed:enter", "turn(connection, meeting_id)", f"keep_note(connection, meeting_id, str(member_id), {_JSON}.dumps(slips(connection, meeting_id)))"),
    one("temp tables on disk", "box", "what is in memory goes to no file", "storage.opening:_CONNECTION_PRAGMAS", "('temp_store', 'MEMORY', 2)", "('temp_store', 'FILE', 1)"),
    one("tables of the file", "box", "nothing said is in any file", "storage.sealed:TABLES", "create temp table", "create table if not exists"),
    one("who leaves stays in the register", "box", "who leaves is in no box by name", "storage.sealed:strike_out", "(select min(0, min(member_id)) - 1 from box_register where meeting_id = :box)", ":member"),
    one("who leaves was never there", "box", "who leaves is in no box by name", "storage.sealed:strike_out", "update box_register set member_id = (select min(0, min(member_id)) - 1 from box_register where meeting_id = :box)", "delete from box_register"),
    one("a restart gives a draft to somebody else", "box", "a restart finds everything", "bot.box_contents:fill", "sealed.keep_draft(connection, meeting_id, member_id", "sealed.keep_draft(connection, meeting_id, member_id + 1"),
    one("what failed stays in the box", "box", "what fails leaves nothing in a box", "storage.transaction:behind_savepoint", 'conn.execute("ROLLBACK TO one")', "pass"),
)  # fmt: skip
_ONE = "bot.feedback.talk:Talk.one"
_DONE = "bot.feedback.talk:Talk.done"
_NOTE = "bot.feedback.talk:Talk.note"
_DROP = "bot.feedback.talk:Talk.drop_in"
_APPLY = "__import__('bot.apply').apply.Applier(self.connection, self.world, *self.where, self.view, self.member_id).apply((effect,))"
_ANSWERED = "answered=self.inside and"

OF_A_TALK = (
    one("a tap is contact", "talk", "no row tells of an answer", _ONE, "case _:", f"case Contact():\n            {_APPLY}\n        case _:"),
    one("a reply is a letter", "talk", "no row tells of an answer", _ONE, "self.reply(effect)", _APPLY),
    one("answers are counted", "talk", "no row tells of an answer", _ONE, "case DropIn():", "case DropIn():\n            effect = Count('feedback.sent')\n            " + _APPLY + "\n        case DropIn():"),
    one("what is typed is known as shown", "talk", "no row tells of an answer", _NOTE, "question = draft.question", "shown.add(self.connection, self.member_id, *self.where, event.message, True, self.view.now); question = draft.question"),
    one("a draft is a session", "talk", "no row tells of an answer", _DONE, "sealed.turn(self.connection, self.meeting_id)", "__import__('storage.sessions').sessions.save(self.connection, self.member_id, [], [each.to_json() for each in stack], self.view.now)"),
    one("the focus is in a row", "talk", "no row tells of a draft", "storage.sealed:TABLES", "create temp table box_focus", "create table if not exists box_focus"),
    one("the register is in a row", "talk", "no row tells of an answer", "storage.sealed:TABLES", "create temp table box_register", "create table if not exists box_register"),
    one("a time beside the box", "talk", "no row tells of an answer", _DONE, "sealed.turn(self.connection, self.meeting_id)", "sealed.turn(self.connection, self.meeting_id); self.connection.execute('update event set changed_at = coalesce(changed_at, 0) + 1 where id = ?', (self.meeting_id,))"),
    one("the beginning from a page is a row", "talk", "no row tells of an answer", "bot.feedback.turns:begin", "assert inbound.event is not None", "__import__('storage.shown').shown.add(connection, row.id, inbound.channel, inbound.address, 'begun', False, view.now)"),
    one("a draft is in the outbox", "talk", "no draft is in any file", _DONE, "sealed.turn(self.connection, self.meeting_id)", "self.connection.execute('update event set agenda = ? where id = ?', (self.draft.to_json(), self.meeting_id))"),
    one("one person's answers stay together", "talk", "who gave which answer is nowhere", _DROP, "Slip(question, words, answer, 1)", "Slip(question, words, answer + (str(sorted(effect.answers.items())[0]) if words else ''), 1)"),
    one("who said what is noted in the box", "talk", "who gave which answer is nowhere", _DROP, "sealed.enter(self.connection, self.meeting_id, self.member_id)", "sealed.enter(self.connection, self.meeting_id, self.member_id); sealed.keep_note(self.connection, self.meeting_id, f'by {self.member_id}', __import__('json').dumps(dict(effect.answers)))"),
    one("the draft stays after Send", "talk", "after Send there is no draft", "bot.feedback.draft:save", "if draft.stack or draft.owes:", "if True:"),
    Mistake("a second vote is counted", "talk", "a second vote is not counted", (
        (_DROP, " or sealed.has_answered(self.connection, self.meeting_id, self.member_id)", ""), ("storage.sealed:enter", "insert into", "insert or ignore into"),
        ("bot.feedback.feedback_facts:RowFeedbackFacts._box", _ANSWERED, "answered=False and"))),
    Mistake("a closed box takes answers", "talk", "a late answer is not counted", (
        ("bot.feedback.feedback_facts:RowFeedbackFacts._box", '"open" if row.state == "open" and self._now < until else "closed"', '"open"'),
        ("bot.feedback.talk:Talk.is_theirs", "return not over and self.member_id in", "return True or"))),
    one("what is typed stays in the chat", "talk", "what is typed is deleted as the next question comes", _NOTE, "if event.message and self.view.caps.deletes_theirs:", "if False:"),
    one("the chat is not cleared", "talk", "at Send the talk is cleared", _ONE, "messages=(ALL,)", "messages=()"),
    one("drafts outlive the close", "talk", "at the close drafts go", "bot.feedback.closing:_close", "leaving.clear_away(connection, id, member_id)", "pass"),
    one("a draft outlives its day", "talk", "what is a day old goes", "bot.feedback.leaving:sweep", "if stack and not living(stack, now, world.flows):", "if False:"),
    one("who has answered is not asked", "talk", "everybody is asked alike", "bot.feedback.turns:open_chat", "if turn.session is None:", "if turn.session is None or sealed.has_answered(connection, meeting_id, member_id):"),
    one("STOP seals the box it changed", "talk", "whose draft it was cannot be told from STOP", "bot.feedback.leaving:leave", "world.ballots.opened()", "sealed.drafts_of(connection, member_id)"),
    one("a log of what was said", "talk", "nothing said is in the log", _NOTE, "draft = self.draft", "draft = self.draft; __import__('logging').getLogger('bot').debug('%s', event)"),
)  # fmt: skip
_CLOSE = "bot.feedback.closing:_close"
_PUBLISH = "bot.feedback.publishing:publish"
_FACTS = "bot.feedback.feedback_facts:RowFeedbackFacts"
_STATE = "conversations.feedback.counting:words_state"

OF_AN_OPENING = (
    one("the register outlives the close", "opening", "at the close the register goes", "bot.feedback.closing:_to_review", "sealed.empty_register(connection, id)", "pass"),
    one("words go to reviewers by letter", "opening", "what reviewers read is in no file", "bot.feedback.review_asks:_ask", '("item", f"review:{box.meeting_id}")', '("item", f"review:{box.meeting_id}"), ("words", str(reviewing.marks_of(connection, box.meeting_id)))'),
    one("one reviewer is enough", "opening", "one reviewer is not two", "conversations.feedback.review:both_agreed", "== len(KEYS)", ">= 1"),
    Mistake("one person turns both keys", "opening", "one person has one key", (
        ("conversations.feedback.review:may_read", "or not before.agreed", "or True"), ("conversations.feedback.review:_reader", "readers.get(member)", "readers.get(member if key == KEYS[0] else -member)"),
        ("conversations.feedback.review:_with", "member: reader", "(member if reader.key == KEYS[0] else -member): reader"))),
    one("a yes outlives the words", "opening", "who said yes to other words is asked anew", "conversations.feedback.review:take_out", "read=reader.read - {id},\n            agreed=False,", ""),
    one("what is taken out stays in the box", "opening", "what is taken out is gone", "bot.feedback.reviewing:_keep", "sealed.keep_note(", "sealed.keep_note(connection, meeting_id, f'before {len(marks.to_json())}', marks.to_json()); sealed.keep_note("),
    one("what is taken out is taken out of the box alone", "opening", "own words are what both have read", _PUBLISH, "(*chosen, *marks.words)", "(*chosen, *(sealed.Slip(each.question, 1, 'Kofi ' + each.answer, each.n) for each in marks.words))"),
    one("it opens as soon as both agree", "opening", "nothing opens before noon of a working day", "bot.feedback.closing:open", "noon = days.opens_at(date.fromisoformat(box.opens_on), zone)", "noon = 0 if box.state == 'agreed' else days.opens_at(date.fromisoformat(box.opens_on), zone)"),
    Mistake("it waits until both have agreed", "opening", "it opens by the day that was promised", (
        ("bot.feedback.closing:open", 'boxes.all(connection, "agreed", "review")', 'boxes.all(connection, "agreed")'), ("bot.feedback.closing:_next_of", "days.opens_at(opening, zone)", "days.opens_at(opening, zone) + 10**9 * (box.state == 'review')"))),
    one("it opens at one", "opening", "it opens at noon of a working day", "bot.feedback.days:NOON", "720", "780"),
    one("words that nobody has read are shown", "opening", "what nobody has read is shown to nobody", _STATE, "if not reviewed:", "if False:"),
    one("the exact number is kept", "opening", "no exact number is kept", _PUBLISH, "people=people_band(people, box.k)", "people=str(people)"),
    Mistake("counts are told of few", "opening", "no exact number is kept", (
        ("conversations.feedback.shares:about_of", "if of < COUNTS or share_of(count, of) in (Share.HARDLY_ANYONE, Share.ALMOST_EVERYONE):", "if False:"),
        ("conversations.feedback.counting:_question", "if people >= COUNTS else None", ""))),
    one("all is everyone", "opening", "all is not told from nearly all", "conversations.feedback.shares:share_of", "if count <= EDGE:", "if count == of:\n        return Share.ALMOST_EVERYONE\n    if count <= EDGE:"),
    one("nobody is said apart", "opening", "none is not told from few", "conversations.feedback.shares:share_of", "if count <= EDGE:", "if count == 1:\n        return Share.SOME\n    if count <= EDGE:"),
    one("a question that few answered is shown", "opening", "a question with few answers is hidden", "conversations.feedback.counting:_question", "if people < k:", "if people < 1:"),
    one("coordinators see it first", "opening", "everybody sees it from the same commit on", f"{_FACTS}.result", "if event.group_id is not None", "row = __import__('storage.publications').publications.of(self._connection, meeting)\n    if row is not None and row.told_to is not None and self._role != 'coordinator':\n        return None\n    if event.group_id is not None"),
    one("the list is the team's first", "opening", "everybody sees it from the same commit on", f"{_FACTS}.results", "return published.in_groups_of(self._connection, self._member, most)", "return tuple(each for each in published.in_groups_of(self._connection, self._member, most) if each.on_day != self._world.today(self._now, 'Europe/London').isoformat())"),
    one("the box stays when it is published", "opening", "of a box that is open nothing is left", "bot.feedback.closing:_publish", "world.ballots.drop(connection, box.meeting_id)", "boxes.set_state(connection, box.meeting_id, 'waiting')"),
)  # fmt: skip
OF_TOO_FEW = (
    one("k is ignored", "few", "under the floor nothing opens", _CLOSE, "if people >= box.k + beside:", "if people:"),
    one("k is lowered later", "few", "the floor is the one that was promised", _CLOSE, "if people >= box.k + beside:", "if people >= world.min_responses:"),
    one("what was to be deleted is mixed", "few", "a few answers go where that was promised", _CLOSE, 'box.below_k == "destroy" or', ""),
    one("what is deleted keeps its key", "few", "of what was deleted no key is left", "bot.feedback.closing:_destroy", "world.ballots.drop(connection, box.meeting_id)", "boxes.drop(connection, box.meeting_id)"),
    Mistake("answers are counted, and not people", "few", "people are counted once", (
        ("bot.feedback.closing:_mix", "if not sealed.has_answered(connection, into, member_id):", "member_id += 1000 * other.meeting_id\n        if True:"),
        ("bot.feedback.closing:_people", " or member_id not in invited", ""))),
    one("a box waits alone", "few", "what is mixed opens with the next", _CLOSE, 'same and box.below_k == "pool"', "False"),
    one("what is mixed in stays where it was too", "few", "what was mixed in is in one box only", "bot.feedback.closing:_mix", "world.ballots.drop(connection, other.meeting_id)", "pass"),
    one("a fourth meeting", "few", "after three meetings it is deleted unread", "bot.feedback.closing:MOST_WAITED", "3", "4"),
    one("what waited too long is opened", "few", "nothing under the floor is ever shown", _CLOSE, "if people >= box.k + beside:", "if people >= box.k or waited + 1 >= MOST_WAITED:"),
    one("who answered twice is two", "few", "a question is hidden by its people", "bot.feedback.closing:_mix", "both = sum(", "both = 0 * sum("),
    one("what waited is left out", "few", "what is mixed is one answer among all", "bot.feedback.closing:_mix", "for slip in sealed.slips(connection, other.meeting_id):", "for slip in ():"),
)  # fmt: skip
OF_COPIES = (
    one("a backup among the keys", "copies", "no backup lies in the keys folder", "bot.backing_up:back_up", "if keys in (place, *place.parents):", "if False:"),
    one("a backup around the keys", "copies", "no backup lies in the home folder", "bot.backing_up:back_up", "if place.parent in keys.parents:", "if False:"),
    one("an export among the keys", "copies", "no export lies among the keys", "bot.results.export:_free", "if keys.resolve() in", "if None in"),
    one("keys beside the database", "copies", "keys beside a database are told", "bot.checking_places:keys_problems", "if folder.resolve() in", "if None in"),
    one("keys for everybody", "copies", "keys that others can read are told", "bot.checking_places:keys_problems", "if mode & 0o077:", "if False:"),
)  # fmt: skip
MISTAKES = (*OF_THE_BOX, *OF_A_TALK, *OF_AN_OPENING, *OF_TOO_FEW, *OF_COPIES)
