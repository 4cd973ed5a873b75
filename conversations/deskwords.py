"""The few things that the desk itself says. Ids that the copy deck does not have are ours."""

from conversations.phrases import _

NOT_UNDERSTOOD = _(
    "ER-01",
    "Sorry, I didn't get that. I only know a few things. Type MENU to see them, or HELP for people to talk to.",
)
THANKED = _("ER-06", "You're welcome.")
ANSWERED_ALREADY = _("ER-12", "That one is answered already. To change it, type BACK. Here's where we are:")
CLOSED = _("ER-13", "That one has closed. Nothing is lost. Type MENU to see what there is.")
JUST_DONE = _("ER-21", "That one is done.")
LEFT = _("ER-14", "OK, I've left that one. Nothing half-done is kept.")
NOT_JOINED = _("ER-15", "You haven't joined yet, so that comes later. You don't have to join to type HELP.")
CODE_WORKS = _("ER-22", "Thanks, that code works.")
NOTHING_KEPT = _("ER-16", "I keep nothing about you: no name, no number, no messages.")
THAT_IS_ALL = _("ER-20", "OK. Type MENU to see what there is.")
ALREADY_JOINED = _("ER-17", "You've joined already. Type MENU to see what there is.")
PHOTO = _("CI-19", "I can't keep photos or files, so I've deleted it. You can type instead.")
TELLS_WHO = _(
    "MF-17",
    "A voice or a picture can show who you are, so I've deleted that without keeping it. You can type it, or ask a member rep to type it for you.",
)
"""In a sealed talk."""
VOICE = _(
    "CI-19V",
    "I can't listen to voice notes, and nobody else will hear it. You can type instead. If you need help now, type HELP.",
)


NOBODY = _(
    "CI-14N",
    "Nobody from the team can be reached through me. You can write to {contact}, or type HELP for people to talk to now.",
)
"""Where words for a person could go nowhere. Said before anything is promised."""
UNSENT_NOTE = _(
    "ER-18",
    "I couldn't pass that on: nobody from the team can be reached through me. You can write to {contact}.",
)
FILE_UNSENT = _(
    "ER-23", "That file may not have reached you. You can ask for it again, where you did before."
)
FILE_GONE = _("ER-24", "That file isn't there any more.")
COPY_UNSENT = _("PV-09U", "Your copy may not have reached you. To have it sent again, type MY DETAILS.")
BOX_FULL = _(
    "MF-40",
    "There's no more room for that, and I'm sorry. What you sent last isn't kept. A shorter answer may still fit.",
)
"""A sealed box never grows: what does not fit is refused, and its writer told."""
TALK_ENDED = _("MF-41", "That one has closed, and what you typed isn't kept. Type MENU to see what there is.")
"""The bot has ended a sealed talk, and somebody went on writing in it."""
SORRY = _(
    "ER-19",
    "Sorry, something went wrong at my end, and that didn't go through. Nothing is lost. You can try again, or type HELP.",
)
