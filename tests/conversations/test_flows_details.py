"""My details: seen, fixed, copied and deleted by the member alone."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conversations import flows
from conversations.caps import Caps
from conversations.effects import (
    ChangeMember,
    ChangePace,
    Consent,
    DropAnswers,
    DropCheckIn,
    Forget,
    PassOn,
    SendCopy,
)
from conversations.events import Pressed
from conversations.flows import log_page
from conversations.pace import Days, State
from conversations.places import ZONES, zone_of
from conversations.view import Done, KeptCheckIn
from tests.conversations.driver import NOW, PACE, PROGRAMME, SAM, Talk, TestFacts

DAY = 86400


def kept() -> TestFacts:
    lines = (
        ("How are things today?", "Good"),
        ("Has anything been good, even something small?", "Tea with Al"),
    )
    return TestFacts(kept=(KeptCheckIn(NOW - DAY, lines), KeptCheckIn(NOW - 2 * DAY, lines[1:])))


def at(*steps: str, **more: object) -> Talk:
    talk = Talk(**more)  # type: ignore[arg-type]  # names are Talk's own
    talk.say("my details")
    for step in steps:
        talk.press(step)
    return talk


def test_everything_kept_is_shown_in_words() -> None:
    """PV-02: what they chose, each yes and no with its day, then what else there is; in words, never in names of tables."""
    facts = kept()
    facts.items = ("Bring a chair. There will be tea.",)
    facts.consented = facts.consented[:-1]
    text = at(
        "See them", facts=facts, pace=replace(PACE, last_contact_at=NOW, check_in_due_at=NOW + DAY)
    ).text
    for line in (
        "Name: Sam",
        "Language: English",
        "Quiet mode: off",
        "Your part: member",
        "Groups: South Voices",
        "I reach you on: Telegram",
        "Here since: Tue 25 Aug",
        "Pace: every 2 weeks",
        "Check-ins come: Tuesday, about 11am",
        "Next one: Tue 24 Nov",
        "Your hours: 10am to 7pm",
        "Time zone: Europe/London",
        "The basics: yes, on Tue 25 Aug",
        "Group mood: no, on Tue 25 Aug",
        "Training: not decided",
        "Check-ins seen by: Only me",
        "My check-ins: 2, since Sat 21 Nov",
        "On What's new: Bring a chair",
        "Chats I began: 3, no words",
        "Clear can take away: 14 messages",
        "You last wrote: Mon 23 Nov",
    ):
        assert line in text.splitlines(), line


def test_a_day_of_another_year_names_the_year() -> None:
    """A yes of last year is not taken for one of this year."""
    assert (
        "Here since: Sun 23 Nov 2025" in at("See them", member=replace(SAM, joined_at=NOW - 365 * DAY)).text
    )


def test_a_break_and_days_left_alone_are_on_the_page() -> None:
    """Whatever silence a member asked for is something that is kept, so it is shown."""
    held = replace(
        PACE,
        state=State.PAUSED,
        paused_until=NOW + 7 * DAY,
        days_off=(Days(date(2026, 12, 24), date(2027, 1, 2)),),
    )
    text = at("See them", pace=held, member=replace(SAM, quiet=True, quiet_word="tea")).text
    assert 'Quiet mode: on, opened by "tea"' in text
    assert "Right now: on a break\nBreak until: Mon 30 Nov" in text
    assert "Left alone: Thu 24 Dec to Sat 2 Jan" in text


def test_what_the_team_did_is_jobs_and_never_names() -> None:
    """PV-10: the log that sending news promises, for members and coordinators alike, also after STOP."""
    talk = at("What the team did")
    assert "– News sent: 4 (coordinators)\n– Codes made for members: 1 (member reps)" in talk.text
    assert "duty" not in talk.text
    assert "Went on duty: 2 (coordinators)" in talk.press("The last 12 months")
    assert "What would you like?" in talk.press("Back")
    quiet = at("What the team did", facts=TestFacts(done=(Done("coordinator", "something.new", 2),)))
    assert "– Another job: 2 (coordinators)" in quiet.text
    assert "– nothing" in at("What the team did", facts=TestFacts(done=())).text
    assert "News sent: 4" in at("What the team did", member=replace(SAM, role="coordinator")).text
    stopped = Talk()
    for word in ("stop", "my details"):
        stopped.say(word)
    assert "News sent: 4" in stopped.press("What the team did")


def test_every_job_that_a_flow_notes_has_words_in_the_log() -> None:
    """What is said to be in the log for all to see can be read there by its name."""
    sources = "".join(file.read_text(encoding="utf-8") for file in Path(flows.__file__).parent.glob("*.py"))
    noted = set(re.findall(r'Note\(f?"([a-z.]+)', sources)) | set(
        re.findall(r'Note\("[a-z.]+" if \w+ else "([a-z.]+)"', sources)
    )
    assert noted
    assert not [action for action in noted if not any(job.startswith(action) for job in log_page.JOBS)]


@pytest.mark.parametrize(
    ("steps", "typed", "changes"),
    [
        (("Name",), "Kit", {"name": "Kit"}),
        (("Name", "No name"), "", {"name": ""}),
        (("Quiet mode", "Use quiet mode"), "", {"quiet": True}),
        (("Quiet mode", "Use quiet mode", "Change the word"), "Tea!", {"quiet_word": "tea"}),
        (("Who sees check-ins", "Ask me each time"), "", {"sight": "ask"}),
        (("Who sees check-ins", "Me and {worker}", "OK, share"), "", {"sight": "worker"}),
        (("Who sees check-ins", "Me and {worker}", "Only me"), "", {"sight": "me"}),
    ],
)
def test_each_thing_can_be_fixed(steps: tuple[str, ...], typed: str, changes: dict[str, object]) -> None:
    """A few taps and perhaps a word; it counts at once, and the way back to the details is open."""
    talk = at("Fix them", *(step.format(worker="Priya") for step in steps))
    if typed:
        talk.say(typed)
    assert [effect.changes for effect in talk.effects if isinstance(effect, ChangeMember)] == [changes]


@pytest.mark.parametrize("word", ["two words", "x", "a" * 21, "te4", "🍵"])
def test_a_quiet_word_that_cannot_be_typed_again_is_sent_back(word: str) -> None:
    """One dull word of letters; the question stands and says so."""
    talk = at("Fix them", "Quiet mode", "Use quiet mode", "Change the word")
    talk.say(word)
    assert not talk.did(ChangeMember)
    assert "2 to 20 letters" in talk.text


def test_sharing_with_a_worker_takes_a_second_yes() -> None:
    """What sharing means is said before it happens (ON-32)."""
    talk = at("Fix them", "Who sees check-ins", "Me and Priya")
    assert not talk.did(ChangeMember)
    assert "may have to tell others" in talk.text


def test_a_move_changes_the_zone_and_plans_anew() -> None:
    """A country or a town is enough; what is not known is asked again."""
    talk = at("Fix them", "Time zone")
    talk.say("Atlantis")
    assert "don't know that place" in talk.text
    talk.say("Madrid")
    (change,) = talk.did(ChangePace)
    assert isinstance(change, ChangePace)
    assert (change.pace.zone, change.replan) == ("Europe/Madrid", True)


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Spain", "Europe/Madrid"),
        (" são paulo ", "America/Sao_Paulo"),
        ("Europe/Paris", "Europe/Paris"),
        ("../etc/passwd", None),
        ("Europe/Nowhere", None),
        ("", None),
        ("/", None),
    ],
)
def test_places_are_read_as_zones(said: str, zone: str | None) -> None:
    """Countries, big towns and the zones' own names; nothing else, and never an error."""
    assert zone_of(said) == zone


def test_every_zone_that_is_offered_exists() -> None:
    """The table holds no zone that a pace would refuse."""
    assert all(zone_of(zone) == zone for zone in ZONES.values())


def test_a_layer_is_switched_off_with_one_tap_and_asks_about_the_past() -> None:
    """Off counts at once (PV-12), whatever is answered to the question that follows."""
    talk = at("Fix them", "What's on or off", "Check-ins: on")
    (no,) = talk.did(Consent)
    assert isinstance(no, Consent)
    assert (no.layer, no.yes) == ("check_ins", False)
    talk.press("Delete it")
    assert talk.did(DropAnswers) == [DropAnswers("check_ins")]


def test_a_layer_is_switched_on_by_a_yes_to_the_words_of_joining() -> None:
    """On is never a side effect of a tap: the very words of the layer are asked, and their version is kept."""
    talk = at("Fix them", "What's on or off", "Group mood: off")
    assert not talk.did(Consent)
    assert "No name" in talk.text
    talk.press("Yes")
    (yes,) = talk.did(Consent)
    assert isinstance(yes, Consent)
    assert (yes.layer, yes.yes, yes.wording.split("@")[0]) == ("group_mood", True, "ON-33")


def test_what_helps_is_taken_back_like_any_other_yes() -> None:
    """The yes to keep what helps them is switched off where the others are, and it says that what was kept is gone."""
    talk = at("Fix them", "What's on or off", "What helps me: off")
    talk.press("Yes")
    assert talk.member is not None and talk.member.agreed("access")
    talk.say("my details")
    for label in ("Fix them", "What's on or off", "What helps me: on"):
        talk.press(label)
    assert [(each.layer, each.yes) for each in talk.did(Consent) if isinstance(each, Consent)] == [
        ("access", False)
    ]
    assert "I've deleted what I kept of it." in talk.text


def test_an_old_button_never_switches_the_other_way() -> None:
    """A list that was shown before the change turns nothing on again."""
    talk = at("Fix them", "What's on or off")
    old = next(choice.token for choice in talk.choices if choice.label == "Check-ins: on")
    talk.press("Check-ins: on")
    talk.take(Pressed(old, "m1"))
    assert not talk.did(Consent)
    assert not talk.view().known.agreed("check_ins")


def test_check_ins_are_read_back_and_nothing_is_made_of_them() -> None:
    """The day and the word of each; a skipped one has no word. The notes are the member's own."""
    talk = at("My check-ins", facts=kept())
    assert "Sun 22 Nov: Good and Sat 21 Nov: no word" in talk.text
    talk.press("See notes")
    assert "Tea with Al" in talk.text


def test_a_shared_check_in_is_not_said_to_be_only_theirs() -> None:
    """CI-17: which ones were sent to the worker is marked, and nothing says that only the member can see them."""
    shared = TestFacts(kept=(replace(kept().kept[0], shared=True), kept().kept[1]))
    talk = at("My check-ins", facts=shared)
    assert "Sun 22 Nov: Good (shared) and Sat 21 Nov: no word" in talk.text
    assert "Priya was sent what's marked shared" in talk.text
    assert "Only you" not in talk.text
    assert talk.press("See notes").startswith("Sun 22 Nov (shared)\nHow are things today? – Good")
    closed = talk.press("Close")
    assert "Priya was sent as well" in closed
    assert "only for you" not in closed


def test_one_check_in_or_all_can_be_deleted() -> None:
    """By its day; a button shown before can only mean the same one."""
    talk = at("My check-ins", "Delete some", facts=kept())
    assert talk.labels == ["Sun 22 Nov", "Sat 21 Nov", "All of them", "Keep it all"]
    talk.press("Sat 21 Nov")
    assert talk.did(DropCheckIn) == [DropCheckIn(NOW - 2 * DAY)]
    talk = at("My check-ins", "Delete some", "All of them", facts=kept())
    assert talk.did(DropAnswers) == [DropAnswers("check_ins")]


def test_a_copy_is_sent_only_after_a_word_about_this_phone() -> None:
    """And not at all where no file can be sent."""
    talk = at("Get a copy")
    assert not talk.did(SendCopy)
    assert "Anyone with this phone" in talk.text
    talk.press("Send it here")
    assert talk.did(SendCopy)
    assert "Get a copy" not in at(caps=Caps(files=False)).labels


def test_a_complaint_never_goes_to_the_people_it_may_be_about() -> None:
    """It says where to write, and the ICO; an old button that passed it on to the worker tells nobody any more."""
    talk = at("Complain")
    assert talk.labels == ["OK"]
    assert PROGRAMME.contact in talk.text
    assert "ico.org.uk" in talk.text
    talk.take(Pressed(f"{talk.stack[-1].id}:details:PV-08:write", "m1"))
    talk.say("The door was locked.")
    assert not talk.did(PassOn)
    assert "message" not in talk.flows.visited


@pytest.mark.parametrize("way", ["typed", "menu", "stopped"])
def test_forgetting_takes_two_taps_and_one_yes(way: str) -> None:
    """From anywhere, after STOP too, with nobody asked (B72)."""
    talk = Talk(replace(SAM))
    if way == "stopped":
        talk.say("stop")
        talk.press("Delete my details")
    elif way == "menu":
        talk.say("my details")
        talk.press("Delete them")
    else:
        talk.say("forget me")
    talk.press("Delete now")
    assert not talk.did(Forget)
    talk.press("Yes, delete it all")
    (gone,) = talk.did(Forget)
    assert isinstance(gone, Forget)
    assert "Mon 28 Dec" in gone.goodbye
    assert (talk.member, talk.stack) == (None, ())


def test_no_is_no() -> None:
    """At each step of it everything can be kept, and nothing has happened until the last yes."""
    for steps in (("Keep it all",), ("Delete now", "No, keep it"), ("Copy first", "No, keep it")):
        talk = Talk()
        talk.say("forget me")
        for step in steps:
            talk.press(step)
        assert talk.member is not None
        assert "kept everything" in talk.text


def test_deleting_is_never_guessed() -> None:
    """A slip of the thumb at the last question deletes nothing."""
    talk = Talk()
    talk.say("forget me")
    talk.press("Delete now")
    for typed in ("yes delete", "yess", "delete"):
        talk.say(typed)
        assert not talk.did(Forget)
