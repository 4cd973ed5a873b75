"""How many gave an answer, in words, so that nobody can be worked out (ANONYMITY.md, section 3; DOMAIN.md 2.2).

*Who is kept out.* The likely one to work somebody out was in the room: they know what they answered themselves, and may know
how many replied. So each word stands for counts that such a person cannot tell apart. None and one count alike, so nobody
hears whether anybody gave an answer at all; all and all but one alike. That is not enough: somebody who alone said "No"
would learn from a word for "none or one" that nobody else did, and somebody who alone did not say "Yes" from a word for
"all or all but one" that everybody else did. So the lowest word reaches from 0 to 2, and the highest from two under all to
all. Of five people it follows that two words are left: three or more is "most", and two or fewer are "few or hardly any",
which is why it does not say "hardly any" alone: that would make two voices of five smaller than they are. Up to nine people
"most" is no wider than that, though six of nine would be most as well: "most" and "some" side by side would then add up to
exactly six and three, and tell that nobody gave the third answer.

*From 20 people on* counts are said too, to the nearest 5. The words then go by the rounded count, so that a word and a number
together say no more than the number. The lowest and the highest word have none: "about 20 of about 20" would be everybody.

*What this does not hide.* Somebody who knows exactly how many answered one question can add up: if of nine people three answers
are each "some" and a fourth is not, the fourth got none. Numbers of people are bands, and how many skip a question is told to
nobody; that is what stands against it.
"""

from typing import Final

from conversations.feedback.publication import Share

EDGE: Final = 2
"""So far from none, and from all, reach the lowest and the highest word."""
STEP: Final = 5
FIVE_WORDS, COUNTS = 10, 20
"""From so many answers to a question on there are five words for a share, and counts to the nearest `STEP`."""


def share_of(count: int, of: int) -> Share:
    """The word for `count` of the `of` people who answered this question; `of` is 5 or more."""
    if of >= COUNTS:
        return _of_many(count, of)
    if count <= EDGE:
        return Share.HARDLY_ANYONE
    if of < FIVE_WORDS:
        return Share.MOST if count >= of - EDGE else Share.SOME
    if count >= of - EDGE:
        return Share.ALMOST_EVERYONE
    return _middle(count, of)


def about_of(count: int, of: int, k: int) -> int | None:
    """The count to the nearest 5, where so many answered that it may be said, and it is neither under `k` nor at an edge."""
    if of < COUNTS or share_of(count, of) in (Share.HARDLY_ANYONE, Share.ALMOST_EVERYONE):
        return None
    about = nearest(count)
    return about if about >= k else None


def nearest(count: int) -> int:
    return (count + STEP // 2) // STEP * STEP


def people_band(people: int, k: int) -> str:
    """How many replied, for a publication: "5 to 9", "10 to 19", "about 25". "" under `k`. Where `k` was raised the band begins
    there; a band of one number would be that number, so it is said with the next one. Nothing said is under `k`."""
    if people < k:
        return ""
    if people >= COUNTS or k >= COUNTS - 1:
        about = nearest(people)
        return f"about {about if about >= k else about + STEP}"
    least, most = max(k, FIVE_WORDS), COUNTS - 1
    if people < FIVE_WORDS or k == FIVE_WORDS - 1:
        least, most = k, most if k == FIVE_WORDS - 1 else FIVE_WORDS - 1
    return f"{least} to {most}"


def _of_many(count: int, of: int) -> Share:
    """By what is said of the count, so that no word splits the people of one number."""
    if count >= _highest_from(of):
        return Share.ALMOST_EVERYONE
    about = nearest(count)
    return Share.HARDLY_ANYONE if 10 * about <= of else _middle(about, of)


def _highest_from(of: int) -> int:
    """Where the highest word begins: two under all, or as low as where a number begins that would be left with one or two
    counts only; and with many people, a tenth under all."""
    below = max(EDGE, of // 10)
    start = (of - below - 3) // STEP * STEP + 3
    return start if of - below - start < 3 else of - below


def _middle(count: int, of: int) -> Share:
    """Half is more than four and fewer than six of ten. Of exactly ten people it would be exactly five, so there it is not said."""
    if of > FIVE_WORDS and 4 * of < 10 * count < 6 * of:
        return Share.ABOUT_HALF
    return Share.MOST if 2 * count > of else Share.SOME
