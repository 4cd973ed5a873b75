"""My journey in talks of tests: one record, in the clear, and what was asked of it in a few words."""

from dataclasses import dataclass, field

from conversations.journey import Entry, Journey, Line, after, with_lines
from conversations.journey_effects import (
    AskForLine,
    ChangeEntry,
    ChooseCopy,
    DropJourney,
    JourneyEffect,
    KeepLine,
    LeaveLine,
    NewEntry,
    TakeOutEntry,
)

TRAINER = 24
"""The member who is asked for lines."""


@dataclass
class TestJourneyFacts:
    """What a record of nobody in particular holds."""

    __test__ = False
    record: Journey | None = field(default_factory=Journey)

    def journey(self) -> Journey | None:
        return self.record

    def journey_was_read(self) -> bool:
        return True

    def carry_out_journey(self, effect: JourneyEffect) -> None:
        if self.record is not None:
            self.record = after(self.record, effect)

    def write_line(self, text: str) -> None:
        """Whoever was asked last writes this."""
        assert self.record is not None
        asked = next(each for each in reversed(self.record.entries) if each.asked)
        self.record = with_lines(self.record, (Line(asked.asked, asked.id, text),))


WRITTEN = Journey(
    (
        Entry("k3f9aaaa", "2025-06-03", "Cooking course", "I made soup for 12.", TRAINER, "Ana", "She stayed calm.", True),
        Entry("k3f9bbbb", "2026-09-14", "First aid", "I can help now.", TRAINER, "Ana", "He asked good questions."),
        Entry("k3f9cccc", "2026-11-02", "Cooking course"),
        *(Entry(f"k3f9ddd{n}", "2026-11-10", f"Day {n}", "Went.") for n in range(4)),
    )
)  # fmt: skip
"""Seven entries, one with a line to decide about."""


def in_words(effect: JourneyEffect) -> str:
    """One effect in a few words. Ids are left out: they are drawn."""
    match effect:
        case NewEntry():
            return f"begins an entry: {effect.day}" + (f", {effect.what}" if effect.what else "")
        case ChangeEntry():
            changes = "; ".join(f"{name}: {value}" for name, value in effect.changes.items())
            return f"writes in the sealed record: {changes}"
        case TakeOutEntry():
            return "takes an entry out"
        case KeepLine():
            return "keeps the line"
        case ChooseCopy():
            return f"chooses for the copy: {len(effect.entries)}"
        case DropJourney():
            return "deletes the record"
        case AskForLine():
            return f"asks {effect.name} for a line: {effect.text}"
        case LeaveLine():
            return f"seals a line for {effect.item}: {effect.text}"
