"""A coordinator posts a role, step by step, or puts one right: the same questions, asked anew only where that is wanted.

What is said stands in the answers under the step that asked for it; to change a role is to begin with all of them answered.
Nothing that a role has to say can be skipped: what it is for, hours, pay, costs, who helps, who decides, and its last day (B55).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from conversations.effects import Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Test, Words
from conversations.flows import role_words
from conversations.flows.meeting_reading import CANCEL, words_of
from conversations.flows.role_reading import read_end, read_role_day, read_wanted, terms_of, today
from conversations.phrases import Phrase, _
from conversations.role_effects import ChangeRole, PostRole
from conversations.roles import LONGEST, MOST, PostedRole, RoleDraft
from conversations.view import View

FIELDS: Final[Mapping[str, str]] = {
    "RO-20": "title", "RO-21": "purpose", "RO-22": "hours", "RO-23": "pay", "RO-24": "costs", "RO-25": "support", "RO-26": "training",
    "RO-29": "decides",
}  # fmt: skip
"""The steps that ask for own words, and the field of each."""
STEPS: Final = (*FIELDS, "RO-27", "RO-28", "RO-30")
UNPAID: Final = Option("unpaid", _("RO-23.unpaid", "Unpaid"))
NOW: Final = Option("now", _("RO-27.now", "It starts today"))
SKIP: Final = Option("skip", _("button.skip", "Skip"), out=True)


def unless_said(step: str) -> Test:
    """A question is asked once, and again where it is the one to change."""
    return lambda view, answers: step not in answers or answers.get("RO-32") == step


def day_in(view: View, answers: Answers, step: str) -> date:
    value = answers.get(step, "")
    return today(view) if value in ("", NOW.key) else date.fromisoformat(value)


def in_order(view: View, answers: Answers) -> bool:
    """Whether its last day comes neither before its first nor too long after it, where both are known."""
    if "RO-28" not in answers:
        return True
    return timedelta(0) <= day_in(view, answers, "RO-28") - day_in(view, answers, "RO-27") <= LONGEST


def asks_end(view: View, answers: Answers) -> bool:
    return unless_said("RO-28")(view, answers) or not in_order(view, answers)


def end_words(view: View, answers: Answers) -> Phrase:
    if not in_order(view, answers):
        return _("RO-28S", "It starts on {start}, so it ends on that day or later, and within two years of it. When is its last day? Type the year too.")  # fmt: skip
    return _("RO-28", "When is its last day? Every role ends, and can be posted anew. Like this: 30 June 2027.")  # fmt: skip


def start(view: View, answers: Answers) -> dict[str, str]:
    return {"start": role_words.day(view, day_in(view, answers, "RO-27"))}


def given(view: View, answers: Answers, step: str) -> str:
    words = answers.get(step, "")
    if step == "RO-23" and words == UNPAID.key:
        return view.tongue.say(_("RO-23U", "Unpaid."))
    return "" if words == SKIP.key else words


def draft_of(view: View, answers: Answers) -> RoleDraft:
    """The role as it stands in the answers, all of which have been given."""
    words = {field: given(view, answers, step) for step, field in FIELDS.items()}
    return RoleDraft(
        **words, starts_on=day_in(view, answers, "RO-27"), ends_on=day_in(view, answers, "RO-28"), paid=answers.get("RO-23") != UNPAID.key,
        wanted=int(answers["RO-30"]),
    )  # fmt: skip


def prefilled(role: PostedRole) -> Mapping[str, str]:
    """The answers that this role is made of."""
    draft = role.draft
    words = {step: getattr(draft, field) or SKIP.key for step, field in FIELDS.items()}
    return {
        "item": role.item, **words, "RO-23": draft.pay if draft.paid else UNPAID.key, "RO-27": draft.starts_on.isoformat(),
        "RO-28": draft.ends_on.isoformat(), "RO-30": str(draft.wanted),
    }  # fmt: skip


def before(view: View, answers: Answers) -> PostedRole | None:
    """The role that is changed, as it stands; None where one is made."""
    number = role_words.number_in(answers)
    return None if number is None else view.facts.role(number)


# -- the last look --------------------------------------------------------------------------------------------------------


def preview(view: View, answers: Answers) -> dict[str, str]:
    old, draft = before(view, answers), draft_of(view, answers)
    role = replace(old, draft=draft) if old else PostedRole(0, draft, view.known.name, by_me=True)
    return {"page": role_words.page(view, role)}


def asks_to_post(view: View, answers: Answers) -> Phrase:
    if before(view, answers):
        return _("RO-31C", "It will look like this:\n\n{page}\n\nWhoever has it, or was offered it, is told what changed, in their own hours. Save it?")  # fmt: skip
    return _("RO-31", "It will look like this:\n\n{page}\n\nThose who said yes to hearing of roles are told, each at their own pace. Post it?")  # fmt: skip


def last_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    post = _("CO-81.save", "Save it") if before(view, answers) else _("RO-31.post", "Post it")
    return (
        Option("post", post, means="yes"),
        Option("change", _("CO-01.change", "Change it"), out=True, means="no", also=("change",)),
        CANCEL,
    )


PARTS: Final = (
    Option("RO-20", _("CO-82.title", "What it's called")), Option("RO-21", _("RO-32.purpose", "What it's for")), Option("RO-22", _("RO-32.hours", "Hours")),
    Option("RO-23", _("RO-32.pay", "Money")), Option("RO-24", _("RO-32.costs", "Costs")), Option("RO-25", _("RO-32.support", "Who helps")),
    Option("RO-26", _("RO-32.training", "Training")), Option("RO-27", _("RO-32.start", "First day")), Option("RO-28", _("RO-32.end", "Last day")),
    Option("RO-29", _("RO-32.decides", "Who decides")), Option("RO-30", _("RO-32.wanted", "How many people")),
    Option("keep", _("CO-26.keep", "Keep it as it is"), out=True),
)  # fmt: skip


def still_good(view: View, answers: Answers) -> bool:
    """Time has passed since it was written, and somebody else may have closed it."""
    old = before(view, answers)
    if role_words.number_in(answers) is not None:
        return old is not None and not old.closed and not old.over
    return day_in(view, answers, "RO-28") > today(view)


def posts(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value != "post" or not still_good(view, answers):
        return ()
    old, draft = before(view, answers), draft_of(view, answers)
    if old is None:
        return (PostRole(draft), Note("role.posted"))
    return () if old.draft == draft else (ChangeRole(old.id, draft), Note("role.changed"))


def posted(view: View, answers: Answers) -> str:
    if not still_good(view, answers):
        return "RO-35"
    return "RO-34" if before(view, answers) else "RO-33"


def asks(step: str, text: Phrase, then: str, *, options: tuple[Option, ...] = (CANCEL,)) -> Ask:
    """A question for own words, up to the length of its field; where there is no Skip it cannot be left out."""
    most, nothing = MOST[FIELDS[step]], UNPAID.key if UNPAID in options else ""
    kind = words_of(most, options) if SKIP in options else terms_of(most, options, nothing)
    return Ask(step, text, kind, then=OUT, otherwise=then, when=unless_said(step))


def ordered(then: str) -> Callable[[View, Answers], str]:
    return lambda view, answers: then if in_order(view, answers) else "RO-28"


OUT: Final = {"cancel": "RO-36"}
MANY: Final = tuple(Option(str(number), str(number)) for number in range(1, 7))
"""Bare figures: where there are no buttons letters stand beside them, so a typed 7 is seven people."""
ROLE_NEW = Flow("role_new", to_person=True, roles=frozenset({"coordinator"}), steps=(
    Route("begins", lambda view, answers: "RO-32" if "RO-20" in answers else "RO-20", among=("RO-20", "RO-32")),
    asks("RO-20", _("RO-20", "What is the role called? Like: meeting buddy, note keeper, peer researcher. Up to 60 letters. It may show on a locked phone, so keep it neutral."), "RO-21"),
    asks("RO-21", _("RO-21", "What is it for? In plain words: what somebody does in it, and what it changes. Up to 300 letters."), "RO-22"),
    asks("RO-22", _("RO-22", "How many hours is it, and when? Like: 2 hours a month, on a Tuesday."), "RO-23"),
    asks("RO-23", _("RO-23", "What is paid for it, and how? Everybody can choose to do it unpaid. If nothing is paid, tap or type Unpaid."), "RO-24", options=(UNPAID, CANCEL)),
    asks("RO-24", _("RO-24", "Which costs are covered, and how? Like: travel and childcare, paid in advance."), "RO-25"),
    asks("RO-25", _("RO-25", "Who helps whoever takes it on? A name that members know. It stands on the page."), "RO-26"),
    asks("RO-26", _("RO-26", "Is there training that helps? It's an offer: nobody is turned down for not having it."), "RO-27", options=(SKIP, CANCEL)),
    Ask("RO-27", _("RO-27", "When does it start? A day, like this: 3 Dec."), Words((NOW, CANCEL), limit=4000, read=read_role_day, any_words=True), then=OUT, otherwise="RO-28", when=unless_said("RO-27")),
    Ask("RO-28", end_words, Words((CANCEL,), limit=4000, read=read_end, any_words=True), then=OUT, otherwise="in_order", when=asks_end, fill=start),
    Route("in_order", ordered("RO-29"), among=("RO-28", "RO-29")),
    asks("RO-29", _("RO-29", "Who decides what about it? Like: the group decides, whoever has the role carries it out."), "RO-30"),
    Ask("RO-30", _("RO-30", "How many people are wanted? 1 to 20, like this: 2 people."), Words((*MANY, CANCEL), limit=4000, read=read_wanted, any_words=True), then=OUT, otherwise="RO-31", when=unless_said("RO-30")),
    Ask("RO-31", asks_to_post, OneOf(last_ways, exact=True), then={"post": "posted", "change": "RO-32"}, otherwise="RO-36", fill=preview, does=posts),
    Ask("RO-32", _("CO-26", "What would you like to change?"), OneOf(PARTS), then={step: step for step in STEPS}, otherwise="RO-31"),
    Route("posted", posted, among=("RO-33", "RO-34", "RO-35")),
    Say("RO-33", _("RO-33", "Posted. Members find it when they type ROLES. Who is interested stands on its page, for you alone."), then=END),
    Say("RO-34", _("RO-34", "OK. Its page says it as you see it."), then=END),
    Say("RO-35", _("RO-35", "That can't be saved any more: its last day has come, or somebody closed it. Nothing has changed."), then=END),
    Say("RO-36", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (ROLE_NEW,)
