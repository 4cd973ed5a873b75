"""How something that was sent to many stands, in the words of "What we sent": whom it is for, how it reads, how far it has come.

Something urgent is shown as those who booked read it, for that is what went out, and to them alone.

Numbers are rounded. Of few people only the whole is told, and only while it says nothing of its parts: what was stopped
is no longer with those for whom it waited, so there even the whole would tell how many had it already.
"""

from collections.abc import Mapping
from typing import Final

from conversations.bands import band, splits
from conversations.flows import changes, dated
from conversations.newswords import signed
from conversations.outgoing import Outgoing, words_stand
from conversations.pace import Level
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.view import Thing, View

STATES: Final[Mapping[str, Phrase]] = {
    "asking": _("CO-40A", "waits for a second key"),
    "planned": _("CO-40B", "planned for {date}"),
    "going": _("CO-40C", "going out"),
    "done": _("CO-40D", "handed out from {date}, to each at their own pace"),
    "stopped": _("CO-40E", "stopped half-way"),
    "withdrawn": _("CO-40F", "taken back"),
    "refused": _("CO-40G", "not sent"),
}
WENT: Final[Mapping[Level, Phrase]] = {
    Level.PAGE: _("CO-40I", "on What's new since {date}"),
    Level.URGENT: _("CO-40J", "sent {date}"),
}
"""What does not go at each member's own pace."""
EVERYONE: Final = _("CO-40H", "everyone")
BOOKED: Final = _("CO-40K", "those who booked")


def state(thing: Outgoing, view: View) -> str:
    day = view.tongue.day(local_date(thing.go_at, view.programme.timezone))
    phrase = WENT.get(thing.level, STATES["done"]) if thing.state == "done" else STATES[thing.state]
    return view.tongue.say(phrase, {"date": day})


def words(thing: Outgoing, view: View) -> str:
    """As those whom it is for read it."""
    change = view.facts.change(f"broadcast:{thing.id}") if thing.level is Level.URGENT else None
    if change is None or change.event is None:
        return signed(thing.text, thing.sender, view.tongue)
    return changes.told(view, change)


def whom(thing: Outgoing, view: View) -> str:
    if thing.level is Level.URGENT:
        return view.tongue.say(BOOKED)
    return thing.group or view.tongue.say(EVERYONE)


def lines(thing: Outgoing, view: View) -> str:
    """What else there is to say of it; "" for nothing."""
    return "\n".join((*marks(thing, view), *numbers(thing, view), *answers_to(thing, view)))


def marks(thing: Outgoing, view: View) -> list[str]:
    corrected = [_("CO-41C", "It was corrected.")] if thing.corrected else []
    out = thing.state in ("going", "done", "stopped")
    alone = [_("CO-41K", "It was sent with one key.")] if thing.alone and out else []
    stands = words_stand(thing.level, thing.state, thing.ends_at, thing.corrected, view.now) and out
    words_stay = [_("CO-41V", "Its words can't change any more, as people may have answered them. It can still be taken back.")] if stands else []  # fmt: skip
    held = [_("CO-41H", "It waits, as the messages of whoever planned it are on hold.")] if thing.held else []
    return [view.tongue.say(mark) for mark in (*corrected, *alone, *words_stay, *held)]


def numbers(thing: Outgoing, view: View) -> list[str]:
    """How far it has come, as far as it may be told."""
    if thing.state not in ("going", "done", "stopped"):
        return []
    how_far, say = view.facts.delivery(thing.id), view.tongue.say
    if splits(how_far.reached, how_far.waiting, how_far.page):
        names = ("reached", "waiting", "page", "lost")
        values = {name: band(getattr(how_far, name), view.tongue) for name in names}
        return [say(_("CO-41R", "Reached: {reached}. Waiting, at their own pace: {waiting}. On What's new only: {page}. Could not be reached: {lost}. Numbers are rounded, and up to 10 minutes old."), values)]  # fmt: skip
    if thing.state == "stopped":
        return [say(_("CO-41S", "There are no numbers for this one, as they could tell of one person."))]
    whole = {"all": band(how_far.all, view.tongue)}
    if thing.state == "going":
        return [say(_("CO-41G", "People so far: {all}. It's still going out. There are no more numbers, as they could tell of one person."), whole)]  # fmt: skip
    return [say(_("CO-41D", "People: {all}. There are no more numbers, as they could tell of one person."), whole)]  # fmt: skip


def answers_to(thing: Outgoing, view: View) -> list[str]:
    """What members said to something with a date, once it has closed: the very words that they read themselves."""
    if thing.level is not Level.DATED or thing.state not in ("going", "done", "stopped"):
        return []
    outcome = dated.outcome(Thing(f"broadcast:{thing.id}", thing.text, thing.sender, thing.ends_at), view)
    return [outcome] if outcome else []
