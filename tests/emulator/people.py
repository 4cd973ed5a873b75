"""What a person can do on their phone, and what they see there.

Acting as a person puts updates in the queue; it never waits. What a real client would not allow (writing
to a bot one has blocked, pressing a button that is not there) raises `ImpossibleError`, so that a test cannot
pass by doing what nobody could do.
"""

from __future__ import annotations

from dataclasses import replace

from . import attachments, payloads
from .model import Account, Message, Shown
from .world import World


class ImpossibleError(Exception):
    """No Telegram client would let this person do that."""


class Person:
    def __init__(self, world: World, account: Account) -> None:
        self.account = account
        self._world = world

    @property
    def id(self) -> int:
        return self.account.id

    @property
    def toasts(self) -> list[str]:
        """What the bot's answers to presses have shown, oldest first."""
        return self.account.toasts

    # Writing

    def starts(self, payload: str = "") -> int:
        """Press Start, or follow a deep link; also how one comes back after blocking."""
        if self.account.blocked:
            self.unblocks_bot()
        return self.says(f"/start {payload}".strip())

    def says(self, text: str) -> int:
        """Write to the bot; the answer is the message id."""
        return self._posts(Message(0, self.id, False, 0, text, payloads.command_entities(text)))

    def replies(self, message_id: int, text: str) -> int:
        return self._posts(
            Message(0, self.id, False, 0, text, payloads.command_entities(text), reply_to=message_id)
        )

    def sends(self, kind: str, caption: str = "", file_name: str = "letter.pdf", content: str = "…") -> int:
        """Send a photo, voice, sticker, document, location, contact, video_note or animation."""
        if caption and kind not in attachments.CAPTIONED:
            raise ImpossibleError(f"a {kind} has no caption")
        media = attachments.made(self._world, kind, file_name, content.encode())
        return self._posts(Message(0, self.id, False, 0, caption, media=media))

    def edits(self, message_id: int, text: str) -> None:
        self._can_act()
        message = self._found(message_id)
        if message.from_bot:
            raise ImpossibleError("nobody can edit another's message")
        message = replace(
            message,
            text=text,
            entities=payloads.command_entities(text) if message.media is None else (),
            edit_date=self._world.now(),
        )
        self._world.messages[message_id] = message
        self._world.happens("edited_message", self._world.payload(message), f"chat:{self.id}")

    def deletes(self, message_id: int) -> None:
        """Delete on both sides; the bot is not told."""
        self._world.messages[message_id] = replace(self._found(message_id), deleted=True)

    def reacts(self, message_id: int, emoji: str = "👍") -> None:
        """React with an emoji, or take the reaction back with an empty one."""
        self._can_act()
        self._found(message_id)
        old = self._world.reactions.get((self.id, message_id), [])
        new = [emoji] if emoji else []
        self._world.reactions[self.id, message_id] = new
        body = payloads.reaction(self.account, message_id, self._world.now(), old=old, new=new)
        self._world.happens("message_reaction", body, f"chat:{self.id}")

    # Pressing

    def presses(self, target: int | str, button: int | str = 0, *, data: str | None = None) -> str:
        """Press a button: by its label (the newest message that has it), or by message id and label or place.

        With `data` the press carries that, whatever the message shows: a client that remembers an old
        keyboard, or a forged one. The answer is the id of the callback query.
        """
        self._can_act()
        if data is not None:
            message = self._world.messages[int(target)]
        else:
            message, data = self._button(target, button)
        press = self._world.press(self.account, message, data)
        about = (
            payloads.inaccessible(message, self.account) if message.deleted else self._world.payload(message)
        )
        query = payloads.callback_query(press.id, self.account, about, data)
        self._world.happens("callback_query", query, f"user:{self.id}")
        return press.id

    def _button(self, target: int | str, button: int | str) -> tuple[Message, str]:
        if isinstance(target, int):
            message = self._found(target)
        else:
            button = target
            message = self._newest_with(target)
        buttons = [one for row in message.keyboard or () for one in row]
        for place, one in enumerate(buttons):
            if button in (place, one["text"]):
                if "callback_data" not in one:
                    raise ImpossibleError(f"{one['text']!r} opens something and tells the bot nothing")
                return message, one["callback_data"]
        raise ImpossibleError(f"message {message.id} has no button {button!r}")

    def _newest_with(self, label: str) -> Message:
        for message in reversed(self._world.chat(self.id)):
            if not message.deleted and any(
                one["text"] == label for row in message.keyboard or () for one in row
            ):
                return message
        raise ImpossibleError(f"no button {label!r} on the screen")

    # Leaving and coming back

    def blocks_bot(self) -> None:
        self.account.blocked = True
        self._membership("member", "kicked")

    def unblocks_bot(self) -> None:
        self.account.blocked = False
        self._membership("kicked", "member")

    def leaves_telegram(self) -> None:
        """The account is gone; the bot hears of it only when it writes."""
        self.account.deactivated = True

    def _membership(self, was: str, is_now: str) -> None:
        body = payloads.membership(
            self.account, self._world.bot_user(), self._world.now(), was=was, is_now=is_now
        )
        self._world.happens("my_chat_member", body, f"chat:{self.id}")

    # Seeing

    def screen(self) -> list[Shown]:
        """What is on the screen, oldest first: both sides, without what was deleted."""
        return [shown for shown in self.everything() if not shown.deleted]

    def everything(self) -> list[Shown]:
        """The same, with what was deleted."""
        return [_shown(message) for message in self._world.chat(self.id)]

    def last(self) -> Shown:
        """The newest message from the bot that is on the screen."""
        for shown in reversed(self.screen()):
            if shown.from_bot:
                return shown
        raise LookupError(f"the bot has not written to {self.id}")

    def _posts(self, draft: Message) -> int:
        self._can_act()
        self.account.started = True
        message = self._world.post(draft)
        self._world.happens("message", self._world.payload(message), f"chat:{self.id}")
        return message.id

    def _can_act(self) -> None:
        if self.account.blocked or self.account.deactivated:
            raise ImpossibleError("this person blocked the bot or left Telegram")

    def _found(self, message_id: int) -> Message:
        message = self._world.find(self.id, message_id)
        if message is None:
            raise ImpossibleError(f"message {message_id} is not on this screen")
        return message


def _shown(message: Message) -> Shown:
    media = message.media
    return Shown(
        id=message.id,
        from_bot=message.from_bot,
        text=message.text,
        buttons=tuple(tuple(one["text"] for one in row) for row in message.keyboard or ()),
        edited=message.edit_date is not None,
        deleted=message.deleted,
        at=message.date,
        kind=media.kind if media else "text",
        file_name=media.payload.get("file_name") if media and isinstance(media.payload, dict) else None,
    )
