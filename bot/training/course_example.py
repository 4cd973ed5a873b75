"""A file of courses to begin with (`alongside import training --example`), with dates that are to come."""

from datetime import date, timedelta
from typing import Final

AHEAD: Final = timedelta(days=42)
"""So long from today the first session is: there is time to ask, to be drawn, and to change the file first."""
CLOSES: Final = timedelta(days=10)
"""So long before it asking closes."""
NEXT: Final = timedelta(days=4)
"""So long after it the second session is."""
_TEXT: Final = """\
# Courses for `alongside import training FILE`. Times are those of the programme's own clocks.

[[course]]
title = "Chairing a meeting"
about = "How to keep time, and let everybody speak. You can leave any time."
group = "Lambeth"           # leave it out for everybody
places = 12
kept = 3                    # places kept for people new to this; leave it out for a quarter
closing = {closing}        # the last day on which people can ask for a place
money = "Free"
paid = false                # whether people are paid for coming
costs = "Travel and childcare, paid before you come"
help = "Step-free, breaks, food"
leader = "Priya"            # sees who has a place, if that is a name on the team
arranger = "Ana"            # on the team, and has joined: sees what helps people to take part
# follows = "Chairing"      # an earlier course of which this is the next date: who asked to hear of that hears of it

[[course.session]]
start = {first}T14:00:00
ends = 16:00:00             # or: minutes = 120
place = "The library, the door on Elm Road"

[[course.session]]
start = {second}T14:00:00
minutes = 90
link = "https://example.org/meet"

# The same as CSV, one line a session; a line with no title is a further session of the course above:
#
# title,about,group,places,closing,money,costs,leader,arranger,start,ends,place
# Chairing a meeting,"How to keep time, and let everybody speak.",Lambeth,12,{closing},Free,Travel paid before,Priya,Ana,{first} 14:00,16:00,The library
# ,,,,,,,,,{second} 14:00,16:00,The library
"""


def example(today: date) -> str:
    first = today + AHEAD
    return _TEXT.format(closing=first - CLOSES, first=first, second=first + NEXT)
