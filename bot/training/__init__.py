"""Training, carried out: courses, the draw, offers, and word of all of it (conversations/training/ has the rules).

Start reading at `rounds`, what the ticks do; `asking` is what members do, `making` what coordinators do.
"""
