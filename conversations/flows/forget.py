"""Forget me: two taps and one plain yes, with no person in the way, also after STOP (COPYDECK.md, section 11; B72)."""

from conversations.effects import Effect, Forget, Leave, SendCopy
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say
from conversations.phrases import Phrase, Tongue, _
from conversations.plain import plain
from conversations.view import View

CAPTION = _("PV-09D", "This is all I hold about you. Anyone with this phone could open it.")
KEPT = _("FM-06", "OK. I've kept everything as it was.")
YES = _("FM-04.yes", "Yes, delete it all")


def is_yes(text: str, tongue: Tongue) -> bool:
    """Whether these are the words with which somebody has everything deleted."""
    return plain(text) == plain(tongue.say(YES))


def all_i_hold(view: View, answers: Answers) -> Phrase:
    if view.caps.files:
        return _(
            "FM-01",
            "I can delete all I hold about you: contact, choices, check-ins, bookings, My journey. It can't be undone. Want a copy first?",
        )
    return _(
        "FM-01F",
        "I can delete all I hold about you: contact, choices, check-ins, bookings, My journey. It can't be undone.",
    )


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    copy = (Option("copy", _("FM-01.copy", "Copy first")),) if view.caps.files else ()
    return (
        *copy,
        Option("delete", _("FM-01.delete", "Delete now")),
        Option("keep", _("FM-01.keep", "Keep it all"), out=True),
    )


def copy(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (SendCopy(view.tongue.say(CAPTION)),) if value == "copy" else ()


def has_bookings(view: View, answers: Answers) -> bool:
    return bool(view.facts.bookings() or view.facts.details().places)


def bookings(view: View, answers: Answers) -> Phrase:
    many = len(view.facts.bookings())
    if not many:
        return _("FM-03A", "You're taken off the lists for training too.")
    if many == 1:
        return _("FM-03O", "What you booked will be cancelled too. The place will go to somebody else.")
    return _("FM-03", "Your {number} bookings will be cancelled too. The places will go to others.")


def how_many(view: View, answers: Answers) -> dict[str, str]:
    return {"number": str(len(view.facts.bookings()))}


def forget(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """Everything that was going on ends with them: nothing is asked again of somebody unknown."""
    if value != "yes":
        return ()
    gone_by = view.tongue.day(view.facts.backups_gone_by())
    goodbye = _(
        "FM-05",
        "Done. It's deleted here, and gone from backups by {date}. Please clear this chat on your phone too. Thank you for your part in this. Goodbye.",
    )
    return (Leave(), Forget(view.tongue.say(goodbye, {"date": gone_by})))


FORGET = Flow("forget", steps=(
    Ask("FM-01", all_i_hold, OneOf(ways, exact=True), then={"keep": "FM-06"}, otherwise="FM-02", does=copy),
    Say("FM-02", _("FM-02", "What stays: answers sent with no name, as I can't tell which are yours."), then="FM-03"),
    Say("FM-03", bookings, then="FM-04", when=has_bookings, fill=how_many),
    Ask("FM-04", _("FM-04", "Shall I delete it all now? After this I won't know who you are."),
        OneOf((Option("yes", YES), Option("no", _("FM-04.no", "No, keep it"), out=True)), exact=True),
        then={"yes": END}, otherwise="FM-06", does=forget),
    Say("FM-06", KEPT, then=END),
))  # fmt: skip

FLOWS = (FORGET,)
