"""`alongside check`: what could go wrong later, looked at now. One finding a line, each with how to mend it.

A *problem* keeps the bot, or a promise of it, from working. *Advice* would be good to see to before members come and
stops nothing. Nothing is changed by looking: a running bot may go on beside it, and a database from before an upgrade
stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.checking_places import check_database, check_keys
from bot.clock import Clock
from bot.config import Config, ConfigProblem, advice, load
from bot.config_problems import shown
from bot.forms import form_phrases, load_form
from bot.questionnaires import load_check_in, phrases
from bot.words import Words
from conversations.phrases import Phrase
from conversations.safety import has_danger_list, revealing_words


@dataclass(slots=True)
class Findings:
    problems: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    well: list[str] = field(default_factory=list)
    """What was looked at and is as it should be."""


async def check(path: Path, environ: Mapping[str, str], clock: Clock) -> Findings:
    """Look at everything that the config in this file names."""
    try:
        config = load(path, environ)
    except ConfigProblem as problem:
        return Findings(problem.problems)
    found = Findings(well=[f"config {path}"])
    found.advice += advice(config, today(config, clock))
    await check_database(config.storage.path, config.storage.keys, found.problems, found.advice, found.well)
    check_keys(config.storage.keys, (config.storage.path, path), found.problems, found.well)
    check_words(config, found)
    await check_telegram(config, found)
    return found


def today(config: Config, clock: Clock) -> date:
    return datetime.fromtimestamp(clock.now(), ZoneInfo(config.programme.timezone)).date()


def check_words(config: Config, found: Findings) -> None:
    """The questions, the catalogues, and whether the programme's name gives somebody away."""
    try:
        questionnaire = load_check_in(config.programme.check_in)
    except ConfigProblem as problem:
        found.problems += problem.problems
        asked: list[Phrase] = []
    else:
        asked = list(phrases(questionnaire))
        found.well.append(f"{len(questionnaire.questions)} check-in questions")
    try:
        form = load_form(config.feedback.form)
    except ConfigProblem as problem:
        found.problems += problem.problems
    else:
        asked += form_phrases(form)
        found.well.append(f"{len(form.questions)} questions about a meeting")
    words = Words.load(config.programme.languages, asked)
    found.problems += [
        f"{trouble} Mend the catalogue, or take the language out of [programme] languages."
        for trouble in words.problems()
    ]
    found.advice += [line for code in config.programme.languages if (line := unoffered(code, words))]
    found.advice += dull("[programme] name", config.programme.name)


def unoffered(code: str, words: Words) -> str:
    """Why a configured language is not offered to members yet; "" if it is."""
    cover = words.coverage(code)
    if not cover.done or code == "en":
        return ""
    reasons = []
    if cover.missing:
        reasons.append(
            f"{len(cover.missing)} messages that it must have are not translated, {cover.missing[0]} the first"
        )
    if not has_danger_list(code):
        reasons.append("no native speaker has reviewed its danger words")
    if not reasons:
        return ""
    return f"[programme] languages: {code} is not offered to members yet ({cover.done} of {cover.of} messages done): {' and '.join(reasons)}."


def dull(where: str, text: str) -> list[str]:
    """Advice on words that tell whoever sees the phone what the bot is for (DOMAIN.md 5.1)."""
    words = revealing_words(text)
    if not words:
        return []
    return [
        f"{where} says “{', '.join(words)}”. Other people see members' phones: choose a name that tells nothing."
    ]


async def check_telegram(config: Config, found: Findings) -> None:
    """Whether Telegram knows the token, and what it shows of the bot."""
    section = config.telegram
    if not section.on:
        if not config.room.enabled:
            found.advice.append(
                "No channel is on: set [telegram] token or [room] enabled = true before `alongside run`."
            )
        return
    from bot.channels.telegram_errors import ChannelProblem
    from bot.channels.telegram_profile import PATIENCE, profile
    from bot.ports import Trouble

    try:
        known = await profile(section.token.get_secret_value(), section.base_url)
    except ChannelProblem as problem:
        found.problems.append(f"[telegram] token: {problem}.")
    except (Trouble, TimeoutError) as trouble:
        why = str(trouble) or f"no answer within {PATIENCE:.0f} seconds"
        found.problems.append(
            f"[telegram] base_url: {shown(section.base_url)} could not be asked ({why}). "
            "See that this computer is online and the address is right."
        )
    else:
        found.well.append(f"Telegram, as @{known.username}")
        found.advice += [
            line for text in known.shown for line in dull("BotFather: what the bot shows of itself", text)
        ]
