"""Golden transcripts: talks written down as they read, played again and compared.

A transcript is both the script and the record. Lines that begin with `You:` say what the person does ("You: [OK]" is a
button, "You: ok" is typed), lines in brackets at the margin set the scene or let time pass, and everything that is
indented or begins with `Bot:` is what came of it. Playing one reads only the person's lines and the scene, writes the
whole talk anew, and the two texts must be equal. `UPDATE_TRANSCRIPTS=1` keeps the new text instead.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_never

from conversations import effects as did
from conversations import journey_effects as own
from conversations import key_effects as keyed
from conversations import meeting_effects as met
from conversations import pace
from conversations import role_effects as roles
from conversations.caps import PLAIN_TEXT
from conversations.effects import Effect
from conversations.feedback import effects as sealed
from conversations.outgoing import Delivery, Outgoing
from conversations.pace.kinds import KINDS_OF
from conversations.training import effects as train
from conversations.view import Duty, Invitation, Member, Role
from tests.conversations.courses import in_words as course_in_words
from tests.conversations.driver import PACE, PROGRAMME, SAM, VOICES, Message, Talk
from tests.conversations.journeys import WRITTEN
from tests.conversations.journeys import in_words as journey_in_words
from tests.conversations.keyring import in_words
from tests.conversations.meetings import in_words as meeting_in_words
from tests.conversations.roles import in_words as role_in_words

DAY = 86400
UNITS = {"minute": 60, "hour": 3600, "day": DAY, "week": 7 * DAY}
_AFTER = re.compile(r"(\d+) (minute|hour|day|week)s? later")


def play(script: str) -> tuple[str, Talk]:
    """The talk that this script makes, written down, and the person in it."""
    talk, lines = Talk(None), []
    for line in script.splitlines():
        if line.startswith("You: "):
            lines += ["", line]
            act(talk, line.removeprefix("You: "))
            lines += written(talk)
        elif line.startswith("("):
            lines += ["", line]
            if scene(talk, line.strip("()")):
                lines += written(talk)
        elif line.startswith("#"):
            lines += ["", line]
    return "\n".join(lines).strip() + "\n", talk


def act(talk: Talk, what: str) -> None:
    if sent := re.fullmatch(r"\((\w+)\)", what):
        talk.send(sent[1])
    elif pressed := re.fullmatch(r"\[(.*)\]", what):
        talk.press(pressed[1])
    elif opened := re.fullmatch(r"/start ?(.*)", what):
        talk.open(opened[1])
    else:
        talk.say(what)


def scene(talk: Talk, words: str) -> bool:
    """Set the scene as these words say. True if the bot began something."""
    name, _space, rest = words.partition(" ")
    if after := _AFTER.fullmatch(words):
        talk.wait(int(after[1]) * UNITS[after[2]])
        return False
    match name:
        case "due:":  # a flow, and what it begins with: "due: key item=key:1"
            what, *carried = rest.split()
            talk.due(what, **dict(each.split("=", 1) for each in carried))
            return True
        case "member":
            talk.member, talk.pace = replace(SAM, name=rest or SAM.name), PACE
        case "coordinator" | "representative":
            role: Role = "coordinator" if name == "coordinator" else "representative"
            talk.member, talk.pace = replace(SAM, name=rest, role=role), PACE
        case "nameless":
            talk.member = replace(person(talk), name="")
        case "quiet":
            talk.member = replace(person(talk), quiet=True, quiet_word=rest or "open")
        case "consents":
            talk.member = replace(person(talk), consents=dict.fromkeys(rest.split(), True))
            talk.pace = replace(talk.pace, check_in_consent="check_ins" in rest)
        case "sight":
            talk.member = replace(person(talk), sight=rest)
        case "state":
            state, _on, until = rest.partition(" until ")
            at = int(datetime.fromisoformat(until).replace(tzinfo=UTC).timestamp()) if until else None
            talk.pace = replace(talk.pace, state=pace.State(state), paused_until=at)
            if talk.pace.state is pace.State.HELD:
                talk.pace = replace(talk.pace, held_at=talk.now - 3 * DAY)
        case "lifted":
            before = pace.stop(talk.pace, talk.now - 5 * DAY) if rest == "stopped" else talk.pace
            talk.pace = pace.lift(pace.hold(before, talk.now - 3 * DAY), talk.now)
        case "pace":
            talk.pace = replace(talk.pace, choice=pace.Choice(rest))
        case "silent":
            talk.pace = replace(talk.pace, silent_rounds=int(rest.split()[0]))
        case "code":
            code, role_name, *group = rest.split()
            named: Role = "coordinator" if role_name == "coordinator" else "member"
            talk.codes[code] = Invitation(code, named, VOICES if group else None, valid="spent" not in group)
        case "review":
            talk.facts.set_review(rest, person(talk).role)
        case "result":
            talk.facts.set_result(rest)
        case "box":
            talk.facts.set_box(rest)
        case "course":
            talk.facts.set_course(rest, talk.now)
        case "meeting":
            talk.facts.set_meeting(rest, talk.now)
        case "journey":  # shut, or of seven entries
            talk.facts.record = None if rest == "shut" else WRITTEN
        case "line:":
            talk.facts.write_line(rest)
        case "role":
            talk.facts.set_role(rest, talk.now)
        case "keys":
            talk.facts.set_scene(rest, talk.now)
        case "code-on-paper":
            talk.code = rest.replace(" ", "")
        case "another-phone":
            talk.lose_phone()
        case "news:":
            talk.facts.items = (*talk.facts.items, rest.replace("\\n", "\n"))
        case "next":  # the check-in, in so many hours
            talk.pace = replace(talk.pace, check_in_due_at=talk.now + int(rest.split()[0]) * 3600)
        case "began":  # a kind of chat, so many hours ago
            kind, hours = rest.split()
            talk.facts.began = (*talk.facts.began, began(talk, kind, int(hours)))
        case "queued":  # a kind of chat, to be asked about in so many hours
            kind, hours = rest.split()
            talk.facts.queued = (*talk.facts.queued, queued(talk, kind, int(hours)))
        case "new:":
            talk.new = int(rest)
        case "digest":
            names = ",".join(thing.item for thing in talk.facts.news())
            talk.due("digest", items=names)
            return True
        case "went":  # number, state, level, how many in each of four, and the words
            facts, words = rest.split(": ", 1)
            number, state, level, *many = facts.split()
            went = Outgoing(
                int(number),
                pace.Level(level),
                words.replace("\\n", "\n"),
                "Ana",
                "South Voices",
                state,
                talk.now - DAY,
            )
            talk.facts.went = (went, *talk.facts.went)
            talk.facts.delivered[int(number)] = Delivery(*map(int, many))
        case "dated:":
            until, _space, text = rest.partition(" ")
            day = datetime.fromisoformat(until).replace(tzinfo=UTC)
            talk.dated(text.replace("\\n", "\n"), int(day.timestamp()) + DAY)
            return True
        case "letter:":
            talk.letter(rest)
            return True
        case "text-only":
            talk.caps = PLAIN_TEXT
        case "nobody":  # no worker can be reached
            talk.programme = replace(talk.programme, worker="", worker_hours="")
        case "duty":
            set_up, on = rest.split()
            duty = Duty("Alex", "Mon to Fri, 10am to 5pm", on == "on", "Mon 30 Nov, 10am")
            talk.programme = replace(talk.programme, set_up=int(set_up), duty=duty)
        case "agreement:":
            talk.programme = replace(PROGRAMME, agreement=tuple(rest.split("; ")), agreement_version="1")
        case "facts":
            field, _equals, value = rest.partition("=")
            setattr(talk.facts, field, json.loads(value))
        case _:
            raise ValueError(f"nothing is known about the scene {words!r}")
    return False


def class_of(kind: pace.Kind) -> pace.MessageClass:
    """The class in which a kind begins a chat."""
    return next(each for each in reversed(pace.MessageClass) if kind in KINDS_OF[each])


def began(talk: Talk, name: str, hours: int) -> pace.Sent:
    kind = pace.Kind(name)
    return pace.Sent(f"{name}:{hours}", kind, class_of(kind), talk.now - hours * 3600)


def queued(talk: Talk, name: str, hours: int) -> pace.Waiting:
    kind, due_at = pace.Kind(name), talk.now + hours * 3600
    item = pace.Item(f"{name}:{due_at}", kind, class_of(kind), asked_at=talk.now)
    return pace.Waiting(item, due_at)


def person(talk: Talk) -> Member:
    assert talk.member is not None, "say (member) first"
    return talk.member


def written(talk: Talk) -> Iterator[str]:
    """What came of a turn: what was asked of the world, then the words of the bot."""
    for effect in talk.effects:
        if words := asked(effect):
            yield f"     * {words}"
    if any(isinstance(effect, did.ChangePace) for effect in talk.effects):
        yield f"     * pace: {pace_words(talk.pace)}"
    for message in talk.messages:
        yield from as_said(message, talk)


def as_said(message: Message, talk: Talk) -> Iterator[str]:
    if talk.caps.buttons:
        first, *others = message.text.splitlines() or [""]
        buttons = " ".join(f"[{choice.label}]" for choice in message.choices)
        others += [buttons] if buttons else []
    else:
        first, *others = "\n".join(talk.pieces).splitlines()
    yield f"Bot: {first}"
    yield from (f"     {line}".rstrip() for line in others)


def asked(effect: Effect) -> str:
    """One effect in a few words; "" for what a reader of talks need not see."""
    match effect:
        case (
            did.Reply()
            | did.Contact()
            | did.Tidy()
            | did.Begin()
            | did.OpenSealed()
            | did.Leave()
            | did.Speak()
            | did.Clear()
        ):
            return "clears the chat" if isinstance(effect, did.Clear) else ""
        case did.Remove():
            return "deletes what was sent"
        case did.Join():
            return f"joins: {effect.language}{', quiet' if effect.quiet else ''}"
        case did.UseCode():
            return f"uses the code {effect.code}"
        case did.ChangeMember():
            return "; ".join(f"{name}: {value}" for name, value in effect.changes.items())
        case did.Snooze():
            return f"asks again: {effect.what}, {moment(effect.until)}"
        case did.SawNews():
            return ""
        case did.Said():
            return f"says to {effect.item}: {effect.value}"
        case did.Consent():
            return f"{'yes' if effect.yes else 'no'} to {effect.layer}"
        case did.ChangePace():
            return ""  # what the pace is after the whole turn is written once
        case did.EmptyQueue():
            return "empties the queue"
        case did.KeepAnswers():
            return f"keeps, for {effect.sight}: " + "; ".join(
                f"{id} {value}" for id, value in effect.answers.items()
            )
        case did.DropAnswers():
            return f"deletes what was kept from {effect.layer}"
        case did.DropCheckIn():
            return f"deletes the check-in of {moment(effect.at)}"
        case did.LetGo():
            return "lets go of them: memory too"
        case did.Forget():
            return "forgets everything"
        case did.SendCopy():
            return f"sends a copy: {effect.caption}"
        case did.SendFile():
            return f"sends the file {effect.name}: {one_line(effect.caption)}"
        case sealed.DropIn():
            return "drops in: " + "; ".join(f"{id} {value}" for id, value in effect.answers.items())
        case sealed.TakeOut():
            return f"takes out of comment {effect.comment}: {effect.words}"
        case sealed.Showing():
            return ""  # what is shown is written below
        case sealed.HaveRead():
            return f"has read comment {effect.comment}"
        case sealed.AgreeToShow():
            return "agrees to show them" + ("" if effect.words else ", but not the words")
        case did.PassOn():
            return f"tells the {effect.to}: {one_line(effect.text)}"
        case did.MakeInvite():
            return (
                f"makes a code: {effect.role}, group {effect.group}, {effect.uses} uses, {effect.days} days"
            )
        case did.Broadcast():
            when = "" if effect.go_at is None else f", from {moment(effect.go_at)}"
            until = "" if effect.ends_at is None else f", until {moment(effect.ends_at)}"
            return f"sends {effect.level} to group {effect.group}{when}{until}: {one_line(effect.text)}"
        case did.Amend():
            return f"{effect.how}s broadcast {effect.broadcast}" + (
                f": {one_line(effect.text)}" if effect.text else ""
            )
        case did.Hold():
            return f"holds member {effect.member}" + (", and every reply" if effect.silent else "")
        case did.Lift():
            return f"lifts the hold of member {effect.member}"
        case did.WrongName():
            return "counts a name that nobody goes by"
        case did.KeepRejoin():
            return "keeps a hash of the code"
        case did.EndRejoin():
            return "takes the code from the chat" + ("" if effect.keep else ", and lets go of it")
        case did.ComeBack():
            return "is that member again"
        case (
            keyed.AskUrgent() | keyed.AskPause() | keyed.AskInvite() | keyed.TurnKey() | keyed.SendAlone() | keyed.TakeBack() | keyed.AskBack()
            | keyed.LowerNews() | keyed.StepBack() | keyed.Unbook()
        ):  # fmt: skip
            return in_words(effect)
        case (
            met.MakeMeeting() | met.ChangeMeeting() | met.CancelMeeting() | met.Book() | met.PutOnAgenda() | met.TakeOffAgenda()
            | met.WishToBeAsked()
        ):  # fmt: skip
            return meeting_in_words(effect)
        case (
            train.MakeCourse() | train.MoveSession() | train.CancelSession() | train.CancelCourse() | train.AskPlace() | train.TakeOff() | train.TakePlace() | train.LetPass()
            | train.HoldLonger() | train.KeepNeeds() | train.SortNeed() | train.ChooseReminders() | train.ShortNotice() | train.BringFriend()
            | train.JoinFriend() | train.SecondChoice() | train.NextDate() | train.Attended()
        ):  # fmt: skip
            return course_in_words(effect)
        case (
            own.NewEntry() | own.ChangeEntry() | own.TakeOutEntry() | own.KeepLine() | own.ChooseCopy() | own.DropJourney() | own.AskForLine()
            | own.LeaveLine()
        ):  # fmt: skip
            return journey_in_words(effect)
        case (
            roles.PostRole() | roles.ChangeRole() | roles.CloseRole() | roles.SayInterested() | roles.TakeInterestBack() | roles.OfferRole()
            | roles.TakeOfferBack() | roles.AcceptRole() | roles.ChoosePay() | roles.ShowRole() | roles.LeaveRole()
        ):  # fmt: skip
            return role_in_words(effect)
        case did.Note():
            return f"notes in the log: {effect.action}"
        case did.Count():
            return f"counts: {effect.what}"
    assert_never(effect)


def one_line(text: str) -> str:
    return " / ".join(filter(None, text.split("\n")))


def moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%a %d %b %H:%M}"


def pace_words(now: pace.Pace) -> str:
    words = [now.state.value, now.choice.value]
    if now.state is pace.State.PAUSED:
        words.append("until they say" if now.paused_until is None else f"until {moment(now.paused_until)}")
    words.append(f"{'Mon Tue Wed Thu Fri'.split()[now.check_in_day]} {clock(now.check_in_minute)}")
    words.append(f"hours {clock(now.hours.from_minute)}-{clock(now.hours.to_minute)}")
    words += [f"off {each.first}..{each.last}" for each in now.days_off]
    if now.quiet_weekdays:
        words.append(
            "off every "
            + " ".join("Mon Tue Wed Thu Fri Sat Sun".split()[day] for day in sorted(now.quiet_weekdays))
        )
    words += [
        f"{each.days.first}..{each.days.last} {clock(each.hours.from_minute)}-{clock(each.hours.to_minute)}"
        for each in now.other_hours
    ]
    if now.topics != frozenset(pace.Topic):
        words.append(f"topics {' '.join(sorted(now.topics)) or 'none'}")
    if not now.wants_urgent:
        words.append("nothing urgent")
    if now.quiet_until:
        words.append(f"quiet until {moment(now.quiet_until)}")
    return ", ".join(words)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
