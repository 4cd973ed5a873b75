"""What a channel can do, as data that a live connection declares."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caps:
    """The abilities and limits of one connection.

    `buttons` is how many labels fit beside one message (0: none, so options are numbered in the text), `label_length`
    and `text_length` count characters, `delete_within` is in seconds (0: it cannot delete). `edit`: a talk goes on in the
    message that stands there; `revise`: what stands there can be put into other words when it was wrong.
    """

    buttons: int = 12
    label_length: int = 40
    text_length: int = 4096
    edit: bool = True
    delete_within: int = 48 * 3600
    deletes_theirs: bool = True
    files: bool = True
    revise: bool = True


ROOM_BUTTONS = Caps()
PLAIN_TEXT = Caps(buttons=0, edit=False, deletes_theirs=False, revise=False)
