"""A conversation as a value.

A `Flow` is a tuple of steps with function-shaped holes (`when`, `fill`, `does`, `to`). It holds no control flow: the
engine walks it. Steps are

- `Ask`   a question: its words, the kind of answer, where each answer leads, and what it asks of the world;
- `Say`   words without a question;
- `Route` a silent fork;
- `Visit` another flow, after which this one goes on.

A flow checks itself when it is built, so a mistake fails at import and never in front of a member: unknown or
unreachable steps, duplicate ids, labels that cannot be told apart, a question without a way out. Step ids and option
keys never change meaning once released: they stand in buttons that people may press a year later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from conversations.phrases import NOTHING, Phrase, _

if TYPE_CHECKING:
    from conversations.effects import Effect
    from conversations.view import View

END: Final = "."
TOKEN_ROOM: Final = 46
"""Characters that flow, step and key may take together in a button of Telegram's 64 bytes."""

Answers: TypeAlias = Mapping[str, str]
Fill: TypeAlias = "Callable[[View, Answers], Mapping[str, str]]"
Wording: TypeAlias = "Phrase | Callable[[View, Answers], Phrase]"
Test: TypeAlias = "Callable[[View, Answers], bool]"
Does: TypeAlias = "Callable[[View, Answers, str], tuple[Effect, ...]]"
Options: TypeAlias = "tuple[Option, ...] | Callable[[View, Answers], tuple[Option, ...]]"


class FlowError(Exception):
    """A mistake in a flow. Ours, and found at import."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot be taken: the person's to mend, so it is a value and is answered kindly."""

    phrase: Phrase
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `label` is a phrase, or ready words where they come from data (a group's name).

    `out` marks the way out: skip, not now, no thanks. It looks like every other option (B39). `means` names the plain words
    that mean it when typed (conversations/obvious.py), where its key does not: "open" is a yes to most questions, but not
    to "How long a break?". `also`: words that stand beside it in the message, and are typed for it as well as its label: the
    title of what "Open 2" opens.
    """

    key: str
    label: Phrase | str
    out: bool = False
    means: str = ""
    also: tuple[str, ...] = ()


SKIP: Final = Option("skip", _("button.skip", "Skip"), out=True)


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several. `exact`: only the label, number or a plain yes/no will do (consent is never guessed, and "ok" is not
    one); "skip" and "later" take the way out."""

    options: Options
    exact: bool = False


@dataclass(frozen=True, slots=True)
class ManyOf:
    """Any of several, toggled one by one or typed as a list; `done` (the last option) goes on. `own` names the step that
    asks for own words beside them, where there is one: what is typed here and is no choice is an answer to that."""

    options: Options
    done: Option
    own: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Own words, up to `limit` characters, with options beside them. `read` turns them into a value or a Problem.

    A plain "no" or "never mind" takes the way out and is not written down as somebody's name, or sent to anybody, unless
    `any_words`: then it is an answer like any other ("Has anything been good?" "No").
    """

    options: Options = ()
    limit: int = 1000
    read: "Callable[[str, View], str | Problem] | None" = None
    any_words: bool = False


Kind: TypeAlias = OneOf | ManyOf | Words


@dataclass(frozen=True, slots=True)
class Ask:
    id: str
    text: Wording
    kind: Kind
    otherwise: str
    then: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    skip: bool = False
    when: "Test | None" = None
    fill: "Fill | None" = None
    does: "Does | None" = None
    keeps: str = ""
    """The option that leaves an answer given before as it is, for whoever comes to the question again."""
    way_out: str = ""
    """Where a question cannot have a way out among its options, the reason in a few words."""


@dataclass(frozen=True, slots=True)
class Say:
    id: str
    text: Wording
    then: str
    when: "Test | None" = None
    fill: "Fill | None" = None
    does: "Callable[[View, Answers], tuple[Effect, ...]] | None" = None


@dataclass(frozen=True, slots=True)
class Route:
    id: str
    to: "Callable[[View, Answers], str]"
    among: tuple[str, ...]
    does: "Callable[[View, Answers], tuple[Effect, ...]] | None" = None


@dataclass(frozen=True, slots=True)
class Visit:
    """`carrying` gives the visited flow answers to begin with: what it may take as known, or as ticked already. `brings`
    names the steps of the visited flow whose answers this one has from then on, under the same ids; "" for what was not
    answered, also where it was answered at an earlier visit."""

    id: str
    flow: str
    then: str
    when: "Test | None" = None
    carrying: "Fill | None" = None
    brings: tuple[str, ...] = ()


Step: TypeAlias = Ask | Say | Route | Visit


@dataclass(frozen=True, slots=True)
class Flow:
    """`overlay`: a card laid over whatever was going on; words that it does not understand go to what lies below. `stays`:
    where nothing below understands them either, this is still open, and is shown once more.
    `evergreen`: its buttons work for ever, also when their session is long gone. `private`: sealed; no word written in
    it is kept or told anywhere else. `lives` is how long an untouched session of it waits, in seconds (B21: 24 hours).
    `opener`: the bot begins it; until somebody answers, its first question is not shown a second time (B40).
    `urgent`: help lines, still worth sending when other replies are too late (PACE.md, section 3). `to_person`: its own
    words are written for other people to read, so they are taken even if a card about danger is laid above them. `late`:
    its buttons still act when its session is gone, for whoever wants less must never hear that it is too late; unlike
    those of an evergreen flow they are taken off once pressed. `roles`: for whom it is, where it is not for everybody; for
    anybody else, however they came to a button of it, it is closed. `about_item`: its buttons name the thing that was sent
    to many, so that they know it when their session is gone (conversations/session.py). `changes` names the question whose
    answer can be changed afterwards: it stays open without a word when the flow has ended, for a label, its number or a
    plain yes or no, so that whoever types "no thanks" right after a yes is not taken to answer something older. `left` names
    the step that whoever leaves in the middle comes to, where a flow has one for that."""

    id: str
    steps: tuple[Step, ...]
    overlay: bool = False
    stays: bool = False
    evergreen: bool = False
    opener: bool = False
    private: bool = False
    urgent: bool = False
    to_person: bool = False
    late: bool = False
    about_item: bool = False
    changes: str = ""
    left: str = ""
    roles: frozenset[str] = frozenset()
    lives: int = 24 * 3600
    index: Mapping[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", MappingProxyType({step.id: step for step in self.steps}))
        check(self)

    @property
    def first(self) -> str:
        return self.steps[0].id

    def __getitem__(self, id: str) -> Step:
        return self.index[id]

    def __contains__(self, id: str) -> bool:
        return id in self.index


def targets(step: Step) -> set[str]:
    """Every step that can follow this one."""
    match step:
        case Ask():
            return {*step.then.values(), step.otherwise}
        case Say() | Visit():
            return {step.then}
        case Route():
            return set(step.among)


def static_options(kind: Kind) -> tuple[Option, ...]:
    """The options known at build time (those that depend on the member are checked when shown)."""
    chosen: Any = kind.options
    fixed: tuple[Option, ...] = () if callable(chosen) else chosen
    return (*fixed, kind.done) if isinstance(kind, ManyOf) else fixed


def check(flow: Flow) -> None:
    """Raise FlowError, naming every mistake at once."""
    wrong: list[str] = []
    if not flow.steps:
        raise FlowError(f"flow {flow.id!r} has no steps")
    if len(flow.index) != len(flow.steps):
        wrong.append("two steps share an id")
    if flow.left and flow.left not in flow.index:
        wrong.append(f"whoever leaves is led to {flow.left!r}, which does not exist")
    for step in flow.steps:
        wrong += [
            f"{step.id} leads to {goal!r}, which does not exist"
            for goal in sorted(targets(step) - {END, *flow.index})
        ]
        if isinstance(step, Ask):
            wrong += _check_ask(flow, step)
    reached, todo = {flow.first}, [flow.first]
    while todo:
        todo += (fresh := (targets(flow[todo.pop()]) & set(flow.index)) - reached)
        reached |= fresh
    wrong += [f"{id} can never be reached" for id in flow.index if id not in reached]
    if wrong:
        raise FlowError(f"flow {flow.id!r}: " + "; ".join(wrong))


def _check_ask(flow: Flow, ask: Ask) -> list[str]:
    options = static_options(ask.kind) + ((SKIP,) if ask.skip else ())
    keys = [option.key for option in options]
    labels = [
        option.label.english.casefold() if isinstance(option.label, Phrase) else option.label.casefold()
        for option in options
    ]
    wrong = []
    if len(set(keys)) != len(keys) or len(set(labels)) != len(labels):
        wrong.append(f"{ask.id} has two options that cannot be told apart")
    if not callable(ask.kind.options) and not any(option.out for option in options) and not ask.way_out:
        wrong.append(f"{ask.id} has no way out (skip, an option with out=True, or a reason in way_out)")
    if not callable(ask.kind.options):
        wrong += [
            f"{ask.id}: 'then' names {key!r}, which is no option" for key in sorted(set(ask.then) - set(keys))
        ]
    wrong += [
        f"{ask.id}: the button {key!r} does not fit Telegram's 64 bytes"
        for key in keys
        if len(flow.id + ask.id + key) > TOKEN_ROOM
    ]
    wrong += [f"{name!r} may not hold ':'" for name in (flow.id, ask.id, *keys) if ":" in name]
    return wrong
