"""Results as people say them (YS-02): "Did you feel heard? Most said yes. Some said a bit. Few or hardly any: mostly, no."

The words of a question and its answers are those of its form, in the reader's language where a catalogue has them.
"""

from collections.abc import Sequence
from typing import Final

from conversations import bands
from conversations.feedback.picture_words import HIDDEN
from conversations.feedback.publication import AnswerShown, QuestionShown, Share
from conversations.phrases import Phrase, Tongue, _

NAMES: Final = {
    Share.ALMOST_EVERYONE: _("YS-02.almost", "almost everyone"),
    Share.MOST: _("YS-02.most", "most"),
    Share.ABOUT_HALF: _("YS-02.half", "about half"),
    Share.SOME: _("YS-02.some", "some"),
    Share.HARDLY_ANYONE: _("YS-02.few", "few or hardly any"),
}
"""From the highest to the lowest, as on a chart."""
SAID: Final = {
    Share.ALMOST_EVERYONE: _("YS-02A", "Almost everyone said {answer}."),
    Share.MOST: _("YS-02M", "Most said {answer}."),
    Share.ABOUT_HALF: _("YS-02B", "About half said {answer}."),
    Share.SOME: _("YS-02C", "Some said {answer}."),
}
COUNTED: Final = {
    Share.MOST: _("YS-02MN", "Most, about {number}, said {answer}."),
    Share.ABOUT_HALF: _("YS-02BN", "About half, about {number}, said {answer}."),
    Share.SOME: _("YS-02CN", "Some, about {number}, said {answer}."),
}
FEW: Final = _("YS-02D", "Few or hardly any: {answers}.")
BAND: Final = _("YS-02P", "{least} to {most}")


def sentence(tongue: Tongue, question: QuestionShown) -> str:
    """One question with what came out of it, up to 300 letters (bot/forms.py sees to that). Own words are not in it; of a
    question that has only those it is what was asked."""
    if question.hidden:
        return f"{heading(tongue, question)} {tongue.say(HIDDEN)}"
    return " ".join(filter(None, (heading(tongue, question), said(tongue, question.id, question.answers))))


def heading(tongue: Tongue, question: QuestionShown) -> str:
    """What was asked, without how to answer it: "What got in the way?"."""
    words = tongue.say(Phrase(question.id, question.text))
    return words[: words.rindex("?") + 1] if "?" in words else words


def said(tongue: Tongue, question: str, answers: Sequence[AnswerShown]) -> str:
    """What people said to the question of this id, the most first; those whom few chose or nobody, together at the end."""
    parts = []
    for share in SAID:
        for answer in (each for each in answers if each.share is share):
            values = {"answer": _in_a_sentence(label(tongue, question, answer))}
            if answer.about and share in COUNTED:
                parts.append(tongue.say(COUNTED[share], values | {"number": str(answer.about)}))
            else:
                parts.append(tongue.say(SAID[share], values))
    if few := [
        _in_a_sentence(label(tongue, question, each)) for each in answers if each.share is Share.HARDLY_ANYONE
    ]:
        parts.append(tongue.say(FEW, {"answers": ", ".join(few)}))
    return " ".join(parts)


def label(tongue: Tongue, question: str, answer: AnswerShown) -> str:
    """An offered answer as it stood on its button."""
    return tongue.say(Phrase(f"{question}.{answer.key}", answer.label))


def share_words(tongue: Tongue, share: Share, about: int | None = None) -> str:
    """A share beside a bar or in a table: "most", "some, about 5"."""
    name = tongue.say(NAMES[share])
    return f"{name}, {tongue.say(bands.ABOUT, {'number': str(about)})}" if about else name


def band_words(tongue: Tongue, people: str) -> str:
    """A publication's `people` ("5 to 9", "about 25") in this language; "" stays ""."""
    match people.split():
        case [least, "to", most]:
            return tongue.say(BAND, {"least": least, "most": most})
        case ["about", number]:
            return tongue.say(bands.ABOUT, {"number": number})
    return people


def _in_a_sentence(label: str) -> str:
    """ "Mostly staff" becomes "mostly staff"; "BSL" and "I came late" stay."""
    first = label.split()[0] if label.split() else ""
    plain = (
        len(first) > 1 and first[0].isupper() and first[1:].islower() and not first.startswith(("I'", "I’"))
    )
    return label[0].lower() + label[1:] if plain or first == "A" else label
