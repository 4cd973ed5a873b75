"""Help lines as configuration: numbers change, so each says who it is for and when somebody last checked it.

The ones shipped are those of DOMAIN.md, section 1.7. They come with the page where the number can be
checked, and without a date: the programme checks each one before members come and writes down who did, and
when. In messages a number stands behind its id: `{samaritans}`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

CHECK_AGAIN_AFTER: Final = 90
"""Days after which a number counts as unchecked (COPYDECK.md, section 5)."""

RESERVED: Final = frozenset({"org", "group", "contact", "link", "worker", "hours", "duty", "app", "name"})
"""Placeholders that messages already use for something else."""

Line = Annotated[str, Field(min_length=1, max_length=80)]


class Helpline(BaseModel):
    """One line to call, text or open. `who` is `for` in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,30}$")]
    name: Line
    number: Line
    hours: str = ""
    who: str = Field(default="", alias="for")
    nation: str = ""
    source: str = ""
    checked: date | None = None
    checked_by: str = ""


NATIONS: Final = {
    ("GB", "ENG"): "England",
    ("GB", "WLS"): "Wales",
    ("GB", "SCT"): "Scotland",
    ("GB", "NIR"): "Northern Ireland",
}

# One line each: these are read and checked as rows.
_TABLE: Final = """
emergency | Emergency | 999 | 24 hours | danger to life | UK | gov.uk/guidance/999-and-112
crisis | NHS mental health crisis | 111, press 2 | 24 hours | anyone in England | England | nhs.uk
samaritans | Samaritans | 116 123 | 24 hours | anyone | UK | samaritans.org
shout | Shout, by text | 85258 | 24 hours | anyone | UK | giveusashout.org
domestic_abuse | Domestic Abuse Helpline | 0808 2000 247 | 24 hours | women | England | refuge.org.uk
mens_advice | Men's Advice Line | 0808 801 0327 | not 24 hours | men | UK | mensadviceline.org.uk
galop | Galop | 0800 999 5428 | not 24 hours | LGBT+ people | UK | galop.org.uk
rape_support | Rape & Sexual Abuse Line | 0808 500 2222 | 24 hours | 16+ | England, Wales | rapecrisis.org.uk
childline | Childline | 0800 1111 | 24 hours | under 19 | UK | childline.org.uk
shelter | Shelter | 0808 800 4444 | hours vary | housing | England | shelter.org.uk
citizens_advice | Citizens Advice | 0800 144 8848 | hours vary | advice | England | citizensadvice.org.uk
frank | FRANK | 0300 123 6600 | 24 hours | drugs and alcohol | UK | talktofrank.com
karma_nirvana | Karma Nirvana | 0800 5999 247 | not 24 hours | honour-based abuse | UK | karmanirvana.org.uk
bsl | 999 BSL | 999 BSL app, or 999bsl.co.uk | 24 hours | Deaf people | UK | 999bsl.co.uk
"""
_COLUMNS: Final = ("id", "name", "number", "hours", "for", "nation", "source")
SHIPPED: Final = tuple(
    dict(zip(_COLUMNS, row.split(" | "), strict=True)) for row in _TABLE.strip().splitlines()
)
ORDER: Final = {str(line["id"]): place for place, line in enumerate(SHIPPED)}


def with_shipped(given: object) -> object:
    """The file's lines, each laid over the shipped one of the same id, then the rest of the shipped ones.

    Given lines come first, so that their places are those in the file when one of them is found wrong.
    """
    if not isinstance(given, tuple):
        return given
    shipped = {line["id"]: line for line in SHIPPED}
    overlaid = [
        shipped.get(str(line.get("id")), {}) | line if isinstance(line, dict) else line for line in given
    ]
    used = {line.get("id") for line in given if isinstance(line, dict)}
    return (*overlaid, *(line for line in SHIPPED if line["id"] not in used))


def fitting(given: Sequence[Helpline], emergency: str) -> tuple[Helpline, ...]:
    """As shipped, with the programme's own lines after them. Raises ValueError with how to mend it.

    `emergency` is what the programme says to call in danger; there is one such number, not two.
    """
    ids = [line.id for line in given]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise ValueError(f"Each help line has an id of its own. Written twice: {', '.join(twice)}.")
    if taken := sorted(RESERVED & set(ids)):
        raise ValueError(
            f"Messages use these words for something else, so choose another id: {', '.join(taken)}."
        )
    by_id = {line.id: line for line in given}
    if emergency and (line := by_id["emergency"]).number != emergency:
        if line.number != SHIPPED[0]["number"]:
            raise ValueError(
                f"The emergency number is {emergency}, as [programme] emergency says. Change it there."
            )
        by_id["emergency"] = line.model_copy(update={"number": emergency})
    return tuple(sorted(by_id.values(), key=lambda line: ORDER.get(line.id, len(ORDER))))


def elsewhere(lines: Sequence[Helpline], country: str, region: str) -> list[str]:
    """What to say about lines that do not serve the programme's own nation."""
    nation = NATIONS.get((country, region))
    if nation is None:
        return []
    names = [line.name for line in lines if line.nation and line.nation != "UK" and nation not in line.nation]
    if not names:
        return []
    return [f"[[helpline]]: for {nation}, find what stands in for {', '.join(names)}. Keep the id."]


def stale(lines: Sequence[Helpline], today: date) -> list[str]:
    """What to say about numbers that nobody checked in the last 90 days. It stops nothing."""
    never = [line.name for line in lines if line.checked is None]
    words = [
        f'[[helpline]] id = "{line.id}": the number of {line.name} was last checked {days} days ago. '
        f"Check it again{f' at {line.source}' if line.source else ''} and write checked = {today}."
        for line in lines
        if line.checked and (days := (today - line.checked).days) > CHECK_AGAIN_AFTER
    ]
    if never:
        words.append(
            f"[[helpline]]: nobody has written down a check of {', '.join(never)}. "
            "Check each number and write checked and checked_by under its id."
        )
    return words
