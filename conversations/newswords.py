"""How something that was sent to many reads, in the reader's language. Its first line is the title."""

from datetime import date

from conversations.pace.local_time import local_date
from conversations.phrases import Tongue, _


def title(text: str, most: int = 60) -> str:
    """The title of an item, or as much of it as fits: its first line where that stands apart from the rest, as the bot writes
    it; of words that go on, the first sentence or line."""
    text = text.strip()
    line = text.partition("\n")[0]
    first = line if text.removeprefix(line).startswith("\n\n") else line.partition(". ")[0]
    return first if len(first) <= most else first[: most - 1].rsplit(" ", 1)[0] + "…"


def last_day(closes_at: int, zone: str) -> date:
    """The last day on which there is still time to answer."""
    return local_date(closes_at - 1, zone)


def by_when(closes_at: int, now: int, zone: str, tongue: Tongue) -> str:
    """The last day on which there is still time to answer, as it is called on this day."""
    day = last_day(closes_at, zone)
    words = tongue.day(day)
    return (
        tongue.say(_("BR-03D", "the end of today, {date}"), {"date": words})
        if day == local_date(now, zone)
        else words
    )


def asking(text: str, sender: str, close: str, tongue: Tongue) -> str:
    """An item that asks for an answer by a day (COPYDECK.md, BR-03). `close`: that day, in words."""
    title, _gap, body = text.partition("\n\n")
    words = {"title": title, "body": body, "sender": sender, "close": close}
    if not body:
        return tongue.say(
            _("BR-03S", "{title}\n\nFrom {sender}. If you'd like to, tell us by {close}."), words
        )
    return tongue.say(
        _("BR-03", "{title}\n\n{body}\n\nFrom {sender}. If you'd like to, tell us by {close}."), words
    )


def signed(text: str, sender: str, tongue: Tongue) -> str:
    """The item as every member reads it, in their language (COPYDECK.md, BR-01)."""
    title, gap, body = text.partition("\n\n")
    words = {"title": title, "body": body, "sender": sender}
    return tongue.say(_("BR-01", "{title}\n\n{body}\n\nFrom {sender}."), words) if gap else text
