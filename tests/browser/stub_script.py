"""What the stub of the room says: a few fixed talks, enough to give the page something of every kind to show.

It is no second bot: it matches words and options against tables, and knows nothing of consent, pace or boxes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the stub says. `to` names the line after any answer; `clear` clears the talk before it."""

    text: str
    options: tuple[str, ...] = ()
    to: str = ""
    file: str = ""
    clear: bool = False


SCRIPT: dict[str, Line] = {
    "hello": Line(
        "Hello. I'm a computer helper for South London Voices. I'm not a person. I can do check-ins, ask "
        "what you think of meetings, and help you book training. You choose how much. Want to hear more?",
        ("Yes, tell me more", "Not now", "Language"),
        to="safe",
    ),
    "safe": Line(
        "First: is it safe for you to get messages on this phone? Other people may see them pop up.",
        ("Yes, it's safe", "Not sure", "No"),
        to="deal",
    ),
    "deal": Line(
        "Three things. You are in charge: skip or stop anything. Saying no never changes the support you "
        "get. And I can't help in an emergency: nobody reads this chat live.",
        ("OK", "I need help now"),
        to="bye",
    ),
    "menu": Line("What would you like?", ("Check-in", "What's new", "My bookings", "My pace"), to="mood"),
    "mood": Line("How are things today?", ("Good", "OK", "Up and down", "Hard", "Skip"), to="helped"),
    "helped": Line(
        "Thank you for saying. Is there anything that would help?",
        ("Talk to somebody", "Nothing right now", "Skip"),
        to="bye",
    ),
    "bye": Line("Thank you. That's all for now. Type MENU any time."),
    "meeting": Line(
        "You were at the housing meeting. Want to say how it was? Up to 5 questions. Skip any.",
        ("Start", "Not now", "No thanks"),
        to="heard",
    ),
    "heard": Line("Did you feel heard?", ("Yes", "Mostly", "A bit", "No", "Skip"), to="decided"),
    "decided": Line(
        "Who made the decisions?",
        ("Mostly members", "Shared", "Mostly staff", "None were made", "Not sure", "Skip"),
        to="send",
    ),
    "send": Line(
        "Ready to send, with no name? After this you can't change it.",
        ("Send it", "See my answers", "Bin it"),
        to="sent",
    ),
    "sent": Line(
        "Sent, with no name. I've cleared our chat about it.",
        clear=True,
    ),
    "export": Line(
        "Here is what was published about the housing meeting. Between 5 and 9 people replied.",
        file="housing-meeting.csv",
    ),
}

WORDS = {"menu": "menu", "check-in": "mood", "export": "export", "meeting": "meeting"}

PEOPLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Sam", "member", ("Lambeth",)),
    ("Amina", "member", ("Lambeth", "Housing")),
    ("Dev", "member", ("Southwark",)),
    ("Rosa", "representative", ("Southwark", "Housing")),
    ("Jo", "coordinator", ("Lambeth", "Southwark", "Lewisham")),
    ("Kit", "staff", ("Lewisham",)),
)
