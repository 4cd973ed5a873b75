"""The cards for words that may mean danger (COPYDECK.md, section 5; DOMAIN.md, sections 1.5 and 1.6).

Fixed words, numbers first. A card lies above whatever was going on, which waits and goes on after it. Its buttons work
for ever, so every step stands on its own: which card it is shows in the step, not in what the session remembers.
Somebody is told only as conversations/telling.py says. What was written waits in the session until "Tell", and then
goes on to the question of CR-06; with every other answer it is gone.

In quiet mode the cards about abuse and sexual violence open only at a tap, since somebody else may read the first line;
the others are never hidden: they answer a message that the person has only now sent.

What is typed to a card is read narrowly: "please" is a yes elsewhere and a cry here, so it carries nobody past the numbers.
"""

from typing import Final

from conversations.effects import Begin, Count, Effect, PassOn
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Options, Route, Say, Visit, Words
from conversations.flows.helplines import CLEAR
from conversations.flows.joining import clearing
from conversations.flows.passing import REACH, has_no_name, signed, with_reach
from conversations.phrases import Phrase, _
from conversations.safety import Tier
from conversations.stranger import others_may_read
from conversations.telling import may_tell
from conversations.view import View

SUICIDE: Final = _("CR-01", "I'm a computer, so I can't help with this like a person can. Please talk to someone now. Life in danger: {emergency}. Crisis: call {crisis}. Samaritans: {samaritans}. Or text SHOUT to {shout}. Free, day and night.")  # fmt: skip
MAY_MEAN_IT: Final = _("CR-02", "That sounds heavy. If it would help to talk, Samaritans are on {samaritans}, or text SHOUT to {shout}. Free, day and night. In danger: {emergency}.")  # fmt: skip
INJURY: Final = _("CR-03", "If you're hurt or have taken something, call {emergency} now or go to A&E. Can't speak? Call {emergency} on a mobile, listen, and press 55 when asked. Deaf? Use {bsl}.")  # fmt: skip
ABUSE: Final = _("CR-04", "You don't deserve to be hurt or scared. Domestic Abuse Helpline: {domestic_abuse}, free, day and night. Danger now: {emergency}, then 55 if you can't talk. Want to clear this chat?")  # fmt: skip
SEXUAL_VIOLENCE: Final = _("CR-05", "I'm sorry. It wasn't your fault. The 24/7 Rape and Sexual Abuse Support Line is free: {rape_support}. Danger now: {emergency}.")  # fmt: skip
READY: Final = _(
    "CR-04Q", "Thank you for saying. Something that may help is ready. Open it when it's safe to."
)
MUST: Final = _("CR-12", "Because of what you wrote, I have to tell {duty}. We said this when you joined. They'll talk to you first if they can. In danger now: {emergency}.")  # fmt: skip

NAMELESS: Final = _("CR-11", "This part is anonymous, so I can't say it's you unless you ask me to. If you'd like help, I can stop being anonymous, only for that.")  # fmt: skip

MORE: Final = Option("more", _("CR-01.more", "More helplines"))
TELL: Final = Option("tell", _("CR-01.tell", "Tell {duty}"))
OTHER: Final = Option("other", _("CR-01.other", "Not about me"), out=True, means="not_me")
FINE: Final = Option("carry_on", _("CR-02.carry_on", "I'm OK, carry on"), out=True, means="go_on")
CARRY_ON: Final = Option("carry_on", _("button.carry_on", "Carry on"), out=True, means="go_on")
NOT_NOW: Final = Option("not_now", _("button.not_now", "Not now"), out=True)
NAMED: Final = Option("tell", _("CR-11.tell", "Ask for help, named"))
HELPLINES: Final = Option("more", _("button.helplines", "Helplines"))
STAY: Final = Option("carry_on", _("CR-11.stay", "Stay anonymous"), out=True, means="go_on")
NEXT: Final = {"more": "more", "tell": END, "clear": END, "other": "CR-10"}

HERE: Final = _("CR-09C", "OK. The numbers are here any time: type HELP.")
AGAIN: Final = _(
    "CR-13", "I can't answer that myself, and I'm sorry. I'm only a computer. These people can help:"
)


UNNAMED: Final = {
    "CR-01A": SUICIDE, "CR-02A": MAY_MEAN_IT, "CR-03A": INJURY, "CR-04A": ABUSE, "CR-05A": SEXUAL_VIOLENCE,
}  # fmt: skip
"""In a sealed talk each card ends in the question of CR-11, at a step of its own."""


def before_card(flow: str, step: str) -> tuple[Phrase, ...]:
    """What is said before an open card is shown again, to words that it cannot answer. Nothing before the neutral line of
    quiet mode, which somebody else may read; and the numbers again before a step that has none."""
    if flow == "crisis" and step in ("CR-04Q", "CR-05Q"):
        return ()
    if flow == "crisis" and step in ("CR-01T", "CR-03T"):
        return (AGAIN, INJURY if step == "CR-03T" else SUICIDE)
    if flow == "crisis" and step in UNNAMED:
        return (AGAIN, UNNAMED[step])
    return (AGAIN,)


def duty(view: View, answers: Answers) -> dict[str, str]:
    """The duty person, in words that hold also if the rota has got a gap since the question."""
    person = view.programme.duty
    if person is None:
        return {
            "duty": view.tongue.say(_("text.duty_team", "the duty team")),
            "hours": view.programme.worker_hours,
            "back": "",
        }
    return {"duty": person.name, "hours": person.hours, "back": person.back}


def first_card(view: View, answers: Answers) -> str:
    """The card for what was written; for abuse and sexual violence behind a neutral line, where the phone asks for care."""
    tier = answers.get("tier", Tier.MAY_MEAN_IT.value)
    if answers.get("must"):
        return "CR-03M" if tier == Tier.INJURY else "CR-01M"
    quiet = view.member.quiet if view.member else others_may_read(answers)
    return {
        Tier.SUICIDE.value: "CR-01O",
        Tier.INJURY.value: "CR-03O",
        Tier.ABUSE.value: "CR-04Q" if quiet else "CR-04O",
        Tier.SEXUAL_VIOLENCE.value: "CR-05Q" if quiet else "CR-05O",
    }.get(tier, "CR-02O")


def bare_card(view: View, answers: Answers) -> str:
    """The card itself, for whoever shows it past the engine."""
    return first_card(view, answers).removesuffix("O")


def with_tell(*before: Option, after: tuple[Option, ...]) -> Options:
    """A card's options, with "Tell" among them only where there is somebody to tell."""

    def options(view: View, answers: Answers) -> tuple[Option, ...]:
        return (*before, *((TELL,) if may_tell(view) else ()), *after)

    return options


def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    match value:
        case "tell":
            return (Begin("tell", {"words": answers.get("words", "")}),)
        case "clear":
            return (clearing(view),)
        case "other":
            return (Count("card.not_about_me"),)
        case _:
            return ()


def card(id: str, words: Phrase, *before: Option, after: tuple[Option, ...]) -> tuple[Route | Ask | Say, ...]:
    """A card, and the same card in a sealed talk, where somebody can be told only if its writer gives up being unnamed."""

    def as_sealed(view: View, answers: Answers) -> str:
        return f"{id}S" if answers.get("sealed") and may_tell(view) else id

    clear = tuple(option for option in before if option is CLEAR)

    def unnamed(view: View, answers: Answers) -> tuple[Option, ...]:
        return (*clear, *((NAMED,) if may_tell(view) else ()), HELPLINES, STAY)

    return (
        Route(f"{id}O", as_sealed, among=(id, f"{id}S")),
        Ask(id, words, OneOf(with_tell(*before, after=after)), then=NEXT, otherwise="CR-09C", does=does),
        Say(f"{id}S", words, then=f"{id}A"),
        Ask(f"{id}A", NAMELESS, OneOf(unnamed), then=NEXT, otherwise="CR-09C", does=does),
    )  # fmt: skip


def ready(id: str, card_id: str) -> Ask:
    """The neutral line of quiet mode, before a card."""
    options = (Option("open", _("CI-01Q.open", "Open")), CLEAR, NOT_NOW)
    return Ask(
        id,
        READY,
        OneOf(options, exact=True),
        then={"open": f"{card_id}O", "clear": END},
        otherwise="CR-09C",
        does=does,
    )


def corrects(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """Set-up 3: "not about me" goes to whoever was told of it. And whoever has no name can say how to be reached."""
    match value:
        case "reach":
            return (Begin("tell", {"words": answers.get("words", ""), "told": "yes"}),)
        case "other" if answers.get("must") and may_tell(view):
            told = PassOn("duty", signed(view, _("CR-12W", "{name} says: that was not about me.")))
            return (told, Count("card.not_about_me"))
        case "other":
            return (Count("card.not_about_me"),)
        case _:
            return ()


def after_must(view: View, answers: Answers) -> tuple[Option, ...]:
    reach = (
        (Option("reach", _("CR-12.reach", "Say how to reach me")),)
        if may_tell(view) and has_no_name(view, answers)
        else ()
    )
    return (MORE, *reach, OTHER, CARRY_ON)


def put_right(view: View, answers: Answers) -> str:
    """What is said after "not about me": that it was put right, only where somebody was told and can be told again."""
    return "CR-12N" if answers.get("must") and may_tell(view) else "CR-10"


def went_on(view: View, answers: Answers) -> str:
    """What is said after "carry on"; a button pressed long after remembers nothing."""
    return "CR-12C" if answers.get("must") else "CR-09C"


def tells_at_once(view: View, answers: Answers) -> tuple[Effect, ...]:
    return (PassOn("duty", duty_words(view, answers)),)


def duty_words(view: View, answers: Answers) -> str:
    """What the duty person reads."""
    words = answers.get("words", "")
    if not words:
        return signed(
            view, _("CR-06NW", "{name} would like to hear from you. They saw the help lines a moment ago.")
        )
    wrote = _("CR-06W", "{name} saw the help lines a moment ago. They wrote:")
    return f"{signed(view, wrote)}\n{words}"


def must(id: str, tier: Tier) -> tuple[Say | Ask, ...]:
    """Clear danger to life where the organisation has to be told: the numbers, then what happens."""
    words = INJURY if tier is Tier.INJURY else SUICIDE
    return (
        Say(f"{id}M", words, then=f"{id}T", does=tells_at_once),
        Ask(
            f"{id}T",
            MUST,
            OneOf(after_must),
            then={"more": "more", "other": "other", "reach": END},
            otherwise="go_on",
            fill=duty,
            does=corrects,
        ),
    )


CRISIS = Flow("crisis", overlay=True, evergreen=True, urgent=True, steps=(
    Route("which", first_card, among=("CR-01O", "CR-02O", "CR-03O", "CR-04O", "CR-05O", "CR-04Q", "CR-05Q", "CR-01M", "CR-03M")),
    *card("CR-01", SUICIDE, after=(MORE, OTHER)),
    *card("CR-02", MAY_MEAN_IT, after=(MORE, FINE)),
    *card("CR-03", INJURY, after=(MORE, OTHER)),
    *card("CR-04", ABUSE, CLEAR, MORE, after=(CARRY_ON,)),
    *card("CR-05", SEXUAL_VIOLENCE, CLEAR, MORE, after=(CARRY_ON,)),
    ready("CR-04Q", "CR-04"),
    ready("CR-05Q", "CR-05"),
    *must("CR-01", Tier.SUICIDE),
    *must("CR-03", Tier.INJURY),
    Visit("more", "help", then=END),
    Route("other", put_right, among=("CR-12N", "CR-10")),
    Route("go_on", went_on, among=("CR-12C", "CR-09C")),
    Say("CR-09C", HERE, then=END),
    Say("CR-10", _("CR-10", "Thanks for letting me know. We'll carry on."), then=END),
    Say("CR-12N", _("CR-12N", "Thanks for letting me know. I've told {duty} that too. We'll carry on."), then=END, fill=duty),
    Say("CR-12C", _("CR-12C", "OK. {duty} has it. The numbers are here any time: type HELP."), then=END, fill=duty),
))  # fmt: skip


def what_is_told(view: View, answers: Answers) -> Phrase:
    """What the duty person would see, before anybody says yes to it."""
    if has_no_name(view, answers):
        return what_is_told_without_name(answers)
    if answers.get("words"):
        return _(
            "CR-06", "They would see your name and what you wrote. They work {hours}. Shall I tell them?"
        )
    return _(
        "CR-06N",
        "They would see your name, and that you'd like to hear from them. They work {hours}. Shall I tell them?",
    )


def what_is_told_without_name(answers: Answers) -> Phrase:
    if answers.get("words"):
        return _(
            "CR-06A",
            "They would see what you wrote, and no name: I have none for you. They work {hours}. Shall I tell them?",
        )
    return _(
        "CR-06B",
        "They would see that somebody would like to hear from them. They work {hours}. Shall I tell them?",
    )


def told_whom(view: View, answers: Answers) -> str:
    """Whether somebody is there to read it now. The rota may have changed since the question: then nobody is told. And
    nobody is promised a call who cannot be found."""
    if not may_tell(view):
        return "CR-06X"
    if has_no_name(view, answers) and answers.get(REACH, "skip") == "skip":
        return "CR-07S"
    person = view.programme.duty
    return "CR-07" if person and person.on_now else "CR-08"


def adds_reach(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """The same words once more, now with a way to reach whoever wrote them."""
    if value == "skip" or not may_tell(view):
        return ()
    return (PassOn("duty", with_reach(view, duty_words(view, answers), value)),)


# A yes is carried out at once, also for somebody without a name: the question how to reach them may never be answered.
TELLING = Flow("tell", urgent=True, steps=(
    Route("start", lambda view, answers: REACH if answers.get("told") else "CR-06", among=("CR-06", REACH)),
    Ask("CR-06", what_is_told, OneOf((Option("yes", _("CR-06.yes", "Yes, tell them")), Option("no", _("button.no", "No"), out=True)), exact=True),
        then={"yes": REACH}, otherwise="CR-09", fill=duty,
        does=lambda view, answers, value: tells_at_once(view, answers) if value == "yes" and may_tell(view) else ()),
    Ask(REACH, _("CR-06R", "I have no name for you. How can {duty} reach you? You could write a phone number, or where you are. In danger now: {emergency}."),
        Words(limit=200), otherwise="whom", skip=True, fill=duty, does=adds_reach, when=lambda view, answers: has_no_name(view, answers) and may_tell(view)),
    Route("whom", told_whom, among=("CR-07", "CR-07S", "CR-08", "CR-06X")),
    Say("CR-07", _("CR-07", "I've told {duty}. They work {hours}, so they're there now and will get in touch. If you're in danger before that, call {emergency}."), then=END, fill=duty),
    Say("CR-07S", _("CR-07S", "I've passed that on to {duty}, who has no way to reach you. The numbers are here any time: type HELP. In danger now: {emergency}."), then=END, fill=duty),
    Say("CR-08", _("CR-08", "I've told {duty}, but they're not at work now. They're back {back}. Please don't wait for them. Call one of the numbers above."), then=END, fill=duty),
    Say("CR-06X", _("CR-06X", "I couldn't tell anyone: nobody is on duty now. Please call one of the numbers above."), then=END),
    Say("CR-09", _("CR-09", "OK. I've told nobody. The numbers are here any time: type HELP."), then=END),
))  # fmt: skip

FLOWS = (CRISIS, TELLING)
