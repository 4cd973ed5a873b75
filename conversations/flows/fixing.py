"""Fix my details: name, language, quiet mode, who sees check-ins, time zone, and what is switched on.

Switching a layer off takes as many taps as switching it on (B20). On is a yes to the very words of joining; off is at
once, and then asks whether to delete what was kept (PV-12).
"""

from dataclasses import replace
from typing import Final, NamedTuple

from conversations.effects import ChangeMember, ChangePace, Consent, DropAnswers, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Visit, Words
from conversations.flows.joining import CHECK_INS, GROUP_MOOD, MEETINGS, NEWS, QUIET_ON, TRAINING, consent
from conversations.flows.wording import version
from conversations.phrases import Phrase, _
from conversations.places import zone_of
from conversations.telling import can_pass_on
from conversations.view import View


class Layer(NamedTuple):
    """One switchable layer of consent: its key, what it is called here, and the words of its yes."""

    key: str
    title: Phrase
    words: Phrase


ACCESS: Final = _(
    "PV-12A",
    "Shall I keep what helps you take part in training? Only the person who books it sees it, and it's deleted a week after the course.",
)
LAYERS: Final = (
    Layer("check_ins", _("PV-12.check_ins", "Check-ins"), CHECK_INS),
    Layer("group_mood", _("PV-12.group_mood", "Group mood"), GROUP_MOOD),
    Layer("meetings", _("PV-12.meetings", "After meetings"), MEETINGS),
    Layer("training", _("PV-12.training", "Training"), TRAINING),
    Layer("news", _("PV-12.news", "News"), NEWS),
    Layer("access", _("PV-12.access", "What helps me"), ACCESS),
)
OFF: Final = "-"
"""Before a layer's key: the option that turns it off. A button pressed late can then never turn it the other way."""
SIGHTS: Final = {
    "me": _("ON-31.me", "Only me"),
    "worker": _("ON-31.worker", "Me and {worker}"),
    "ask": _("ON-31.ask", "Ask me each time"),
}
BACK: Final = Option("back", _("button.back", "Back"), out=True)
DONE: Final = _("PV-02D", "Done. That's changed.")


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    sight = (
        (Option("sight", _("PV-02F.sight", "Who sees check-ins")),)
        if view.programme.worker and view.known.agreed("check_ins")
        else ()
    )
    return (
        Option("name", _("PV-02.name", "Name")),
        Option("language", _("ON-01.language", "Language")),
        Option("quiet", _("PV-02.quiet", "Quiet mode"), means="quiet_mode"),
        *sight,
        Option("zone", _("PV-02.zone", "Time zone")),
        Option("layers", _("PV-02F.layers", "What's on or off")),
        BACK,
    )


# -- name, quiet mode, sight, zone ------------------------------------------------------------------------------------


def rename(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return () if value == "back" else (ChangeMember({"name": "" if value == "none" else value}),)


def quiet(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (ChangeMember({"quiet": value == "quiet"}),) if value in ("quiet", "off") else ()


def one_word(text: str, view: View) -> str | Problem:
    """A word to type in quiet mode: short, and nothing that means something else already."""
    word = text.strip().strip(".!?\"'").casefold()
    if not 2 <= len(word) <= 20 or not all(letter.isalpha() or letter in "-'" for letter in word):
        return Problem(_("PV-03X", "One word, please: 2 to 20 letters and nothing else."))
    return word


def new_word(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return () if value == "back" else (ChangeMember({"quiet_word": value}),)


def word(view: View, answers: Answers) -> dict[str, str]:
    return {"word": view.known.quiet_word}


def sights(view: View, answers: Answers) -> tuple[Option, ...]:
    """ "Me and {worker}" only where somebody on the team would get it."""
    keys = SIGHTS if can_pass_on(view) else ("me", "ask")
    return (*(Option(key, SIGHTS[key]) for key in keys), BACK)


def see(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (ChangeMember({"sight": value}),) if value in ("me", "ask") else ()


def share(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (ChangeMember({"sight": "worker" if value == "ok" else "me"}),)


def read_zone(text: str, view: View) -> str | Problem:
    return zone_of(text) or Problem(
        _("PV-18X", "I don't know that place. Try a country, or a big town in the same time zone.")
    )


def move(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    zone = view.programme.timezone if value == "home" else value
    return () if value == "back" else (ChangePace(replace(view.pace, zone=zone), replan=True),)


# -- layers -----------------------------------------------------------------------------------------------------------


def layers(view: View, answers: Answers) -> tuple[Option, ...]:
    """Each layer with its state; the yes to the basics is not one of them: that is Delete."""

    def label(layer: Layer) -> str:
        state = _("PV-12.on", "{what}: on") if view.known.agreed(layer.key) else _("PV-12.off", "{what}: off")
        return view.tongue.say(state, {"what": view.tongue.say(layer.title)})

    return (*(Option(OFF * view.known.agreed(layer.key) + layer.key, label(layer)) for layer in LAYERS), BACK)


def switch_off(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """Off takes effect with the tap itself."""
    return tuple(
        Consent(layer.key, False, version(layer.words, view)) for layer in LAYERS if value == OFF + layer.key
    )


def after_layers() -> dict[str, str]:
    """Off: the tap did it. On: the question whose yes switches it on."""
    said = {"check_ins": "PV-12K", "access": "PV-12E"}
    off = {OFF + layer.key: said.get(layer.key, "PV-12D") for layer in LAYERS}
    return {layer.key: layer.key for layer in LAYERS} | off


def yes_to(layer: Layer) -> Ask:
    options = (Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No"), out=True))
    return Ask(
        layer.key,
        layer.words,
        OneOf(options, exact=True),
        then={"yes": "PV-02D"},
        otherwise="PV-02N",
        does=consent(layer.key, layer.words),
    )


FIX = Flow("fix", steps=(
    Ask("PV-02F", _("PV-02F", "What would you like to change?"), OneOf(things),
        then={"name": "name", "language": "language", "quiet": "which", "sight": "ON-31", "zone": "zone", "layers": "PV-12"}, otherwise=END),
    Ask("name", _("ON-24", "What shall I call you? A first name, a nickname, or nothing at all."),
        Words((Option("none", _("ON-24.none", "No name")), BACK), limit=40), then={"back": "PV-02F"}, otherwise="PV-02D", does=rename),
    Visit("language", "language", then=END),
    Route("which", lambda view, answers: "PV-03" if view.known.quiet else "ON-06", among=("PV-03", "ON-06")),
    Ask("ON-06", _("PV-03N", "In quiet mode there is no sound, and the first line says nothing private. Want that?"),
        OneOf((Option("quiet", _("ON-06.quiet", "Use quiet mode")), Option("no", _("button.no", "No"), out=True))),
        then={"quiet": "PV-03"}, otherwise="PV-02N", does=quiet),
    Ask("PV-03", QUIET_ON, OneOf((
            Option("word", _("PV-03.word", "Change the word")), Option("off", _("PV-03.off", "Turn it off")), Option("ok", _("button.ok", "OK"), out=True))),
        then={"word": "word", "off": "PV-02D"}, otherwise="PV-02N", fill=word, does=quiet),
    Ask("word", _("PV-03W", "Which word would you like to type? Pick one that looks dull to anyone else."),
        Words((BACK,), limit=40, read=one_word), then={"back": "PV-03"}, otherwise="PV-03", does=new_word),
    Ask("ON-31", _("ON-31", "Who can see your check-ins? You can change this any time, in My details."),
        OneOf(sights),
        then={"worker": "ON-32", "back": "PV-02F"}, otherwise="PV-02D", does=see),
    Ask("ON-32", _("ON-32", "{worker} reads these {hours}. It may not be the same day. If you or someone else may be badly hurt, {worker} may have to tell others. They'd try to talk to you first."),
        OneOf((Option("ok", _("ON-32.ok", "OK, share")), Option("me", _("ON-31.me", "Only me"), out=True))), otherwise="PV-02D", does=share),
    Ask("zone", _("PV-18", "Where are you? Type a country or a big town, and I'll use the time there."),
        Words((Option("home", _("PV-18.home", "Same time as the group")), BACK), limit=60, read=read_zone),
        then={"back": "PV-02F"}, otherwise="PA-18", does=move),
    Say("PA-18", _("PA-18", "Done. I'll use your new time from now on."), then=END),
    Ask("PV-12", _("PV-12S", "Tap one to turn it on or off. No to one never closes another."), OneOf(layers), then=after_layers(), otherwise="PV-02F", does=switch_off),
    *(yes_to(layer) for layer in LAYERS),
    Ask("PV-12K", _("PV-12", "Done, that's off. Delete what I kept from before too?"),
        OneOf((Option("delete", _("PV-12.delete", "Delete it")), Option("keep", _("PV-12.keep", "Keep it"), out=True))),
        then={"delete": "CI-17X"}, otherwise="FM-06", does=lambda view, answers, value: (DropAnswers("check_ins"),) if value == "delete" else ()),
    Say("CI-17X", _("CI-17X", "Deleted. If you had shared it, a message that was sent already can't be taken back."), then=END),
    Say("FM-06", _("FM-06", "OK. I've kept everything as it was."), then=END),
    Say("PV-12D", _("PV-12D", "Done, that's off."), then=END),
    Say("PV-12E", _("PV-12E", "Done, that's off. I've deleted what I kept of it."), then=END),
    Say("PV-02D", DONE, then=END),
    Say("PV-02N", _("PV-02N", "OK. It stays like that."), then=END),
))  # fmt: skip

FLOWS = (FIX,)
