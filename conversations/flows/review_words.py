"""How a text looks to its reviewers: what could tell who somebody is stands between « and », and is named below."""

from collections.abc import Iterable, Mapping
from typing import Final

from conversations.feedback.facts import Span
from conversations.phrases import Phrase, Tongue, _

NOT_CLEARED: Final = _(
    "RV-08F",
    "I couldn't clear all of this chat. To do it yourself, open the chat menu and choose Clear history.",
)
KINDS: Final[Mapping[str, Phrase]] = {
    "phone": _("RV-02K1", "a phone number"),
    "email": _("RV-02K2", "an email address"),
    "postcode": _("RV-02K3", "a postcode"),
    "address": _("RV-02K4", "an address"),
    "name": _("RV-02K5", "a name"),
    "link": _("RV-02K7", "a link"),
    "handle": _("RV-02K8", "a name in an app"),
    "number": _("RV-02K9", "a long number"),
    "nhs": _("RV-02K10", "an NHS number"),
    "ni": _("RV-02K11", "a National Insurance number"),
    "bank": _("RV-02K12", "a bank account"),
    "card": _("RV-02K13", "a bank card"),
    "date": _("RV-02K14", "a date"),
    "age": _("RV-02K15", "an age"),
    "self": _("RV-02K16", "how somebody describes themselves"),
}
OTHER: Final = _("RV-02K0", "something that only some would know")


def marked(text: str, spans: Iterable[Span]) -> str:
    """The text, with each span between « and »."""
    left, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= at:
            left += [text[at : span.start], "«", text[span.start : span.end], "»"]
            at = span.end
    return "".join((*left, text[at:]))


def kinds_in(spans: Iterable[Span], tongue: Tongue) -> str:
    """What was found, each kind once; "" for nothing."""
    found = dict.fromkeys(tongue.say(KINDS.get(span.kind, OTHER)) for span in spans)
    return tongue.listed(found) if found else ""
