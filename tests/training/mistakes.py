"""Mistakes that are made on purpose, each with the promise that breaks of it (test_mistakes.py makes them).

A promise is a property, "file.test", or one of those that are looked at in a life (always.py, at_rest.py), by its name.
"""

from typing import Final

from tests.feedback.mistakes import Mistake, one

DRAW: Final = "conversations.training.draw:draw"
ENDS: Final = "conversations.training.holds:ends_at"
MOVED: Final = "conversations.training.holds:moved"
CHOOSE: Final = "conversations.training.offering:choose"
OFFERS: Final = "bot.training.offers"
ASKING: Final = "bot.training.asking"
MISTAKES: Final[tuple[Mistake, ...]] = (
    # -- the draw
    one("the largest number counts", "tests", "test_draw.test_anybody_repeats_it", "conversations.training.draw:best", "min(", "max("),
    one("one chance is as good as three", "tests", "test_draw.test_it_is_uniform_within_its_weights[one with three chances]", "conversations.training.draw:best", "range(1, ticket.chances + 1)", "range(1, 2)"),
    one("drawn by ticket and not by seed", "tests", "test_draw.test_of_forty_each_is_drawn_as_often", "conversations.training.draw:number", "{seed}:{code}", "{code}"),
    one("kept places are for everybody", "tests", "test_draw.test_kept_places_are_kept", DRAW, "if ticket.new:", "if True:"),
    one("kept places stay empty", "tests", "test_draw.test_no_place_is_left_while_somebody_waits_for_one", DRAW, "turn(ticket, (True, False))", "turn(ticket, (False,))"),
    one("a pair takes one place", "tests", "test_draw.test_everybody_is_placed_or_waits", DRAW, "needed = ticket.seats", "needed = 1"),
    one("what is owed is forgotten", "tests", "test_draw.test_what_is_owed_comes_first", DRAW, "if ticket.owed:", "if False:"),
    one("the seed is not looked at", "tests", "test_record.test_another_seed_is_called_that", "conversations.training.record:problems", "if commitment(record.seed) != record.commitment:", "if False:"),
    # -- the clock
    one("it runs at night", "tests", "test_holds.test_it_waits_as_long_as_was_promised", "conversations.training.holds:open_span", "if whole else (hours.from_minute, hours.to_minute)", "if True else (hours.from_minute, hours.to_minute)"),
    one("it runs on quiet weekdays", "tests", "test_holds.test_it_waits_as_long_as_was_promised", "conversations.training.holds:open_span", "or day.weekday() in pace.quiet_weekdays ", ""),
    one("it runs in a break", "tests", "test_holds.test_it_waits_as_long_as_was_promised", "conversations.training.holds:open_span", "begin = max(begin, pace.paused_until)", "pass"),
    one("it ends after the limit", "tests", "test_holds.test_it_waits_as_long_as_was_promised", ENDS, "return min(until, end)", "return until"),
    one("it ends when the day is over in UTC", "tests", "test_holds.test_it_ends_in_their_hours", "conversations.training.holds:_rounded", "return min(end, max(moment, five)) if moment <= five else end", "return moment + 5 * HOUR"),
    one("a break eats the time", "tests", "test_holds_moved.test_a_change_takes_no_time_away", MOVED, "if left == 0 else", "if True else"),
    one("a change stretches it", "tests", "test_holds_moved.test_no_order_of_changes_stretches_it", MOVED, "left, whole=True)", "left)"),
    one("what was told is not kept", "tests", "test_holds_moved.test_a_change_takes_no_time_away", "conversations.training.holds:end", "max(ends, told)", "ends"),
    one("a break of a moment costs the place", "tests", "test_holds_moved.test_a_break_that_ends_at_once_costs_nothing", MOVED, "return runs if left == 0 else", "return now if left == 0 else"),
    one("longer the day before", "tests", "test_holds.test_longer_is_two_days_more", "conversations.training.holds:longer", "<= LONGER_BEFORE", "<= 0"),
    # -- whom
    one("whom it went by is asked again", "tests", "test_offering.test_nobody_and_nothing_twice", CHOOSE, "if not any((seat.number, each) in went_by for each in who.members)", ""),
    one("the last is first", "tests", "test_offering.test_it_goes_by_the_list", CHOOSE, "for each in waiting:\n        # Who", "for each in reversed(waiting):\n        # Who"),
    one("kept seats to whoever is first", "tests", "test_offering.test_kept_ones_go_to_the_new_first", CHOOSE, "if each.new:", "if False:"),
    one("half a pair", "tests", "test_offering.test_two_together_or_not_at_all", CHOOSE, "len(theirs) < len(who.members)", "not theirs"),
    one("who cannot be reached is offered one", "tests", "test_offering.test_nobody_and_nothing_twice", CHOOSE, " or not reaches(who)", ""),
    # -- the rows
    one("asking is possible after closing", "lives", "everybody hears yes or no", "bot.training.drawing:draw_one", 'telling.not_drawn(connection, row, place.member_id, now)', 'None'),
    one("somebody else's seat", "lives", "a seat has one holder", f"{ASKING}:take", "seat = next(iter(offers.open_seats(connection, world, row, now)), None)", "seat = 1"),
    one("a seat is kept by who leaves", "lives", "nobody is booked who waits, or has left", f"{ASKING}:give_back", "events.unbook(connection, session.id, who)", "pass"),
    one("a booking of no seat", "lives", "nobody is booked who waits, or has left", f"{OFFERS}:pass_on", "seats.pass_on(connection, place)", "seats.pass_on(connection, place); __import__('storage.events').events.book(connection, __import__('storage.events').events.of_course(connection, place.course_id)[0].id, place.member_id, place.offered_at or 0)"),
    one("the clock starts when the offer is made", "lives", "the clock does not run before it has arrived", f"{OFFERS}:hold", "place = seats.of(connection, row.id, member)", "seats.arrived(connection, row.id, member, now, now + 86400); place = seats.of(connection, row.id, member)"),
    one("the clock starts when it is let go", "lives", "the clock does not run before it has arrived", f"{OFFERS}:about_to_go", "seats.until(connection, place.course_id, place.member_id, end)", "seats.arrived(connection, place.course_id, place.member_id, now, end)"),
    one("who lets it go by goes to the end", "lives", "an ended offer changes nothing about the person", f"{OFFERS}:pass_on", "seats.pass_on(connection, place)", "seats.pass_on(connection, place); seats.at_the_end(connection, place.course_id, place.member_id)"),
    one("what went by somebody is forgotten", "lives", "what went by somebody is not offered to them again", "storage.seats:pass_on", "if asked and place.seat is not None:", "if False:"),
    one("an offer goes by at once", "lives", "an offer does not go by before its end", f"{OFFERS}:let_go_by_of", "now >= place.ends_at", "now >= place.sent_at"),
    one("an offer never goes by", "lives", "nothing is held after its end", f"{OFFERS}:let_go_by_of", "now >= place.ends_at", "False"),
    one("what was offered goes all the same", "lives", "no word goes of an offer that is over", f"{OFFERS}:drop_letter", 'if place.state == "offered":', "if False:"),
    one("nothing is offered any more", "lives", "every place is offered while anybody waits", f"{OFFERS}:_offer", "if not free or", "if True or"),
    one("offers go on though it begins sooner", "lives", "nothing is held after the limit", f"{OFFERS}:cut_short", "if end is not None:", "if False:"),
    one("who is gone is not forgotten", "lives", "whoever is off a course leaves nothing with it", "storage.seats:drop", '("place", "went_by", "need")', '("place", "went_by")'),
    one("reminders go on", "lives", "only who has a place is reminded", f"{ASKING}:give_back", "reminding.drop(connection, course, who)", "pass"),
    one("the draw is forgotten", "lives", "who lost has a better chance next time", "bot.training.drawing:draw_one", "courses.lose(connection, row.id, place.member_id, now)", "pass"),
    one("the list is in the order of asking", "lives", "the list is in the order of the draw", "bot.training.drawing:draw_one", "[place.member_id for code in (*drawn.places, *drawn.waiting) for place in tickets[code]]", "[place.member_id for unit in units for place in unit]"),
    one("others have the seats of the draw", "lives", "places go to whom the draw gives them", "bot.training.drawing:draw_one", "for code in drawn.places]", "for code in (drawn.waiting or drawn.places)[: len(drawn.places)]]"),
)  # fmt: skip
