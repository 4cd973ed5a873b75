"""What in a text could tell who somebody is: numbers, addresses and names, found without any network or file.

A text is read as eyes read it, not as it is stored (`folding.py`): a telephone number in full-width digits, with dots, with
invisible letters or as "oh double seven" is a telephone number. Each kind is looked for by itself; where two claim the
same letters the surer one has them (`find.py`).

*Sure* is what passed a check (check digits, the shape of a postcode, a name that the bot knows): before Send the member is
asked about it, once, and never kept from sending (ANONYMITY.md, section 4; MF-16). Everything else only may be something:
a capital letter in mid-sentence, a date, "as the only …". That is shown to the two reviewers and to nobody else, since a
warning that is mostly wrong teaches people to press past it. No program finds every self-description, so people read all.

What is found is never logged, kept or counted.
"""

from bot.personal_details.find import details_in

__all__ = ["details_in"]
