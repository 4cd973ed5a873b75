"""Words that may mean danger: which card, if any, a text calls for (DOMAIN.md, section 1.5).

How it decides. A text is read into plain words (`normal.py`, `reader.py`), phrases are looked for among them
(`phrases.py`), and the most urgent tier found wins. Four rules hold throughout:

- A missing card may cost a life, a wrong one a second. In doubt a phrase is in the list.
- Saying no is not safety: "I'm not going to kill myself" and "I don't want to die" show the card as well. Negation is
  read only where it makes the meaning ("don't want to live"). Nor does it matter who is meant: a friend, a past, a
  film. "Not about me" is a button.
- An idiom explains only the phrase that ends inside it. "Killing myself laughing" is no danger; the same text with "and
  I want to die" is. Whatever reaches beyond the idiom stands: "jump in" is an idiom, "jump in front of a train" is not.
- Every wired language is looked through, whatever language the chat is in: people in distress use the words they have.

The lists are fixed, versioned text, changed only with two keys. Nothing here learns, keeps, counts or sends anything.
"""

from conversations.safety.tier import Tier
from conversations.safety.watch import WIRED, base, watch


def danger(text: str, language: str) -> Tier | None:
    """The tier of the card to show, or None. `language` is the chat's; it decides only which list is read first."""
    found: set[Tier | None] = set()
    for each in sorted(WIRED, key=lambda wired: wired != base(language)):
        found.add(watch(each).danger(text))
        if Tier.INJURY in found:
            break
    return next((tier for tier in Tier if tier in found), None)


def has_danger_list(language: str) -> bool:
    """Whether free text may be offered in this language: a native speaker has been through its list (DOMAIN.md, 4.4)."""
    own = WIRED.get(base(language))
    return own is not None and own.reviewed_by_native
