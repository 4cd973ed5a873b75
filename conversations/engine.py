"""One step of one conversation: a session and an event in; a session and effects out. Nothing else happens here.

    open       begin a flow, walk to its first question
    advance    take an answer, walk to the next question
    back       the question before
    again      show the open question once more

Walking: from a step the engine goes on through `Say`, `Route` and steps whose `when` is false, collecting words and
effects, until it stands at an `Ask` (a question is open), at a `Visit` (another flow is laid on top; this one waits)
or at the end (no session is left). Words said on the way and the question they lead to become one message.
An answer that cannot be taken changes nothing: the question stands, and the reply says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from conversations import stranger
from conversations.effects import Begin, Effect, Reply
from conversations.events import Pressed, Returned, Typed
from conversations.flow import (
    END,
    SKIP,
    Answers,
    Ask,
    Flow,
    ManyOf,
    OneOf,
    Option,
    Problem,
    Route,
    Say,
    Visit,
    Words,
)
from conversations.foresight import foresee
from conversations.obvious import declines
from conversations.phrases import NOTHING, Phrase, _
from conversations.plain import clean, plain
from conversations.render import Choice, fits_buttons, resolve, resolve_many
from conversations.session import Session, new_id
from conversations.view import View

TOO_LONG = _(
    "ER-09",
    "That's longer than I can keep: up to {limit} letters. Nothing is saved yet. Could you send a shorter one?",
)
NOT_AN_ANSWER = _("ER-10", "Sorry, I didn't get that. You can tap one, or type it.")
NO_WORDS = _("ER-11", "That one has no words I can keep. You can type an answer, or tap one.")
NOT_AN_ANSWER_TEXT = _("ER-10T", "Sorry, I didn't get that. You can type a number, or the words.")
GIVEN = "given"
"""What stands in a session for words that are not kept there (`Words.unkept`)."""
TICKED = _("text.ticked", "{label} (chosen)")


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one step. `session` is None once the flow has ended; `understood` is False if the question stands."""

    session: Session | None
    effects: tuple[Effect, ...] = ()
    understood: bool = True
    answered: str = ""
    """The words of the option that was taken, for the record on an answered question."""
    key: str = ""
    """The option that was taken; "" for own words, and where nothing was answered."""
    answers: Answers = field(default_factory=lambda: NOTHING)
    """All that was answered, once the flow has ended: what a flow that visited it may take from it."""


def standard_fill(view: View) -> dict[str, str]:
    """The placeholders that any message may use."""
    programme, duty = view.programme, view.programme.duty
    return {
        "org": programme.organisation,
        "group": programme.name,
        "contact": programme.contact,
        "emergency": programme.emergency,
        "link": programme.notice or programme.contact,
        "worker": programme.worker or programme.contact,
        "hours": programme.worker_hours,
        "duty": duty.name if duty else "",
        "app": view.app,
        "name": view.member.name if view.member else "",
        **programme.helplines,
    }


def wording(step: Ask | Say, session: Session, view: View) -> str:
    """The words of one step, in the member's language."""
    phrase = step.text if isinstance(step.text, Phrase) else step.text(view, session.answers)
    if "{" not in phrase.english:
        return view.tongue.say(phrase)
    values = standard_fill(view)
    if step.fill:
        values |= step.fill(view, session.answers)
    return view.tongue.say(phrase, values)


def options(ask: Ask, session: Session, view: View) -> tuple[Option, ...]:
    """The options of one question, in order, the way out last."""
    chosen = ask.kind.options
    listed = chosen(view, session.answers) if callable(chosen) else chosen
    if isinstance(ask.kind, ManyOf):
        listed = (*listed, ask.kind.done)
    return (*listed, SKIP) if ask.skip and all(option.key != "skip" for option in listed) else listed


def token(session: Session, step: str, key: str) -> str:
    """What a button carries: where it was shown, and what it means. At most 64 bytes (checked when flows are built)."""
    return f"{stranger.pack(session) if stranger.is_packed(session.id) else session.id}:{session.flow}:{step}:{key}"


def choices(flow: Flow, session: Session, view: View) -> tuple[Choice, ...]:
    """The open question's choices, as shown."""
    ask = flow[session.step]
    assert isinstance(ask, Ask)
    ticked = set(session.answers.get(ask.id, "").split(",")) if isinstance(ask.kind, ManyOf) else set()
    offered = options(ask, session, view)
    labels = [view.tongue.say(TICKED, {"label": words}) if option.key in ticked else words
              for option, words in zip(offered, bare_labels(offered, view), strict=True)]  # fmt: skip
    start = token(session, ask.id, "")
    return tuple(
        Choice(option.key, label, start + option.key, option.means, option.also)
        for option, label in zip(offered, labels, strict=True)
    )


def bare_labels(offered: Sequence[Option], view: View) -> list[str]:
    """The labels in the member's language, without any mark that says chosen."""
    fill = (
        standard_fill(view)
        if any(isinstance(o.label, Phrase) and "{" in o.label.english for o in offered)
        else {}
    )
    say = view.tongue.say
    return [say(o.label, fill) if isinstance(o.label, Phrase) else o.label for o in offered]


def open(flow: Flow, id: str, view: View, answers: Mapping[str, str] | None = None) -> Turn:
    """Begin a flow. `id` names the new session in its buttons."""
    session = Session(
        id, flow.id, flow.first, view.chance, view.now, view.now, MappingProxyType(dict(answers or {}))
    )
    return _walk(flow, session, flow.first, view)


def again(flow: Flow, session: Session, view: View, preface: str = "") -> Turn:
    """Show the open question once more, perhaps with a word before it."""
    ask = flow[session.step]
    if not isinstance(ask, Ask):
        return Turn(session, (Reply(preface, urgent=flow.urgent),) if preface else ())
    text = "\n\n".join(filter(None, (preface, wording(ask, session, view))))
    return Turn(session, (Reply(text, choices(flow, session, view), urgent=flow.urgent),), understood=False)


def back(flow: Flow, session: Session, view: View) -> Turn:
    """The question before the open one; at the first, the open one again."""
    if not session.trail:
        return again(flow, session, view)
    *trail, last = session.trail
    return again(flow, replace(session, step=last, trail=tuple(trail), touched_at=view.now), view)


def leave(flow: Flow, session: Session, view: View) -> Turn:
    """Out of the middle of a flow that has a step for it (`Flow.left`)."""
    return _walk(flow, session, flow.left, view)


def advance(flow: Flow, session: Session, event: Pressed | Typed | Returned, view: View) -> Turn:
    """Take one event at the open step."""
    step = flow[session.step]
    match step, event:
        case Visit(), Returned():
            brought = {id: event.answers.get(id, "") for id in step.brings}
            session = session.having({**session.answers, **brought}, session.trail) if brought else session
            return _walk(flow, session, step.then, view)
        case Ask(), Pressed():
            return _pressed(flow, session, step, event.token.rpartition(":")[2], view)
        case Ask(), Typed():
            return _typed(flow, session, step, event.text, view)
        case _:
            return again(flow, session, view)


def _pressed(flow: Flow, session: Session, ask: Ask, key: str, view: View) -> Turn:
    for choice, option in zip(choices(flow, session, view), options(ask, session, view), strict=True):
        if option.key == key:
            return _accept(flow, session, ask, key, view, choice.label)
    return again(flow, session, view)


def _typed(flow: Flow, session: Session, ask: Ask, typed: str, view: View) -> Turn:
    shown, kind = choices(flow, session, view), ask.kind
    if isinstance(kind, ManyOf):
        bare = _unticked(shown, ask, session, view)
        keys = resolve_many(typed, bare, view.tongue.language) or resolve_many(
            typed, shown, view.tongue.language
        )
        if keys is not None:
            return _accept_many(flow, session, ask, kind, keys, view)
        return (
            _beside_many(flow, session, ask, kind, typed, view) if kind.own else unclear(flow, session, view)
        )
    free = isinstance(kind, Words)
    exact = is_answered(flow, session) or (isinstance(kind, OneOf) and kind.exact)
    out = next((option.key for option in options(ask, session, view) if option.out), "")
    key = resolve(
        typed,
        shown,
        view.tongue.language,
        numbered=not free or not fits_buttons(shown, view.caps),
        loose=not free and not exact,
        exact=exact,
        out="" if free else out,
    )
    if key is not None and not (free and key not in ("skip", ask.keeps) and _only_meant(typed, key, shown)):
        return _accept(flow, session, ask, key, view, next(c.label for c in shown if c.key == key))
    if not isinstance(kind, Words):
        return unclear(flow, session, view)
    if out and not kind.any_words and declines(plain(typed), view.tongue.language):
        return _accept(flow, session, ask, out, view, next(c.label for c in shown if c.key == out))
    return _own_words(flow, session, ask, kind, clean(typed), view)


def is_answered(flow: Flow, session: Session) -> bool:
    """Whether this question has its answer, and is only open for another one (`Flow.changes`)."""
    return flow.changes == session.step and session.step in session.answers


def _only_meant(typed: str, key: str, shown: tuple[Choice, ...]) -> bool:
    """Beside free words, a plain "no" is words: only a label, its number, or "skip" picks a choice."""
    return resolve(typed, [Choice("", c.label) for c in shown], "en", loose=False) is None


def _unticked(shown: tuple[Choice, ...], ask: Ask, session: Session, view: View) -> tuple[Choice, ...]:
    """The choices under their bare labels, so that a ticked one can be typed like any other."""
    bare = bare_labels(options(ask, session, view), view)
    return tuple(replace(choice, label=label) for choice, label in zip(shown, bare, strict=True))


def unclear(flow: Flow, session: Session, view: View) -> Turn:
    """The open question once more, after a word that this was no answer to it."""
    return again(
        flow, session, view, view.tongue.say(NOT_AN_ANSWER if view.caps.buttons else NOT_AN_ANSWER_TEXT, {})
    )


def _own_words(flow: Flow, session: Session, ask: Ask, kind: Words, text: str, view: View) -> Turn:
    if len(text) > kind.limit:
        return again(flow, session, view, view.tongue.say(TOO_LONG, {"limit": str(kind.limit)}))
    if not text:
        return again(flow, session, view, view.tongue.say(NO_WORDS, {}))
    value = kind.read(text, view) if kind.read else text
    if isinstance(value, Problem):
        return again(flow, session, view, view.tongue.say(value.phrase, value.values))
    return _accept(flow, session, ask, value, view, text, own=True)


def _beside_many(flow: Flow, session: Session, ask: Ask, kind: ManyOf, typed: str, view: View) -> Turn:
    """Own words, typed at the choices they are beside: what is ticked stays, and they answer the step that is for them."""
    beside = flow[kind.own]
    assert isinstance(beside, Ask)
    answers = {**session.answers, ask.id: session.answers.get(ask.id) or SKIP.key}
    trail = session.trail if ask.id in session.trail else (*session.trail, ask.id)
    return _typed(flow, session.having(answers, trail).at(kind.own, view.now), beside, typed, view)


def _accept_many(
    flow: Flow, session: Session, ask: Ask, kind: ManyOf, keys: tuple[str, ...], view: View
) -> Turn:
    picked = tuple(key for key in keys if key not in (kind.done.key, "skip"))
    chosen = [key for key in session.answers.get(ask.id, "").split(",") if key]
    off = all(key in chosen for key in picked)
    chosen = [key for key in chosen if key not in picked] if off else [*dict.fromkeys((*chosen, *picked))]
    session = session.having({**session.answers, ask.id: ",".join(chosen)}, session.trail)
    if kind.done.key in keys or "skip" in keys:
        return _leave_step(flow, session, ask, session.answers[ask.id] or SKIP.key, view, "")
    return replace(again(flow, session.at(ask.id, view.now), view), understood=True)


def _accept(
    flow: Flow, session: Session, ask: Ask, key: str, view: View, label: str, *, own: bool = False
) -> Turn:
    if isinstance(ask.kind, ManyOf):
        return _accept_many(flow, session, ask, ask.kind, (key,), view)
    trail = (
        (*session.trail, ask.id)
        if ask.id not in session.trail
        else session.trail[: session.trail.index(ask.id) + 1]
    )
    kept = session.answers.get(ask.id, "") if ask.keeps and key == ask.keeps else ""
    session = session.having({**session.answers, ask.id: kept or key}, trail)
    return _leave_step(flow, session, ask, "" if own else key, view, label)


def _leave_step(flow: Flow, session: Session, ask: Ask, key: str, view: View, label: str) -> Turn:
    """The answer stands in the session: what it does, and on to where it leads."""
    effects = ask.does(view, session.answers, session.answers[ask.id]) if ask.does else ()
    after = _seen(view, effects)
    if isinstance(ask.kind, Words) and ask.kind.unkept and not key:
        session = session.having({**session.answers, ask.id: GIVEN}, session.trail)
    if ask.id not in session.trail:
        session = session.having(session.answers, (*session.trail, ask.id))
    if stranger.is_packed(session.id) and after.member and not view.member:
        # They have just joined: from here on the session rests on disk, under an id of its own, and BACK ends here.
        session = replace(session, id=new_id(view.chance), trail=())
    return replace(_walk(flow, session, ask.then.get(key, ask.otherwise), after, effects, label), key=key)


def _seen(view: View, effects: tuple[Effect, ...]) -> View:
    """The view as the rest of this turn sees it: changes that were just asked for already count."""
    return foresee(view, effects) if effects else view


def _walk(
    flow: Flow, session: Session, goal: str, view: View, did: tuple[Effect, ...] = (), answered: str = ""
) -> Turn:
    """On from `goal` to the next question, visit or end. `did` is what the answer asked for; it comes first."""
    said: list[str] = []
    effects = [*did]
    seen = 0
    while goal != END:
        seen += 1
        assert seen <= 2 * len(flow.steps), f"{flow.id} goes round in circles at {goal}"
        step = flow[goal]
        if not isinstance(step, Route) and step.when and not step.when(view, session.answers):
            goal = step.otherwise if isinstance(step, Ask) else step.then
            continue
        match step:
            case Ask():
                session = session.at(goal, view.now)
                text = "\n\n".join((*said, wording(step, session, view)))
                effects.append(Reply(text, choices(flow, session, view), urgent=flow.urgent))
                return Turn(session, tuple(effects), answered=answered)
            case Visit():
                if said:
                    effects.append(Reply("\n\n".join(said), urgent=flow.urgent))
                effects.append(
                    Begin(step.flow, step.carrying(view, session.answers) if step.carrying else NOTHING)
                )
                return Turn(session.at(goal, view.now), tuple(effects), answered=answered)
            case Say():
                said.append(wording(step, session, view))
                asked = step.does(view, session.answers) if step.does else ()
                goal = step.then
            case Route():
                asked = step.does(view, session.answers) if step.does else ()
                goal = step.to(view, session.answers)
                assert goal in step.among, f"{flow.id}.{step.id} led to {goal!r}, which it does not name"
        effects += asked
        view = _seen(view, asked)
    if said:
        effects.append(Reply("\n\n".join(filter(None, said)), urgent=flow.urgent))
    return Turn(None, tuple(effects), answered=answered, answers=session.answers)


def answers_of(session: Session) -> Answers:
    """The answers given so far, skipped ones left out."""
    return {id: value for id, value in session.answers.items() if value and value != SKIP.key}
