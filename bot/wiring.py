"""Builds everything, once. `async with` what is returned, and everything is closed again.

world     the plain parts: programme, flows, words, clock, chance
bot       database, turns, sender and ticks, for any set of channels
channels  Telegram by polling or webhook, the room on loopback
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache

from bot.ballot_box import Ballots
from bot.buckets import Buckets
from bot.chance import Chance
from bot.clock import Clock
from bot.config import Config
from bot.feedback import resuming
from bot.forms import form_phrases, load_form
from bot.journeys import Journeys
from bot.personal_details import details_in
from bot.ports import Channel
from bot.programme import duty_of, holidays_of, programme_of
from bot.questionnaires import load_check_in, phrases
from bot.sender import Sender
from bot.ticks import Ticks
from bot.turn import Turns
from bot.words import Words
from bot.world import World
from conversations.caps import ROOM_BUTTONS, Caps
from conversations.feedback.form import Form
from conversations.flow import Flow
from conversations.flows import all_flows
from conversations.phrases import Phrase
from conversations.questionnaire import Questionnaire
from conversations.safety import danger, has_danger_list, is_stop, mentions_stop
from conversations.view import Programme
from storage import groups
from storage.database import Database

log = logging.getLogger(__name__)
APART = 1.0
"""Seconds between two messages to one person: Telegram's second, counted from its answer (bot/buckets.py)."""


@dataclass
class Bot:
    """The running bot: hand its `turns` to channels, and add the channels to `channels` before `start`."""

    config: Config
    database: Database
    world: World
    turns: Turns
    channels: dict[str, Channel] = field(default_factory=dict)
    buckets: dict[str, Buckets] = field(default_factory=dict)
    sender: Sender = field(init=False)
    ticks: Ticks = field(init=False)

    def __post_init__(self) -> None:
        self.sender = Sender(self.database, self.world, self.channels, self.buckets, self.turns.doorstep)
        self.ticks = Ticks(self.database, self.world, self.sender)

    def add(self, channel: Channel, rate: float, apart: float = APART) -> None:
        self.channels[channel.name] = channel
        self.buckets[channel.name] = Buckets(rate, apart)


@lru_cache(maxsize=4)
def _words(languages: tuple[str, ...], more: tuple[Phrase, ...]) -> Words:
    """The catalogues never change while the program runs."""
    return Words.load(languages, more)


@lru_cache(maxsize=4)
def _flows(questionnaire: Questionnaire, form: Form) -> Mapping[str, Flow]:
    """Nor do the flows."""
    return all_flows(questionnaire, form)


def world_of(
    config: Config,
    clock: Clock,
    chance: Chance,
    caps: Callable[[str], Caps],
    link: Callable[[str, str], str] | None = None,
    channels: Callable[[], tuple[str, ...]] = lambda: (),
) -> World:
    """The plain parts, from the configuration."""
    questionnaire = load_check_in(config.programme.check_in)
    form = load_form(config.feedback.form)
    words = _words(tuple(config.programme.languages), (*phrases(questionnaire), *form_phrases(form)))
    for problem in words.problems():
        log.warning("words: %s", problem)
    programme = programme_of(config, words.offered(config.programme.languages, has_danger_list))

    @lru_cache(maxsize=8)
    def holidays(year: int) -> frozenset[date]:
        return holidays_of(config, range(year - 1, year + 3))

    def holidays_at(now: int) -> frozenset[date]:
        return holidays(datetime.fromtimestamp(now, UTC).year)

    def programme_at(now: int) -> Programme:
        if config.safety.set_up == 1:
            return programme
        duty = duty_of(config, words.tongue("en"), now, holidays_at(now))
        return Programme(**{**{name: getattr(programme, name) for name in programme.__slots__}, "duty": duty})

    return World(
        programme_at, _flows(questionnaire, form), questionnaire, words.tongue, holidays_at, clock, chance, caps,
        tuple(config.programme.groups), invite_link=link or (lambda channel, code: ""),
        channels=channels, form=form, by_draw=config.training.places == "draw", min_responses=config.feedback.min_responses,
        min_for_words=config.feedback.min_responses_for_words, ballots=Ballots(config.storage.keys), journeys=Journeys(config.storage.keys),
    )  # fmt: skip


@asynccontextmanager
async def bot_of(
    config: Config, clock: Clock, chance: Chance, *, link: Callable[[str, str], str] | None = None
) -> AsyncIterator[Bot]:
    """Database, turns, sender and ticks. Channels are added by the caller. Raises DatabaseProblem."""
    channels: dict[str, Channel] = {}

    def caps(name: str) -> Caps:
        return channels[name].caps if name in channels else ROOM_BUTTONS

    world = world_of(config, clock, chance, caps, link, lambda: tuple(channels))
    async with Database.open(config.storage.path) as database:
        await database.write(world.ballots.load)
        world.ballots.attach(database)
        await database.write(lambda c: resuming.hear_again(c, world, clock.now()))
        for meeting, why in sorted(world.ballots.lost.items()):
            log.warning("the box of meeting %d cannot be opened: %s; see `alongside check`", meeting, why)
        if shut := await database.read(world.journeys.problem):
            log.warning("%s", shut)
        await database.write(lambda c: groups.ensure(c, config.programme.groups))
        yield Bot(config, database, world, Turns(database, world), channels)


def warm_up() -> None:
    """Read one harmless line, so that the first person who types waits for no word list to be put together (a fifth of a second,
    in which everybody else would wait as well)."""
    danger("good morning", "en")
    is_stop("good morning")
    mentions_stop("good morning")
    details_in("Ring the bell at 10, room 1234567890", ())


LAST_LOOK = 5.0
"""Seconds that the look under way has to end by, once the bot is told to stop."""


@asynccontextmanager
async def running(bot: Bot, every: float) -> AsyncIterator[asyncio.Task[None]]:
    """Send and tick while inside. What was on its way when the last process ended is settled first; who is due meanwhile
    is looked at beside the rest, since nobody who writes after an outage is to wait for that.

    Gives the sender's task: it ends only if it fails.
    """
    unsure = await bot.sender.recover()
    if unsure:
        log.warning(
            "%d letters were on their way when the bot last stopped; answers among them go out again", unsure
        )
    async with AsyncExitStack() as stack:
        sending = asyncio.create_task(bot.sender.run(), name="sender")
        scheduler = bot.ticks.schedule(every)
        scheduler.start()
        warming = asyncio.create_task(asyncio.to_thread(warm_up), name="warming up")

        async def stop() -> None:
            await warming
            scheduler.pause()
            with suppress(
                TimeoutError
            ):  # a look that is cut off in the middle is undone, but complains of it
                async with asyncio.timeout(LAST_LOOK):
                    await bot.ticks.rested()
            scheduler.shutdown(wait=False)
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending

        stack.push_async_callback(stop)
        yield sending
