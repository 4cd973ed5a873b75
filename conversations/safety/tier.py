"""The tiers of words that may mean danger (DOMAIN.md, section 1.5), each with a card of its own."""

from enum import StrEnum


class Tier(StrEnum):
    """Most urgent first: where one text holds several, the first of these decides the card.

    INJURY leads because a body already hurt or poisoned is counted in minutes, and its card says 999 before anything.
    SUICIDE is next: a life is at stake, and talking now helps. SEXUAL_VIOLENCE goes before ABUSE because it is the narrower
    word: "sexually abused" is both, and only its card says whose line to call. Both offer 999, clearing the chat, and all
    other lines. MAY_MEAN_IT is last: it is what shows when nothing clearer was said.
    """

    INJURY = "injury"
    SUICIDE = "suicide"
    SEXUAL_VIOLENCE = "sexual_violence"
    ABUSE = "abuse"
    MAY_MEAN_IT = "may_mean_it"
