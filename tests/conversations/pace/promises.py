"""The invariants of PACE.md, section 12, checked on a diary with none of the package's code or numbers.

Each promise is a function named by its invariant that raises AssertionError; it knows only messages,
times, deeds and what the member had chosen. Times of day come from `datetime`, numbers from the page.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.conversations.pace.life import DAY, HOUR, MINUTE, OPEN_FOR, Diary, Line

Promise = Callable[[Diary], None]
BASE = {"weekly": 7, "fortnightly": 14, "monthly": 28}
ASKS = ("check_in", "feedback_ask", "training", "dated_news", "place_offer", "snooze_return")
BEGUN_BY_US = ("welcome_back", "snooze_return", "account_end")
SLIDE = {"weekly": 2, "fortnightly": 4, "monthly": 7}


def there(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, ZoneInfo(zone))


def day_of(line: Line, zone: str | None = None) -> date:
    return there(line.at, zone or line.pace.zone).date()


def ordinary(diary: Diary) -> list[Line]:
    return [line for line in diary.lines if line.cls == "ordinary"]


def check_ins(diary: Diary) -> list[Line]:
    return [line for line in diary.lines if line.kind == "check_in"]


def at_most(limit: int, times: Iterable[int], seconds: int) -> None:
    ordered = sorted(times)
    for first, last in zip(ordered, ordered[limit:], strict=False):
        assert last - first >= seconds, f"more than {limit} in {seconds} s from {first}"


def spans(diary: Diary, opening: set[str], closing: set[str]) -> list[tuple[int, int]]:
    """From each deed that opens to the first later one that closes, or to the end of the diary."""
    found: list[tuple[int, int]] = []
    for place, (at, name, _, _) in enumerate(diary.done):
        if name in opening:
            later = [when for when, other, _, _ in diary.done[place + 1 :] if other in closing]
            found.append((at, later[0] if later else diary.end))
    return found


def deeds_between(diary: Diary, start: int, end: int) -> bool:
    return any(start <= at <= end for at, _, _, _ in diary.done)


def i01_hours(diary: Diary) -> None:
    for line in diary.lines:
        wall = there(line.at, line.pace.zone)
        minute = wall.hour * 60 + wall.minute
        own = line.pace.hours
        low, high = own.from_minute, own.to_minute
        if line.cls == "urgent":
            low, high = min(480, low), max(1260, high)
        assert low <= minute < high, line


def i02_days(diary: Diary) -> None:
    s = diary.scenario
    for line in [*ordinary(diary), *(line for line in diary.lines if line.kind in BEGUN_BY_US)]:
        day = day_of(line)
        assert day.weekday() not in {6, *s.quiet_weekdays} and day not in s.holidays, line
        assert not any(first <= day <= last for first, last in s.days_off), line
    for line in diary.lines:
        if line.kind not in ("check_in", "snooze_return"):
            continue
        wall = there(line.at, line.pace.zone)
        assert wall.weekday() < 4 or (wall.weekday() == 4 and wall.hour < 12), line


def i03_three_a_round(diary: Diary) -> None:
    times = [line.at for line in ordinary(diary)]
    at_most(3, times, 7 * DAY)
    if not any(name == "choose" for _, name, _, _ in diary.done) and diary.scenario.choice in BASE:
        at_most(3, times, BASE[diary.scenario.choice] * DAY)


def i03_one_place_is_held(diary: Diary) -> None:
    if diary.scenario.check_ins:
        at_most(2, [ln.at for ln in ordinary(diary) if ln.kind not in ("check_in", "rest_note")], 7 * DAY)


def i04_twenty_hours(diary: Diary) -> None:
    for before, line in pairwise(diary.lines):
        assert line.cls != "ordinary" or line.at - before.at >= 20 * HOUR, line
    for before, line in pairwise(ordinary(diary)):
        assert day_of(before, line.pace.zone) != day_of(line), line


def i05_caps(diary: Diary) -> None:
    asked = [line for line in diary.lines if line.cls == "asked" and line.kind != "person_reply"]
    at_most(4, [line.at for line in asked], 7 * DAY)
    at_most(2, [line.at for line in diary.lines if line.cls == "urgent"], 7 * DAY)
    calm = [line for line in diary.lines if line.cls != "urgent"]
    for place, line in enumerate(calm):
        today = sum(day_of(other, line.pace.zone) == day_of(line) for other in calm[:place])
        assert today < 2 or line.kind == "person_reply", line
    for place, line in enumerate(diary.lines):
        if line in asked and place:
            assert line.at - diary.lines[place - 1].at >= 3 * HOUR, line


def _silent_before(diary: Diary, place: int) -> int:
    """How many rounds in a row, ending with the one that ends at this check-in, had no deed at all."""
    asks = check_ins(diary)
    silent = 0
    while place > silent and not deeds_between(diary, asks[place - silent - 1].at, asks[place - silent].at):
        silent += 1
    return silent


def i06_gap_grows(diary: Diary) -> None:
    asks = check_ins(diary)
    for place, line in enumerate(asks[1:], start=1):
        silent = _silent_before(diary, place)
        choice = str(line.pace.choice)
        if silent:
            gap = min(BASE[choice] * {1: 1, 2: 2, 3: 4}[silent], 56)
            passed = (day_of(line) - day_of(asks[place - 1], line.pace.zone)).days
            assert passed >= gap - SLIDE[choice], (silent, line)


def i07_rest(diary: Diary) -> None:
    for place, note in enumerate(diary.lines):
        if note.kind == "rest_note":
            after = [line for line in diary.lines[place + 1 :] if line.cls == "ordinary"]
            deeds = [at for at, name, _, _ in diary.done if at > note.at and name not in ("hold", "lift")]
            assert not after or (deeds and deeds[0] <= after[0].at), note
            last = max([0, *(at for at, _, was, now in diary.done if at <= note.at and was != now)])
            asks = [line for line in diary.lines[:place] if line.kind in ASKS and line.at >= last]
            assert len(asks) >= 4, note
            assert sum(line.kind == "rest_note" and line.at >= last for line in diary.lines[:place]) == 0


def i08_only_check_ins_when_slow(diary: Diary) -> None:
    asks = check_ins(diary)
    for first, second in pairwise(asks):
        slow_from = second.at + BASE.get(str(second.pace.choice), 99) * DAY
        for line in ordinary(diary):
            if line.at >= slow_from and not deeds_between(diary, first.at, line.at):
                assert line.kind in ("check_in", "rest_note"), line


def i09_contact_resets(diary: Diary) -> None:
    for at, name, before, after in diary.done:
        if name == "contact" and before.state not in ("stopped", "held"):
            assert after.silent_rounds == 0 and after.state != "resting", at
            due = after.check_in_due_at
            assert due is None or due >= at or due == before.check_in_due_at, at


def i10_stop(diary: Diary) -> None:
    for stopped, started in spans(diary, {"stop"}, {"start"}):
        if any(
            at == stopped and name == "stop" and after.state == "held" for at, name, _, after in diary.done
        ):
            continue
        assert not [line for line in diary.lines if stopped <= line.at < started], stopped
    for at, length in diary.left_closed:
        assert length == 0, at


def i11_hold(diary: Diary) -> None:
    for held, lifted in spans(diary, {"hold"}, {"lift"}):
        assert not [line for line in diary.lines if held <= line.at < lifted], held
        if {name for at, name, _, _ in diary.done if at == lifted} <= {"hold", "lift"}:
            moved = [at for at, _, was, now in diary.done if at > lifted and was != now]
            resting = range(lifted, moved[0] if moved else diary.end)
            assert not [line for line in ordinary(diary) if line.at in resting], held
    for at, name, before, after in diary.done:
        if before.state == "held" and name not in ("hold", "lift"):
            assert before == after, (at, name)
        if before.state == "held" and name == "lift":
            assert after.state == ("stopped" if before.stopped_at is not None else _of_a_hold(diary, at)), at


def _of_a_hold(diary: Diary, lifted: int) -> str:
    """Where a hold that is lifted at this moment ends: in the break that it came into, if that goes on, or in rest."""
    before = [line for line in diary.done if line[0] <= lifted and line[2].state != "held"]
    was, goes_on = before[-1][2], False
    if was.state == "paused":
        goes_on = was.paused_until is None or lifted < was.paused_until
    return "paused" if goes_on else "resting"


def i12_break(diary: Diary) -> None:
    for place, (at, name, _, after) in enumerate(diary.done):
        if not name.startswith("break") or after.state != "paused":
            continue
        ends = {"come_back", "stop", "hold", "break", "break_tell_me"}
        closed = [when for when, other, _, _ in diary.done[place + 1 :] if other in ends]
        ended = [when for when, other, _, _ in diary.done[place + 1 :] if other in ends - {"hold"}]
        until = min([diary.end, *ended[:1], *([after.paused_until] if after.paused_until else [])])
        for line in diary.lines:
            if at <= line.at < until:
                assert line.cls == "urgent" and name == "break_tell_me", line
        until = min(
            [until, *closed[:1]]
        )  # a hold leaves the break its silence; of its hello nothing is promised
        window = (until, min([diary.end, *closed[:1]]))
        hellos = [ln for ln in diary.lines if ln.kind == "welcome_back" and window[0] <= ln.at < window[1]]
        assert len(hellos) <= 1, at
        natural = after.paused_until is not None and until == after.paused_until
        if natural and window[1] > until + 14 * DAY and not diary.scenario.outages:
            assert len(hellos) == 1, at
    assert sum(line.kind == "welcome_back" for line in diary.lines) <= sum(
        name.startswith("break") for _, name, _, _ in diary.done
    )


def i13_only_when_i_ask(diary: Diary) -> None:
    assert not [line for line in ordinary(diary) if line.pace.choice == "only_when_i_ask"]


def i14_once_and_in_time(diary: Diary) -> None:
    ids = [*(line.id for line in diary.lines), *(id for id, _ in diary.together)]
    assert len(ids) == len(set(ids))
    kinds = {line.id: line.kind for line in diary.lines}
    assert {(id.partition(":")[0], kinds[with_it]) for id, with_it in diary.together} <= {("news", "news")}
    assert all(line.ends_at is None or line.at < line.ends_at for line in diary.lines)


def i14_news_goes_together(diary: Diary) -> None:
    """Two or more news items waiting become one digest (section 6)."""
    assert not diary.left_out


def i15_none_vanish(diary: Diary) -> None:
    sent = {line.id for line in diary.lines if line.id in set(diary.submitted)}
    sent |= {id for id, _ in diary.together}
    waiting = [item for item in diary.waiting if item.id not in sent]
    ends = [*sent, *diary.whats_new, *diary.dropped, *(item.id for item in waiting)]
    assert sorted(ends) == sorted(diary.submitted)
    looked = min([diary.end, *(start for start, end in diary.scenario.outages if end >= diary.end)])
    assert all(item.ends_at is None or item.ends_at >= looked for item in waiting)


def i16_outage(diary: Diary) -> None:
    for _, end in diary.scenario.outages:
        early = [line for line in ordinary(diary) if end <= line.at < end + 20 * HOUR]
        assert len(early) <= 1, end
        calm = [line for line in diary.lines if line.cls != "urgent" and line.kind != "person_reply"]
        that_day = [
            line for line in calm if line.at >= end and day_of(line) == there(end, line.pace.zone).date()
        ]
        assert len(that_day) <= 2, end


def i17_limits_follow_the_member(diary: Diary) -> None:
    """Two news items in 7 days, whatever groups they come from (section 7)."""
    at_most(2, [line.at for line in diary.lines if line.kind == "news"], 7 * DAY)


def i18_urgent_is_urgent(diary: Diary) -> None:
    for line in diary.lines:
        if line.cls == "urgent":
            why = line.urgency
            ahead = why.starts_at - line.at
            assert why.booked and 0 < ahead <= 48 * HOUR, line
            if why.keys < 2:
                assert why.keys == 1 and why.marked_one_key and ahead <= 6 * HOUR, line
                assert line.at - why.reps_asked_at >= 20 * 60, line


def i19_local_hour(diary: Diary) -> None:
    for line in check_ins(diary):
        wall = there(line.at, line.pace.zone)
        assert wall.hour * 60 + wall.minute >= line.pace.check_in_minute, line
    s = diary.scenario
    calm = all(made.message_class == "ordinary" for made in s.made)
    if not s.outages and calm and all(line.cls == "ordinary" for line in diary.lines):
        if any(name not in ("contact", "choose", "day") for _, name, _, _ in diary.done):
            return
        for line in check_ins(diary):
            wall = there(line.at, line.pace.zone)
            assert 0 <= wall.hour * 60 + wall.minute - line.pace.check_in_minute <= 15, line
            anyway = s.holidays or s.days_off or s.quiet_weekdays
            assert anyway or wall.weekday() == line.pace.check_in_day, line


def i20_liveness(diary: Diary) -> None:
    """Judged where only busyness could be to blame: no quiet days but Sundays, no person's replies.

    An urgent message, or a reminder that cannot wait, may cost one check-in its slot; that is their point.
    """
    s = diary.scenario
    if s.holidays or s.days_off or not s.check_ins or any(m.kind == "person_reply" for m in s.made):
        return
    paces = {at: before for at, _, before, _ in reversed(diary.done)}
    shown = [line for line in diary.lines if line.kind in ("check_in", "welcome_back")]
    paces |= {line.at: line.pace for line in shown} | {diary.end: diary.pace}
    away = {at for at, _, _, after in diary.done if after.state != "active"}
    marks = sorted({s.start, *paces, *(end for _, end in s.outages)})
    for mark, following in pairwise(marks):
        pace = paces.get(following, diary.pace)
        choice = str(pace.choice)
        down = any(start < following and end > mark for start, end in s.outages)
        if pace.state != "active" or choice not in BASE or down or mark in away:
            continue
        gap = min(BASE[choice] * {0: 1, 1: 1, 2: 2, 3: 4}[pace.silent_rounds], 56)
        lost = sum(_cannot_wait(line) and mark <= line.at <= following for line in diary.lines)
        limit = mark + (gap * (1 + lost) + SLIDE[choice] + 7) * DAY + HOUR
        assert following <= limit, (there(mark, s.zone), choice, pace.silent_rounds)


def i21_offers(diary: Diary) -> None:
    """However long an offer waited, all the time to answer it lies ahead when it comes; none ends of itself before."""
    for line in diary.lines:
        assert line.closes_at is None or line.closes_at - line.at >= OPEN_FOR, line
    over = diary.open_ended & {*diary.whats_new}
    assert not [item for item in over if item.startswith("place_offer:")], over


def i23_replies(diary: Diary) -> None:
    """At any hour within 15 minutes, of help lines 60; later in the member's own hours; and never as an opener."""
    for reply in diary.replies:
        wall, own = there(reply.at, reply.pace.zone), reply.pace.hours
        inside = own.from_minute <= wall.hour * 60 + wall.minute < own.to_minute
        prompt = reply.at - reply.asked_at <= (60 if reply.kind == "helpline" else 15) * MINUTE
        if reply.pace.state not in ("stopped", "held"):
            assert reply.went == (prompt or inside), reply
        assert not reply.opens, reply


def i24_a_year(diary: Diary) -> None:
    """A year without a word is asked about once, and nobody is deleted sooner than 30 days after, or than 13 months."""
    heard = [diary.scenario.start]
    heard += [at for at, name, was, now in diary.done if was != now and name not in ("hold", "lift")]
    for line in diary.lines:
        if line.kind == "account_end":
            last = max(at for at in heard if at <= line.at)
            assert line.at >= last + 365 * DAY, line
            assert line.pace.state in ("active", "resting"), line
    asked = [line for line in diary.lines if line.kind == "account_end" and line.at >= max(heard)]
    assert len(asked) <= 1
    if diary.gone is not None and asked:
        passed = there(diary.gone, asked[0].pace.zone).date() - day_of(asked[0])
        assert passed.days == 31 or diary.scenario.outages, passed
    elif diary.gone is not None:
        assert diary.gone >= max(heard) + 395 * DAY
        assert diary.pace is None or diary.pace.state not in ("active", "resting")
    elif not diary.scenario.outages:
        assert diary.end < max(heard) + (365 + 31 + 14) * DAY or diary.pace.state == "paused"


def _cannot_wait(line: Line) -> bool:
    ends = line.kind.startswith("reminder") or line.kind == "key_request"
    return line.cls == "urgent" or (ends and line.ends_at is not None)


PROMISES: dict[str, Promise] = {
    name: check for name, check in list(globals().items()) if name[:1] == "i" and name[1:3].isdigit()
}


def broken(diary: Diary) -> list[str]:
    """The names of the promises that this diary breaks."""
    found: list[str] = []
    for name, check in PROMISES.items():
        try:
            check(diary)
        except AssertionError:
            found.append(name)
    return found
