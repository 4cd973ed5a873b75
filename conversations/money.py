"""What somebody says about being paid, wherever something is paid: for a role, for a course (DOMAIN.md, 3.6).

Nobody is asked which benefits they get, what their status is, or for any number of theirs. To be paid is one choice among
others, and none of them closes anything.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, cast

from conversations.phrases import Phrase, _

Money: TypeAlias = Literal["paid", "unpaid", "later"]
STEP: Final = "TR-13"
"""The step of the flow `money` that holds the choice: `Visit("money", "money", then=..., brings=(STEP,))` brings it back."""
WISHES: Final[Mapping[Money, Phrase]] = {
    "paid": _("TR-13P", "would like to be paid"),
    "unpaid": _("TR-13U", "unpaid is fine"),
    "later": _("TR-13L", "decides about pay later"),
}
"""What whoever has to pay them reads beside their name."""


def chosen(answers: Mapping[str, str]) -> Money:
    """What was chosen, for a flow that visited `money`; who left it without choosing decides later."""
    value = answers.get(STEP, "")
    return cast(Money, value) if value in WISHES else "later"
