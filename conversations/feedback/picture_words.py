"""What stands in a picture of results, beside the questions and answers themselves."""

from typing import Final

from conversations.phrases import _

REPLIED: Final = _("YS-40", "People who replied: {people}.")
BOXES: Final = _("YS-41", "Fuller boxes: more people said it.")
HIDDEN: Final = _("YS-42", "Too few people answered this one to show it.")
ONLY_WORDS: Final = _("YS-43", "There is nothing to draw here. What people said is in the words.")
