"""What is said about letters that will not go: a promise that cannot be kept is taken back in words.

A member who asked for a person is told if their words reached nobody, whatever the reason: the person stopped the bot,
blocked it, left, or the channel would not take it. Where several got the same words, one of them is enough. A copy that
was not sent is offered again; messages that could not be cleared are named. All of it is told as a reply to what the
member asked, so if it is late it waits for their hours.
"""

from sqlite3 import Connection

from bot import letters
from bot.ports import Body
from bot.world import World
from conversations.deskwords import COPY_UNSENT, FILE_UNSENT, UNSENT_NOTE
from conversations.pace import Kind, State
from conversations.phrases import Phrase
from storage import letters as outbox
from storage import members

NO_WORDS = (State.STOPPED.value, State.HELD.value)


def empty_queue(connection: Connection, world: World, member_id: int) -> None:
    """Nothing that has not gone to this member goes any more. Whose words were among it is told."""
    for letter in outbox.empty_queue(connection, member_id):
        nobody_told(connection, world, letter)


def take_back(connection: Connection, world: World, letter: outbox.LetterRow) -> None:
    """This letter has failed, or is dropped, for good: say so where it had been promised."""
    body = letters.from_json(letter.body)
    if letter.about_member is not None:
        nobody_told(connection, world, letter)
    elif letter.member_id is not None and body.op == "clear" and body.otherwise:
        said = Body("send", body.otherwise, body.choices, silent=body.silent, language=body.language)
        letters.reply(
            connection, letter.member_id, letter.channel, letter.address, said, letter.made_at,
            kind=Kind.HELPLINE, ends_at=letter.ends_at,
        )  # fmt: skip
    elif letter.member_id is not None and body.op == "file":
        words = COPY_UNSENT if body.name == "my-details.json" else FILE_UNSENT
        _tell(connection, world, letter.member_id, letter, words)


def nobody_told(connection: Connection, world: World, letter: outbox.LetterRow) -> None:
    """Tell the member whose words these are that they reached nobody, unless somebody got them or still may."""
    if letter.about_member is not None and outbox.last_hope(connection, letter.id):
        _tell(connection, world, letter.about_member, letter, UNSENT_NOTE)


def _tell(
    connection: Connection, world: World, member_id: int, letter: outbox.LetterRow, phrase: Phrase
) -> None:
    row, place = members.by_id(connection, member_id), members.address_of(connection, member_id)
    if row is None or place is None or row.state in NO_WORDS:
        return
    tongue = world.tongue(row.language)
    text = tongue.say(phrase, {"contact": world.programme_at(letter.made_at).contact})
    body = Body("send", text, language=row.language, silent=bool(row.quiet))
    letters.reply(
        connection, member_id, *place, body, letter.made_at, kind=Kind.HELPLINE, ends_at=letter.made_at + letters.HELP_LIVES
    )  # fmt: skip
