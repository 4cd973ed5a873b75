"""What the feedback form says around its questions (COPYDECK.md, section 6; ANONYMITY.md, section 5).

Where the two disagree, ANONYMITY.md is right: only what the box keeps is promised, and what nobody can promise is said as
plainly. In quiet mode whoever reads along never learns from these words whether anything was sent.
"""

from typing import Final

from conversations.phrases import _

OPENER: Final = _("MF-01", "{event} was on {day}. Want to say how it was? Questions: {number} at most, about 2 minutes. Skip any. If you already have, thank you.")  # fmt: skip
OPENER_AGAIN: Final = _("MF-01A", "Older files were put back, and answers about {event} ({day}) from before that are lost, unread. I'm sorry. You can say again how it was: up to {number} questions. If you have since then, thank you.")  # fmt: skip
OPENER_QUIET: Final = _("MF-01Q", "Hi. There's a short form when you like.")
NOT_NOW: Final = _("MF-01W", "OK. It's under MENU, Meetings, until {close}.")

LOST_BEFORE: Final = _("MF-02L", "Older files were put back, and answers about this from before that are lost. Nobody read them. If you had answered, you can do it again.")  # fmt: skip
WHO_SEES: Final = _("MF-02", "Who can see what you say? Your answers go into a locked box with everyone else's. It is opened once, after {close}, and only if {k} or more members answered. Then the key is destroyed, and nobody can tell from what we keep which answer is yours.")  # fmt: skip
CANNOT_PROMISE: Final = _("MF-02G", "What I can't promise: people may guess from how you write, so leave out names and things only you would know. Your messages go through {app}, which can see them. Someone with your phone can read this chat until I clear it, at Send.")  # fmt: skip
CANNOT_PROMISE_OR_CLEAR: Final = _("MF-02H", "What I can't promise: people may guess from how you write, so leave out names and things only you would know. Your messages go through {app}, which can see them. At Send I clear what I wrote. What you wrote stays on your phone until you clear it.")  # fmt: skip
AFTER_SEND: Final = _("MF-02A", "After Send I can't find your answers to change or remove them. If fewer than {k} members answer, nobody reads them yet: they are mixed with the next meeting's. If it's still too few after {meetings} meetings or {months} months, they are deleted unread.")  # fmt: skip
AFTER_SEND_EARLIER: Final = _("MF-02E", "After Send I can't find your answers to change or remove them. Too few answered last time, so those wait here too. If it's fewer than {k} members in all, nobody reads any yet: all are mixed with the next meeting's, once more. Then they are deleted unread.")  # fmt: skip
AFTER_SEND_LAST: Final = _("MF-02Z", "After Send I can't find your answers to change or remove them. Too few answered the last times, so those wait here too. If it's still fewer than {k} members in all, everything is deleted and nobody reads it.")  # fmt: skip
AFTER_SEND_DESTROY: Final = _("MF-02B", "After Send I can't find your answers to change or remove them. If fewer than {k} members answer, they are deleted and nobody reads them.")  # fmt: skip
DANGER: Final = _("MF-02D", "If someone is in danger, don't tell this box: nobody reads it before {close}. Call {emergency}, or the team: {contact}.")  # fmt: skip
MORE: Final = _("MF-03T", "While you answer, the computer knows it's you, so nobody answers twice. At Send it breaks the link. Then nobody can find yours, not even you. {app} could see the chat, so I clear it after.")  # fmt: skip
MORE_UNCLEARED: Final = _("MF-03S", "While you answer, the computer knows it's you, so nobody answers twice. At Send it breaks the link. Then nobody can find yours, not even you. Your phone keeps what you wrote until you clear it.")  # fmt: skip
SMALL: Final = _("MF-04", "This was a small meeting, so people might guess who said what. You can carry on, or skip it. To say it with your name instead, you can talk to {worker}.")  # fmt: skip

SO_FAR: Final = _("MF-18", "{question}\n\nSo far: {answer}")
KEPT: Final = _("MF-20C", "Here they are again. What you don't change stays as it is.")
MORE_WORDS: Final = _("MF-13w", "Anything else? Use your own words, and please leave names out.")
DETAILS: Final = _("MF-16", "That may have a name or number in it: {found}. Shall I take it out?")
NOTHING_YET: Final = _("MF-19", "You've skipped every question, and that's fine. There is nothing to send. Would you like to go back?")  # fmt: skip
READY: Final = _("MF-20", "Ready to send, with no name? After this you can't change it, and I'll clear what I can of this chat.")  # fmt: skip
ANSWERS: Final = _("MF-20S", "Your answers:\n{list}")
LINE: Final = _("MF-20L", "{question}\n– {answer}")

SENT: Final = _("MF-21T", "Sent, with no name. I've cleared our chat about it. If {k} or more members answer, you'll see the results when the team does: by {by}.")  # fmt: skip
SENT_UNCLEARED: Final = _("MF-21S", "Sent, with no name. I've cleared what I wrote. To clear what you wrote, press and hold it, then Delete. If {k} or more members answer, results come by {by}, to you and the team together.")  # fmt: skip
SENT_FAILED: Final = _("MF-21F", "Sent, with no name. I couldn't clear this chat. To do it yourself, open the chat menu and choose Clear history.")  # fmt: skip
BINNED: Final = _("MF-22", "Binned. Nothing was sent. You can start again until {close}, if you like.")
STOPPED: Final = _("MF-26", "That's fine. I've kept nothing from this one.")
CLEAR_YOURS: Final = _("MF-21C", "To clear what you wrote, press and hold it, then Delete.")
DONE_QUIET: Final = _("MF-21Q", "OK, that's done, and cleared.")
"""In quiet mode: sent, binned and stopped read alike."""
DONE_QUIET_UNCLEARED: Final = _("MF-21R", "OK, that's done.")

NOTHING_MORE: Final = _("MF-30", "There's nothing more to fill in for this one. If {k} or more members answer, you'll see the results when the team does: by {by}.")  # fmt: skip
CLOSED: Final = _("MF-31", "That one has closed. It takes no more answers, and that's fine.")
TOO_LATE: Final = _("MF-31S", "That one closed before this could go in. Your answers were not sent, and I've kept nothing of them.")  # fmt: skip
LOST: Final = _("MF-32", "I can't take answers about this one, and I'm sorry. Its box was lost when older files were put back. Nobody read what was in it.")  # fmt: skip
