"""A representative asked something about a second key: whoever asked for it can answer, to that representative alone.

The question comes with a place to answer in, so that words typed under it are an answer. They are shown once more before
they go, as whoever reads the question may just have been writing something else. One answer goes to one question; who
wants to know more asks again. With the answer the representative has the key before them once more (KEY-01).

What this is about stands in `item` as "key:12:7": the representative who asked, and the request.
"""

from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Words
from conversations.key_effects import AskBack
from conversations.keyring import KEY_WAITS
from conversations.phrases import _
from conversations.session import about
from conversations.view import View

MOST: Final = 500
NOT_NOW: Final = Option("later", _("button.not_now", "Not now"), out=True)


def name_of(rep: int, request: int) -> str:
    """What the answer to a representative's question is about."""
    return f"key:{rep}:{request}"


def asked_by(answers: Answers) -> int:
    """The representative who asked; 0 for none."""
    parts = answers.get("item", "").split(":")
    return int(parts[1]) if len(parts) == 3 and parts[1].isdigit() else 0


def may_answer(view: View, answers: Answers) -> bool:
    """Whether the key still waits, this member asked for it, and the representative could hear."""
    number, rep = about(answers), asked_by(answers)
    request = view.facts.key(int(number)) if number.isdigit() else None
    return request is not None and request.open and request.mine and view.facts.rep_hears(rep)


def written(answers: Answers) -> str:
    return answers.get("KEY-16", "").strip()


def words(view: View, answers: Answers) -> dict[str, str]:
    return {"text": written(answers)}


def goes(view: View, answers: Answers) -> str:
    return "KEY-17D" if written(answers) and may_answer(view, answers) else "KEY-17X"


def answer(view: View, answers: Answers) -> tuple[Effect, ...]:
    if goes(view, answers) != "KEY-17D":
        return ()
    name = view.known.name or view.programme.organisation
    head = view.tongue.say(_("KEY-17W", "{name} answers about the second key:"), {"name": name})
    return (AskBack(int(about(answers)), f"{head}\n{written(answers)}", to=asked_by(answers)),)


KEY_WORDS = Flow("key_words", opener=True, to_person=True, lives=KEY_WAITS, roles=frozenset({"coordinator", "representative"}), steps=(
    Route("begins", lambda view, answers: "KEY-16" if may_answer(view, answers) else END, among=("KEY-16", END)),
    Ask("KEY-16", _("KEY-16", "You can answer: type it here, and I pass it on. The key waits meanwhile."),
        Words((NOT_NOW,), limit=MOST, any_words=True), then={"later": "KEY-16L"}, otherwise="KEY-17"),
    Say("KEY-16L", _("KEY-16L", "OK. I've passed nothing on. The key still waits."), then=END),
    Ask("KEY-17", _("KEY-17", "Shall I pass this on, as your answer?\n“{text}”"),
        OneOf((Option("pass", _("KEY-17.pass", "Pass it on"), means="yes"), Option("change", _("CO-01.change", "Change it")),
               Option("no", _("ER-02.no", "No, delete it"), out=True)), exact=True),
        then={"pass": "pass", "change": "KEY-16"}, otherwise="KEY-16L", fill=words),
    Route("pass", goes, among=("KEY-17D", "KEY-17X"), does=answer),
    Say("KEY-17D", _("KEY-17D", "Passed on. You'll hear how it ends."), then=END),
    Say("KEY-17X", _("KEY-17X", "I couldn't pass that on: that key waits no more, or they can't get messages now."), then=END),
))  # fmt: skip

FLOWS = (KEY_WORDS,)
