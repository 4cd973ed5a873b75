"""Carry out what flows about My journey ask (conversations/journey_effects.py), each for whoever's turn it is."""

from sqlite3 import Connection

from bot import journey_lines, key_words
from bot.keyholders import can_hear
from bot.world import World
from conversations.flows.journey_line import JOURNEY_LINE
from conversations.journey_effects import (
    AskForLine,
    ChangeEntry,
    DropJourney,
    JourneyEffect,
    LeaveLine,
    TakeOutEntry,
)
from storage import members


def carry_out(connection: Connection, world: World, effect: JourneyEffect, who: int, now: int) -> None:
    """What a flow asked for, by this member: of their own record, or one line for another's. Raises JourneyShut."""
    if isinstance(effect, LeaveLine):
        asked = world.journeys.open_ask(who, effect.item)
        if asked is not None:
            journey_lines.leave(connection, asked.member, asked.entry, effect.text, who)
        return None
    if isinstance(effect, AskForLine):
        if effect.trainer == who:
            return None
        person = members.by_id(connection, effect.trainer)
        if person and can_hear(
            connection, person
        ):  # whether they do is theirs alone: to the member it is all the same
            item = world.journeys.seal_ask(person.id, who, effect.entry)
            key_words.carry(
                connection, world, person, effect.text, JOURNEY_LINE.id, item, now, who, sealed=True
            )
    world.journeys.change(connection, who, effect)


def erases(effect: JourneyEffect) -> bool:
    """Whether what was there before is to be in no file any more, not even sealed."""
    return isinstance(effect, ChangeEntry | TakeOutEntry | DropJourney)
