"""What is in the open boxes, for as long as this process runs: tables of SQLite's own memory, and never a file.

They are TEMP tables of the bot's one connection, and `temp_store` is MEMORY (asserted when it is opened), so nothing in
them reaches a disk: not the database, not its log, not a backup. They are tables and not a dictionary because a turn that
fails is undone to its savepoint, and what it did here is then undone with it. bot/ballot_box.py fills them when the bot
starts, and seals what changed before each commit.

box_register  who has answered
box_draft     what somebody is in the middle of (JSON; see bot/feedback/talk.py)
box_slip      what was answered: each question by itself, how often each answer was given, and nothing about whose it is
box_note      whatever else is sealed with a box: the reviewers' marks
box_turned    the boxes that changed since the last commit
box_focus     whose next words are for a sealed talk; never sealed, gone at a restart
"""

from sqlite3 import Connection
from typing import NamedTuple

TABLES = """
create temp table box_register (meeting_id integer, member_id integer, primary key (meeting_id, member_id)) strict, without rowid;
create temp table box_draft (meeting_id integer, member_id integer, draft text not null, owes integer not null default 0,
    primary key (meeting_id, member_id)) strict, without rowid;
create temp table box_slip (meeting_id integer, question text, words integer, answer text, n integer not null,
    primary key (meeting_id, question, words, answer)) strict, without rowid;
create temp table box_note (meeting_id integer, name text, value text not null, primary key (meeting_id, name)) strict, without rowid;
create temp table box_turned (meeting_id integer primary key) strict;
create temp table box_focus (member_id integer primary key, meeting_id integer not null, mid integer not null,
    aside integer not null, ended_at integer) strict;
"""


class Slip(NamedTuple):
    """So many people gave this answer to this question. `words`: own words, and not one of the choices."""

    question: str
    words: int
    answer: str
    n: int


def prepare(connection: Connection) -> None:
    """Make the tables, empty. Once for each connection; nothing of it is in any file."""
    (there,) = connection.execute(
        "select count(*) from sqlite_temp_master where name = 'box_draft'"
    ).fetchone()
    if not there:
        connection.executescript(TABLES)


def clear(connection: Connection, meeting_id: int) -> None:
    """Nothing of this box is in memory any more."""
    for table in ("box_register", "box_draft", "box_slip", "box_note", "box_turned"):
        connection.execute(f"delete from {table} where meeting_id = ?", (meeting_id,))  # noqa: S608 - our own table names


def turned(connection: Connection) -> list[int]:
    """The boxes that are to be sealed anew before this commit."""
    return [id for (id,) in connection.execute("select meeting_id from box_turned order by meeting_id")]


def turn(connection: Connection, meeting_id: int) -> None:
    """Seal this box anew with the next commit, also where nothing in it has changed."""
    connection.execute("insert into box_turned values (?) on conflict do nothing", (meeting_id,))


def is_sealed(connection: Connection) -> None:
    connection.execute("delete from box_turned")


def length(connection: Connection, meeting_id: int, for_each_text: int) -> int:
    """How many bytes what is in a box may take when it is sealed: rather more than less. `for_each_text`: bytes that each text of
    own words will need besides."""
    (many,) = connection.execute(
        """select (select coalesce(sum(length(cast(draft as blob)) + 32), 0) from box_draft where meeting_id = :box)
             + (select coalesce(sum(length(cast(json_quote(answer) as blob)) + length(question) + 24 + words * :each), 0)
                from box_slip where meeting_id = :box)
             + (select coalesce(sum(length(cast(json_quote(value) as blob)) + length(name) + 8), 0) from box_note where meeting_id = :box)
             + (select count(*) * 20 from box_register where meeting_id = :box)""",
        {"box": meeting_id, "each": for_each_text},
    ).fetchone()
    return int(many)


# -- who has answered -----------------------------------------------------------------------------------------------------


def has_answered(connection: Connection, meeting_id: int, member_id: int) -> bool:
    row = connection.execute(
        "select 1 from box_register where meeting_id = ? and member_id = ?", (meeting_id, member_id)
    ).fetchone()
    return row is not None


def register(connection: Connection, meeting_id: int) -> list[int]:
    rows = connection.execute(
        "select member_id from box_register where meeting_id = ? order by member_id", (meeting_id,)
    )
    return [id for (id,) in rows]


def enter(connection: Connection, meeting_id: int, member_id: int) -> None:
    """Raises sqlite3.IntegrityError for a second vote; whoever asks `has_answered` first never meets that."""
    connection.execute("insert into box_register values (?, ?)", (meeting_id, member_id))
    turn(connection, meeting_id)


def empty_register(connection: Connection, meeting_id: int) -> None:
    """Nobody can say any more who has answered."""
    connection.execute("delete from box_register where meeting_id = ?", (meeting_id,))
    turn(connection, meeting_id)


def strike_out(connection: Connection, member_id: int) -> None:
    """The member has left: what they were in the middle of goes. That somebody has answered stays, under no name: their
    answer is among the others and cannot be found."""
    for (meeting_id,) in connection.execute(
        "select meeting_id from box_register where member_id = ?", (member_id,)
    ).fetchall():
        connection.execute(
            """update box_register set member_id = (select min(0, min(member_id)) - 1 from box_register where meeting_id = :box)
               where meeting_id = :box and member_id = :member""",
            {"box": meeting_id, "member": member_id},
        )
        turn(connection, meeting_id)
    for meeting_id in drafts_of(connection, member_id):
        drop_draft(connection, meeting_id, member_id)
    connection.execute("delete from box_focus where member_id = ?", (member_id,))


# -- what they are in the middle of ---------------------------------------------------------------------------------------


def draft(connection: Connection, meeting_id: int, member_id: int) -> str | None:
    row = connection.execute(
        "select draft from box_draft where meeting_id = ? and member_id = ?", (meeting_id, member_id)
    ).fetchone()
    return row[0] if row else None


def drafts(connection: Connection, meeting_id: int) -> list[tuple[int, str, int]]:
    """(member, draft, whether something is owed to them) of one box."""
    return connection.execute(
        "select member_id, draft, owes from box_draft where meeting_id = ? order by member_id", (meeting_id,)
    ).fetchall()


def drafts_of(connection: Connection, member_id: int) -> list[int]:
    rows = connection.execute(
        "select meeting_id from box_draft where member_id = ? order by meeting_id", (member_id,)
    )
    return [id for (id,) in rows]


def keep_draft(connection: Connection, meeting_id: int, member_id: int, value: str, *, owes: bool) -> None:
    connection.execute(
        """insert into box_draft values (?, ?, ?, ?)
           on conflict (meeting_id, member_id) do update set draft = excluded.draft, owes = excluded.owes""",
        (meeting_id, member_id, value, owes),
    )
    turn(connection, meeting_id)


def drop_draft(connection: Connection, meeting_id: int, member_id: int) -> None:
    connection.execute(
        "delete from box_draft where meeting_id = ? and member_id = ?", (meeting_id, member_id)
    )
    turn(connection, meeting_id)


def owed(connection: Connection) -> list[tuple[int, int]]:
    """(box, member) of everybody who is still to be answered."""
    return connection.execute(
        "select meeting_id, member_id from box_draft where owes = 1 order by meeting_id, member_id"
    ).fetchall()


# -- what was answered ----------------------------------------------------------------------------------------------------


def drop_in(connection: Connection, meeting_id: int, slip: Slip) -> None:
    """Count an answer in. Rows are kept in their own order, never in that of their arrival."""
    connection.execute(
        """insert into box_slip values (?, ?, ?, ?, ?)
           on conflict (meeting_id, question, words, answer) do update set n = n + excluded.n""",
        (meeting_id, *slip),
    )
    turn(connection, meeting_id)


def count_out(connection: Connection, meeting_id: int, slip: Slip) -> None:
    """Take so many of one answer out again; what nobody gave any more is gone."""
    its = (meeting_id, slip.question, slip.words, slip.answer)
    where = "meeting_id = ? and question = ? and words = ? and answer = ?"
    connection.execute(f"update box_slip set n = n - ? where {where}", (slip.n, *its))  # noqa: S608 - our own words
    connection.execute(f"delete from box_slip where {where} and n <= 0", its)  # noqa: S608 - our own words
    turn(connection, meeting_id)


def slips(connection: Connection, meeting_id: int) -> list[Slip]:
    """Every answer, sorted by itself."""
    rows = connection.execute(
        "select question, words, answer, n from box_slip where meeting_id = ? order by question, words, answer",
        (meeting_id,),
    )
    return [Slip._make(row) for row in rows]


# -- whatever else is sealed ----------------------------------------------------------------------------------------------


def note(connection: Connection, meeting_id: int, name: str) -> str | None:
    row = connection.execute(
        "select value from box_note where meeting_id = ? and name = ?", (meeting_id, name)
    ).fetchone()
    return row[0] if row else None


def notes(connection: Connection, meeting_id: int) -> dict[str, str]:
    rows = connection.execute(
        "select name, value from box_note where meeting_id = ? order by name", (meeting_id,)
    )
    return dict(rows.fetchall())


def keep_note(connection: Connection, meeting_id: int, name: str, value: str) -> None:
    connection.execute(
        "insert into box_note values (?, ?, ?) on conflict (meeting_id, name) do update set value = excluded.value",
        (meeting_id, name, value),
    )
    turn(connection, meeting_id)


def with_note(connection: Connection, name: str) -> list[int]:
    """The boxes that have a note of this name."""
    rows = connection.execute("select meeting_id from box_note where name = ? order by meeting_id", (name,))
    return [id for (id,) in rows]


def drop_note(connection: Connection, meeting_id: int, name: str) -> None:
    connection.execute("delete from box_note where meeting_id = ? and name = ?", (meeting_id, name))
    turn(connection, meeting_id)


# -- whose next words are for a sealed talk -------------------------------------------------------------------------------


def focus(connection: Connection, member_id: int) -> int | None:
    """The box that this member's next words are for; None where they are for everything else."""
    row = connection.execute("select meeting_id from box_focus where member_id = ?", (member_id,)).fetchone()
    return int(row[0]) if row else None


def in_the_middle(connection: Connection, member_id: int) -> bool:
    """Whether they were in the middle of a sealed talk when they last did something in it, whatever the bot did since."""
    row = connection.execute("select mid from box_focus where member_id = ?", (member_id,)).fetchone()
    return bool(row and row[0])


def is_aside(connection: Connection, member_id: int) -> bool:
    """Whether they have done something else since; the question of the talk still stands in their chat."""
    row = connection.execute("select aside from box_focus where member_id = ?", (member_id,)).fetchone()
    return bool(row and row[0])


def ended_at(connection: Connection, member_id: int) -> int | None:
    """When the bot ended the talk that they were in the middle of, UTC seconds; None where it is not known to have."""
    row = connection.execute("select ended_at from box_focus where member_id = ?", (member_id,)).fetchone()
    return row[0] if row else None


def set_focus(
    connection: Connection, member_id: int, meeting_id: int | None, *, in_the_middle: bool = False, aside: bool = False,
    ended_at: int | None = None,
) -> None:  # fmt: skip
    if meeting_id is None:
        connection.execute("delete from box_focus where member_id = ?", (member_id,))
    else:
        connection.execute(
            """insert into box_focus values (?, ?, ?, ?, ?) on conflict (member_id) do update
               set meeting_id = excluded.meeting_id, mid = excluded.mid, aside = excluded.aside, ended_at = excluded.ended_at""",
            (member_id, meeting_id, in_the_middle, aside, ended_at),
        )


def put_aside(connection: Connection, member_id: int) -> None:
    """They do something else. Whoever had not begun is not asked any more; a talk that is going on is left standing."""
    connection.execute("delete from box_focus where member_id = ? and mid = 0", (member_id,))
    connection.execute("update box_focus set aside = 1 where member_id = ?", (member_id,))


def end_talk(connection: Connection, meeting_id: int, member_id: int, now: int) -> None:
    """The bot ends this member's talk."""
    connection.execute(
        """update box_focus set ended_at = ? where member_id = ? and meeting_id = ? and mid = 1 and ended_at is null""",
        (now, member_id, meeting_id),
    )


def forget_focus(connection: Connection) -> None:
    """Of nobody any more: everything begins anew."""
    connection.execute("delete from box_focus")
