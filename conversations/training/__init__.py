"""Training: fair places at the member's pace (issue 5; DOMAIN.md, section 3).

Start reading at `draw` (how places go, and how anybody can check it); then `offering` (whom a free place is offered to),
`holds` (how long an offer waits, whose clock stands still whenever its reader is left alone) and `courses` (what a course is,
and what is wrong with one). Everything here is a pure function of values; bot/training/ carries it out.
"""
