"""Word of training that is not true any more by the time that the gate would let it go: it is not sent."""

from sqlite3 import Connection

from bot.training import offers
from storage import courses, events, seats
from storage.letters import LetterRow


def unwanted(connection: Connection, letter: LetterRow) -> bool:
    """Whether things stand otherwise than this letter says."""
    if letter.member_id is None or not letter.item:
        return False
    match letter.item.split(":"):
        case ["drawn", course] | ["went", "offer", course, *_] | ["missed", course, *_]:
            place = seats.of(connection, int(course), letter.member_id)
            return place is None or place.state != "waiting"
        case ["course", course]:
            row = courses.of(connection, int(course))
            asked = seats.of(connection, int(course), letter.member_id) is not None
            return row is None or bool(row.cancelled) or asked
        case ["offer", _course, _member, _which]:
            return offers.of_letter(connection, letter) is None
        case ["remind", _course, _member, session, *_]:
            event = events.of(connection, int(session))
            booked = events.has_booked(connection, int(session), letter.member_id)
            return event is None or bool(event.cancelled) or not booked
        case _:
            return False
