"""Riders: "Also: 2 new things, when you like" at the end of what goes out anyway (PACE.md, section 6; CI-01R).

A rider adds no message and asks nothing. With buttons it brings one of its own, What's new. Without, words alone say what
to type, so that the numbers beside the real question stay the numbers of its answers. Which openers may carry one is a
matter of pace (conversations/pace/riders.py); that there is none in quiet mode is looked after here.
"""

from dataclasses import replace

from conversations.effects import Effect, Reply
from conversations.flows.whats_new import RIDER, RIDER_FLOW, WHATS_NEW
from conversations.phrases import Phrase, _
from conversations.render import Choice, fits_buttons
from conversations.view import View

NEWS = "news"


def with_rider(effects: tuple[Effect, ...], view: View, number: int) -> tuple[Effect, ...]:
    """The effects of an opener, the last of its words with this many new things behind them; none, and in quiet mode,
    as they were."""
    asks = [n for n, effect in enumerate(effects) if isinstance(effect, Reply) and effect.choices]
    if not asks or number < 1 or (view.member and view.member.quiet):
        return effects
    place = asks[-1]
    opener = effects[place]
    assert isinstance(opener, Reply)
    token = f"0:{RIDER_FLOW.id}:{RIDER_FLOW.first}:{NEWS}"
    shown = (*opener.choices, Choice(NEWS, view.tongue.say(WHATS_NEW), token))
    fits = fits_buttons(shown, view.caps)
    said = view.tongue.say(_words(number, fits), {"number": str(number)})
    riding = replace(opener, text=f"{opener.text}\n\n{said}", choices=shown if fits else opener.choices)
    return (*effects[:place], riding, *effects[place + 1 :])


def _words(number: int, button: bool) -> Phrase:
    if button:
        return RIDER if number > 1 else _("CI-01R1", "Also: 1 new thing, when you like.")
    if number > 1:
        return _("CI-01RT", "Also: {number} new things, when you like. To see them, type NEWS.")
    return _("CI-01RT1", "Also: 1 new thing, when you like. To see it, type NEWS.")
