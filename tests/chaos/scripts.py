"""Fifty people and their thousand updates.

Some join by tapping and some by typing, some never join, some only look around. Those who join go on to check-ins,
changes of pace, breaks, STOP and START, quiet mode, their details, help lines, words of danger, a message to the team;
two are forgotten and one blocks the bot. What is left to a thousand is said by members as thanks.
"""

from itertools import cycle, islice

from tests.chaos.acts import Act, AfterCoordinator, Block, Door, Say, Send, Tap, updates

PEOPLE = 50
UPDATES = 1000
JOINED = 40
FIRST_ID = 700_200_001
COORDINATOR = FIRST_ID
Script = tuple[Act, ...]


def taps(flow: str, *buttons: str) -> Script:
    return tuple(Tap(f"{flow}.{button}") for button in buttons)


TO_BASICS = ("join.ON-05.yes", "join.ON-08.ok", "join.ON-09.yes")
YES = ("join.ON-01.yes", *TO_BASICS, "join.ON-20.yes")
CAREFUL = ("join.ON-01.yes", "join.ON-05.unsure", "join.ON-06.quiet", *TO_BASICS[1:], "join.ON-20.yes")
CURIOUS = ("join.ON-01.yes", *TO_BASICS, "join.ON-20.more", "join.ON-21.ok", "join.ON-20.yes")
NOT_NOW = Door(("join.ON-01.yes", *TO_BASICS, "join.ON-20.no"))
UNSAFE = Door(("join.ON-01.yes", "join.ON-05.no"))
LOOK = Door(("join.ON-01.look", "look.LK-01.result", "look.YS-02.ok", "look.LK-01.team", "look.LK-02.ok", "look.LK-01.done", "join.ON-01.no"))  # fmt: skip

CONSENTS = (
    AfterCoordinator(),
    *taps("join", "ON-30.yes", "ON-31.me", "ON-33.yes", "ON-40.yes", "ON-41.later", "ON-43.yes"),
)
WHOLE_PACE = (
    *taps("pace", "PA-01.fortnight", "PA-03.ok"), *taps("times", "PA-06.tue", "PA-07.any"),
    Tap("days_off.PA-08.no"), Tap("pace.PA-09.ok"),
)  # fmt: skip
BY_TAPPING: Script = (
    Tap("join.ON-23T.yes"),
    Tap("join.ON-24.none"),
    *CONSENTS,
    *WHOLE_PACE,
    Tap("rejoin.ON-53.no"),
    Tap("join.ON-50.ok"),
)
BY_TYPING: Script = (
    Say("carry on", "join.ON-23T.*"), Say("Kim", "join.ON-24.*"), AfterCoordinator(), Say("yes, I agree", "join.ON-30.*"),
    Say("ask me each time", "join.ON-31.*"), Say("no", "join.ON-33.*"), Say("yes", "join.ON-40.*"),
    Say("decide later", "join.ON-41.*"), Say("no", "join.ON-43.*"), Say("every week", "pace.PA-01.*"), Say("ok", "pace.PA-02.*"),
    Say("Wednesday", "times.PA-06.*"), Say("noon to 4pm", "times.PA-07.*"), Say("no", "days_off.PA-08.*"),
    Say("looks right", "pace.PA-09.*"), Say("not now", "rejoin.ON-53.*"), Say("ok", "join.ON-50.*"),
)  # fmt: skip
QUICKLY: Script = (
    *taps("join", "ON-23T.yes", "ON-24.none"), AfterCoordinator(), *taps("join", "ON-30.yes", "ON-31.me", "ON-33.no", "ON-40.later", "ON-41.later", "ON-43.later"),
    *taps("pace", "PA-01.ask", "PA-05.yes", "PA-09.ok"), Tap("rejoin.ON-53.no"), Tap("join.ON-50.ok"),
)  # fmt: skip
SKIPPING: Script = (
    *taps("join", "ON-23T.yes", "ON-24.none"), AfterCoordinator(), *taps("join", "ON-30.no", "ON-40.later", "ON-41.later", "ON-43.later"),
    *taps("pace", "PA-01.skip"), Tap("rejoin.ON-53.no"), Tap("join.ON-50.ok"),
)  # fmt: skip
ALONE = (AfterCoordinator(), Tap("join.ON-31.me"), Say("ask me each time", "join.ON-31.*"))
"""What nobody is asked where there is no worker to share with."""


def alone(script: Script) -> Script:
    return tuple(act for act in script if act not in ALONE)


AS_COORDINATOR: Script = (
    Tap("join.ON-23T.yes"),
    Say("Priya", "join.ON-24.*"),
    Tap("rejoin.ON-53.no"),
    Say("menu"),
    Tap("team.CO-11.take"),
)

CHECK_IN: Script = (
    Say("menu"), Tap("menu.PV-01.check_in"), *taps("check_in", "CI-02.good", "CI-05.skip", "CI-0[678].skip"),
)  # fmt: skip
CHECK_IN_TYPED: Script = (
    Say("menu"), Say("check-in", "menu.*"), Say("up and down", "check_in.CI-02.*"),
    Say("a walk by the river", "check_in.CI-05.*"), Say("skip", "check_in.CI-0[678].*"),
)  # fmt: skip
HARD: Script = (
    Say("menu"), Tap("menu.PV-01.check_in"), *taps("check_in", "CI-02.hard", "CI-03d.help"),
    Tap("help.HL-01.close"), *taps("check_in", "CI-05.skip", "CI-0[678].skip"),
)  # fmt: skip
MINE: Script = (Tap("check_in.CI-09.me"),)
OTHER_TIME: Script = (
    Say("my pace"), *taps("pace", "PA-01.other", "PA-20.time"), Tap("times.PA-07.morning"), Tap("pace.PA-09.ok"),
)  # fmt: skip
BREAK: Script = (Say("pause"), Tap("break.PS-01.week"), Say("hello"), Tap("on_break.PS-05.end"))
STOP: Script = (Say("menu"), Say("STOP", "menu.PV-01.*"), Tap("stop.ST-01.keep"))
"""STOP drops what is still to come: typed under the menu, it is typed when all before it has come, even where some of it came twice."""
AND_BACK: Script = (Say("hi there"), Tap("return.ST-03.no"), Say("START"), *WHOLE_PACE)
QUIET: Script = (
    Say("my details"),
    Tap("details.PV-02.fix"),
    *taps("fix", "PV-02F.quiet", "ON-06.quiet", "PV-03.ok"),
)
DETAILS: Script = (Say("my data"), Tap("details.PV-02.copy"), Tap("details.PV-09.send"))
OFF: Script = (Say("my data"), Tap("details.PV-02.fix"), *taps("fix", "PV-02F.layers", "PV-12.-group_mood"))
HELP: Script = (Say("help"), *taps("help", "HL-01.home", "HL-02.back", "HL-01.close"))
DANGER: Script = (Say("I want to kill myself"), Tap("crisis.CR-01.other"))
TO_TEAM: Script = (
    AfterCoordinator(), Say("help"), *taps("help", "HL-01.ask", "HL-05.message"), Say("could somebody ring about the form", "message.words.*"),
)  # fmt: skip
CLEAR: Script = (Say("clear"),)
FORGET: Script = (Say("forget me"), *taps("forget", "FM-01.delete", "FM-04.yes"))
FORGET_TYPED: Script = (
    Say("forget me"),
    Say("delete now", "forget.FM-01.*"),
    Say("yes, delete it all", "forget.FM-04.*"),
)
THANKS = Say("thanks")

LIVES: tuple[Script, ...] = (
    (Door(YES), *BY_TAPPING, *CHECK_IN),
    (Door(YES), *BY_TYPING, *CHECK_IN_TYPED, *MINE),
    (Door(CAREFUL), *BY_TAPPING, *HELP),
    (Door(CURIOUS), *QUICKLY, *STOP, *AND_BACK),
    (Door(YES), *BY_TYPING, *BREAK),
    (Door(YES), *QUICKLY, *DANGER, *HARD),
    (Door(YES), *BY_TAPPING, *OFF),
    (Door(YES), *QUICKLY, *QUIET, *CHECK_IN),
    (Door(YES), *QUICKLY, *TO_TEAM, Send("voice"), *DETAILS),
    (Door(YES), *QUICKLY, *CHECK_IN, *CLEAR, THANKS),
    (Door(YES), *QUICKLY, *CHECK_IN, *FORGET),
    (Door(YES), *QUICKLY, *FORGET_TYPED),
    (Door(YES), *QUICKLY, *CHECK_IN_TYPED, Block()),
)  # fmt: skip
SHORT: tuple[Script, ...] = (
    (*QUICKLY, *CHECK_IN), (*SKIPPING, *STOP), (*QUICKLY, *DANGER, *DETAILS), (*SKIPPING, *BREAK), (*SKIPPING, *TO_TEAM), (*QUICKLY, *OTHER_TIME), BY_TAPPING,
)  # fmt: skip
OUTSIDE: tuple[Script, ...] = ((NOT_NOW,), (LOOK,), (UNSAFE,))


def everybody() -> dict[int, Script]:
    """Each person's script by their id, a thousand updates in all; whoever does least says thanks."""
    joined = [*LIVES, *((Door(YES), *life) for life in islice(cycle(SHORT), JOINED - len(LIVES)))]
    outside = islice(cycle(OUTSIDE), PEOPLE - 1 - JOINED)
    scripts: list[Script] = [(Door(YES, with_code=True), *AS_COORDINATOR), *joined, *outside]
    last = range(1 + len(LIVES), 1 + JOINED)
    for _ in range(UPDATES - sum(updates(script) for script in scripts)):
        least = min(last, key=lambda place: updates(scripts[place]))
        scripts[least] = (*scripts[least], THANKS)
    return dict(enumerate(scripts, FIRST_ID))
