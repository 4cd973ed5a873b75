"""What coordinators can do, and what they do not get to know."""

from dataclasses import replace

import pytest

from conversations.bands import band
from conversations.effects import Broadcast, ChangeMember, MakeInvite, Note
from conversations.events import Pressed
from conversations.phrases import PlainEnglish
from conversations.view import Duty, Group
from tests.conversations.driver import PROGRAMME, SAM, VOICES, Talk, TestFacts

ANA = replace(SAM, name="Ana", role="coordinator")
DUTY = Duty("Jo", "Mon to Fri, 9am to 5pm", True, "")


class TwoGroups(TestFacts):
    """A programme with two groups."""

    __test__ = False

    def groups(self) -> tuple[Group, ...]:
        return (VOICES, Group(2, "Borough Forum"))


def at(*steps: str, **more: object) -> Talk:
    talk = Talk(ANA, **more)  # type: ignore[arg-type]  # names are Talk's own
    talk.say("menu")
    for step in steps:
        talk.press(step)
    return talk


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5 to 9"), (9, "5 to 9"), (10, "10 to 19"), (19, "10 to 19"), (20, "about 20"),
     (22, "about 20"), (23, "about 25"), (27, "about 25"), (28, "about 30"), (102, "about 100")],
)  # fmt: skip
def test_numbers_of_people_are_rounded(count: int, words: str) -> None:
    """Bands below 20, then the nearest 5: one person more or less is rarely seen."""
    assert band(count, PlainEnglish()) == words


def test_group_sizes_are_told_rounded() -> None:
    """The sizes that coordinators see are those that anybody may see."""
    talk = at("Group size", facts=TwoGroups(sizes={1: 12, 2: 3}))
    assert "South Voices: 10 to 19" in talk.text
    assert "Borough Forum: fewer than 5" in talk.text
    assert "12" not in talk.text


@pytest.mark.parametrize(
    ("label", "role", "uses"),
    [("Members", "member", 25), ("A member rep", "representative", 1), ("A coordinator", "coordinator", 1)],
)
def test_an_invitation_is_for_a_role_and_ends(label: str, role: str, uses: int) -> None:
    """A code for many members, or for one person of the team; logged as a job, without a name."""
    talk = at("Invite people", label, facts=TestFacts(shared=False))
    assert talk.did(MakeInvite) == [MakeInvite("K7QM2XWP", role, 1, uses, 14)]
    assert talk.did(Note) == [Note(f"invite.{role}")]
    assert "K7QM2XWP" in talk.text
    assert "14 days" in talk.text


def test_with_several_groups_the_group_is_asked() -> None:
    """The code leads into the group that was picked."""
    talk = at("Invite people", "Members", "Borough Forum", facts=TwoGroups())
    assert talk.did(MakeInvite) == [MakeInvite("K7QM2XWP", "member", 2, 25, 14)]


def written(talk: Talk, title: str = "Kitchen", body: str = "It opens at 9.") -> Talk:
    talk.say(title)
    talk.say(body)
    return talk


def test_news_is_shown_before_it_is_sent_with_its_reach_in_words() -> None:
    """Nothing goes out before Send; how many is rounded, and nobody's name or pace is told (B31)."""
    talk = written(at("Send news"))
    assert not talk.did(Broadcast)
    assert "Kitchen\n\nIt opens at 9.\n\nFrom Ana." in talk.text
    assert "now: 5 to 9" in talk.text
    assert "Sam" not in talk.text
    talk.press("Send")
    assert talk.did(Broadcast) == [Broadcast(1, "Kitchen\n\nIt opens at 9.", "news")], (
        "whose it is stands beside it"
    )
    assert talk.did(Note) == [Note("news.news")]
    talk.press("Send")
    assert not talk.did(Broadcast)


def test_news_for_everyone_is_for_no_one_group() -> None:
    """With several groups it is asked who it is for; everyone is one of the answers."""
    talk = written(at("Send news", "Everyone", facts=TwoGroups()))
    talk.press("Send")
    (sent,) = talk.did(Broadcast)
    assert isinstance(sent, Broadcast)
    assert sent.group is None


def test_news_that_is_too_long_is_sent_back_with_its_length() -> None:
    """300 letters: said with the number that there are, and nothing is cut; what fits and is long is only advised about (CO-02)."""
    talk = written(at("Send news"), body="x" * 301)
    assert "301 letters" in talk.text
    assert talk.top == "send_news.CO-22"
    talk.say("Yes. " * 60)
    assert talk.top == "send_news.CO-02"
    talk.press("Use it as it is")
    assert talk.top == "send_news.CO-01"


def test_the_limit_is_said_before_anything_is_written_and_offers_the_page() -> None:
    """The third item in 7 days starts no chat; it can wait on What's new (CO-03)."""
    talk = at("Send news", facts=TestFacts(sent_this_week=2))
    assert "Thu 26 Nov" in talk.text
    assert talk.labels == ["Send on Thu 26 Nov", "It has a date", "What's new only", "Cancel"]
    talk.press("What's new only")
    written(talk).press("Put it there")
    (sent,) = talk.did(Broadcast)
    assert isinstance(sent, Broadcast)
    assert sent.level == "page"


def test_news_can_be_changed_or_dropped_until_it_is_sent() -> None:
    """Title and words can each be written anew; Cancel leaves nothing."""
    talk = written(at("Send news"))
    talk.press("Change it")
    talk.press("The title")
    talk.say("Lunch")
    talk.press("Change it")
    talk.press("The words")
    talk.say("Soup.")
    assert "Lunch\n\nSoup." in talk.text
    talk.press("Cancel")
    assert not talk.did(Broadcast)
    assert talk.stack == ()


def test_duty_is_offered_only_where_somebody_can_be_told() -> None:
    """In set-up 1 there is no duty; in the others a tap begins it and a tap ends it."""
    assert "Go on duty" not in at().labels
    talk = at("What comes to me", programme=replace(PROGRAMME, set_up=2, duty=DUTY))
    talk.press("Go on duty")
    assert talk.did(ChangeMember) == [ChangeMember({"on_duty": True})]
    assert "tell Jo" in talk.text
    talk.say("menu")
    talk.press("What comes to me")
    talk.press("Go off duty")
    assert talk.did(ChangeMember) == [ChangeMember({"on_duty": False})]


def test_messages_for_the_worker_are_taken_and_handed_back() -> None:
    """A tap each way, logged as a job; it says what comes, and what members are told if nobody takes them."""
    talk = at("Messages: to me")
    assert talk.did(ChangeMember) == [ChangeMember({"worker": True})]
    assert talk.did(Note) == [Note("messages.on")]
    assert "Messages for Priya come to you" in talk.text
    talk.say("menu")
    assert "Messages: to me" not in talk.labels
    talk.press("Messages: not to me")
    assert talk.did(ChangeMember) == [ChangeMember({"worker": False})]
    assert PROGRAMME.contact in talk.text
    assert not any("Messages" in label for label in at(programme=replace(PROGRAMME, worker="")).labels)


def test_an_old_button_for_messages_never_turns_them_the_other_way() -> None:
    """Pressed twice, or a week late, it means what it said."""
    talk = at("Messages: to me")
    talk.press("Messages: to me")
    assert talk.member is not None
    assert talk.member.worker
    assert ChangeMember({"worker": False}) not in talk.effects


def test_coordinators_have_what_every_member_has() -> None:
    """Their own pace, details and help lines are two taps away."""
    assert {"My pace", "My details", "Helplines"} <= set(at("My own menu").labels)


@pytest.mark.parametrize("role", ["member", "staff", "representative"])
def test_an_old_button_of_the_team_gives_nobody_else_its_powers(role: str) -> None:
    """Whoever has stepped back, or never was on the team, is told kindly that it has closed."""
    for key in ("invite", "news", "size", "duty", "take"):
        talk = Talk(replace(ANA, role=role), programme=replace(PROGRAMME, set_up=2, duty=DUTY))  # type: ignore[arg-type]  # a role
        talk.take(Pressed(f"0old0000:team:CO-11:{key}", "m1"))
        assert not talk.did(ChangeMember)
        assert talk.text == "That one has closed. Nothing is lost. Type MENU to see what there is."
