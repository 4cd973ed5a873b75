"""What was planned and cannot go as it was planned: whoever sent it is told, once, as words from a person are (CO-50).

Nobody else knows that a date which was promised to a coordinator is no longer true: the page "What we sent" says it, but
only to whoever looks.
"""

from sqlite3 import Connection

from bot import keyholders, passing_on
from bot.world import World
from conversations.newswords import title
from conversations.pace import Level
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from storage import broadcasts, members
from storage.broadcasts import NewsRow


def tell(connection: Connection, world: World, planned: NewsRow, now: int) -> None:
    """Tell the sender what became of this, which was to go by now, if they can be told. `planned`: as it was before."""
    became, sender = broadcasts.item(connection, planned.id), broadcasts.sender_of(connection, planned.id)
    person = None if sender is None else members.by_id(connection, sender)
    if became is None or person is None or not keyholders.can_hear(connection, person):
        return
    programme, tongue = world.programme_at(now), world.tongue(person.language)

    def day(moment: int | None) -> str:
        return tongue.day(local_date(now if moment is None else moment, programme.timezone))

    words = {"title": title(planned.text), "planned": day(planned.go_at), "date": day(became.go_at)}
    passing_on.to_worker(connection, world, person, tongue.say(_became(became), words), now, None)


def _became(news: NewsRow) -> Phrase:
    if news.state == "refused":
        return _("CO-50N", "“{title}” was planned for {planned}. Something that members agreed stands against it, so it isn't sent. "
                           "It may help to talk with the member reps.")  # fmt: skip
    if news.level == Level.PAGE:
        return _("CO-50P", "“{title}” was planned for {planned}. Member reps have set news for this group to none for now, so it "
                           "goes to What's new only.")  # fmt: skip
    return _("CO-50", "“{title}” was planned for {planned}. Something that members agreed stands against it, so it goes out from "
                      "{date}. It may help to talk with the member reps.")  # fmt: skip
