"""Anonymous feedback on meetings, as far as it is pure: the form, counting, what is shown, and the review.

Which answer is whose is known to nobody in here: these functions see answers that were dropped in and sorted, each question
by itself (bot/ballot_box.py says how they are kept).
"""
