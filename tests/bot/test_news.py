"""News to a group: who gets it, when, and what becomes of the rest (PACE.md, sections 6 and 7)."""

from storage import whats_new
from tests.bot.play import DAY, HOUR, LOOK_SAFE, MINUTE, Person, Play, wall

OPENER = "It's your check-in"


def check_ins(person: Person) -> list[str]:
    """When check-ins came, by London's clocks."""
    return [
        wall(message.at)
        for message in person.heard
        if OPENER in message.text or "I've slowed down" in message.text
    ]


async def test_news_reaches_the_group_and_nobody_else(play: Play) -> None:
    """A broadcast is expanded to the members of its group, each at their own pace."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea", group="Southwark")
    assert await play.news("Southwark") == 1
    await play.wait(MINUTE)
    assert (kofi.heard, bea.heard) == ([], []), "everybody is in the middle of joining"
    await play.wait(2 * DAY)
    assert not [message for message in kofi.heard if "Bring a chair" in message.text]
    (item,) = [message for message in bea.heard if "Bring a chair" in message.text]
    assert [choice.label for choice in item.choices] == ["Less of this"], "I22: every opener has a way out"
    assert await play.news(None) == 2


async def test_less_of_this_works_for_ever(play: Play) -> None:
    """The button of a news item asks what would help, also long after."""
    kofi = await play.joined("Kofi")
    await play.news("Lambeth")
    await play.wait(3 * DAY)
    await play.wait(30 * DAY)
    assert "What would help?" in await kofi.press("Less of this")


async def test_the_check_in_is_not_starved_by_news(play: Play) -> None:
    """I03, I20: however much is sent, at most three openers a week, one a day, and the check-in keeps its day."""
    kofi = await play.joined("Kofi")
    for number in range(8):
        await play.news("Lambeth", f"Item {number}")
        await play.wait(12 * HOUR)
    await kofi.say("menu", "close")
    await play.until("2026-12-01 12:00")
    assert check_ins(kofi) == ["Tue 2026-11-24 11:00", "Tue 2026-12-01 11:00"]
    openers = [message.at for message in kofi.heard if "Item" in message.text or OPENER in message.text]
    assert len({wall(moment)[:14] for moment in openers}) == len(openers) > 3
    assert all(sum(moment - 7 * DAY < other <= moment for other in openers) <= 3 for moment in openers)


async def test_what_ends_before_it_can_go_waits_on_whats_new(play: Play) -> None:
    """I14, I15: an item past its end is not sent late; it is on the What's new page, whole."""
    marek = await play.joined(
        "Marek",
        pace="Once a month",
        lines=("ok", "Tuesday", "10am to noon", "no", "looks right", "not now", "ok"),
    )
    for number in range(4):
        await play.news("Lambeth", f"Item {number} of the week")
    await play.wait(20 * DAY)
    came = [message for message in marek.heard if "of the week" in message.text]
    page = await marek.say("menu", "what's new")
    assert len(came) == 1 and page.count("of the week") == 4, "together they are one message"
    states = await play.bot.database.read(
        lambda c: c.execute("select state, body from letter where kind = 'news'").fetchall()
    )
    assert {state for state, _body in states} == {"sent", "dropped"}
    assert {body for _state, body in states} == {None}, "settled letters keep no words"


async def test_a_quiet_member_gets_a_line_that_says_nothing(play: Play) -> None:
    """DOMAIN.md 5.1: in quiet mode news is a dull line without a sound; the words wait on What's new."""
    zora = play.person("Zora")
    await zora.say(
        "hi",
        "yes",
        "not sure",
        "use quiet mode",
        "ok",
        "yes, 18 or over",
        "yes, that's ok",
        "no name",
        "no check-ins",
        "yes",
        "yes",
        "yes",
        "every week",
        "any, 10am to 7pm",
        "no",
        "looks right",
        "not now",
        "ok",
    )
    zora.thread.clear()
    await play.news("Lambeth", "A group for people leaving hostels")
    await play.wait(2 * DAY)
    assert len(zora.heard) == 1
    assert "hostels" not in zora.last
    (item,) = await play.bot.database.read(lambda c: whats_new.of_member(c, 1))
    assert item[:2] == ("A group for people leaving hostels", "")


async def test_news_waits_on_whats_new_for_whoever_said_no_to_it(play: Play) -> None:
    """ON-43: news is a yes of its own; after a no, or later, no chat is started, and nothing is lost."""
    code, zora = await play.invite("member", "Lambeth"), play.person("Zora")
    await zora.say(code, *LOOK_SAFE, "yes, that's ok", "no name", "no check-ins", "no", "no", "decide later")
    await zora.say("every week", "any, 10am to 7pm", "no", "looks right", "not now", "ok")
    heard = len(zora.heard)
    await play.news("Lambeth")
    await play.wait(8 * DAY)
    assert len(zora.heard) == heard
    assert "Bring a chair" in await zora.say("menu", "what's new")


async def test_a_third_item_in_a_week_goes_to_the_page_alone(play: Play) -> None:
    """PACE.md 7: what is over the group's limit starts no chat; every member finds it on What's new."""
    kofi = await play.joined("Kofi")
    assert await play.news("Lambeth", "For the page", "page") == 1
    await play.until("2026-11-24 10:00")
    await play.wait(20 * HOUR)
    assert not [message for message in kofi.heard if "For the page" in message.text]
    assert "For the page" in await kofi.say("menu", "what's new")


async def test_a_coordinator_sends_news_in_the_chat(play: Play) -> None:
    """The whole way: written by a coordinator, shown with its rounded reach, sent, and heard by the group."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await priya.say("menu")
    await priya.press(next(label for label in priya.labels if "news" in label.lower()))
    await priya.say("Lambeth", "Tuesday room", "We meet in room 2.")
    assert "People: fewer than 5, each at their own pace" in priya.last
    await priya.press("Send")
    assert "On its way" in priya.last
    await play.wait(3 * DAY)
    (item,) = [message.text for message in kofi.heard if "room 2" in message.text]
    assert item.startswith("Tuesday room") and "From Priya." in item
    assert ("coordinator", "news.news") in [row[2:4] for row in await play.rows("log")]
