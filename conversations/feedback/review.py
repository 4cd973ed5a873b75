"""The review of members' own words, as a value: who has read what, and when it may be shown (DOMAIN.md 2.4 and 6.5).

Two people, one who is a coordinator and one who is a representative, each read every text. All that they can do is take
words out: each run of them becomes "[name]". They cannot add, soften, mend or hold back. So a text as it stands is always
what a member wrote with runs of it replaced, and never anything else.

*A change voids.* Whoever takes words out of a text makes it another text: nobody has read that one yet, nor has it before
them, and nobody's yes stands any more, their own included. So when both have said yes, each of the two has read every text
exactly as it is going to be shown.

*Reading is of what was shown.* A text counts as read by somebody only if it was put before them (`show`) after it last
changed. The answer of a reviewer whose screen still holds the older words counts for nothing, and the text comes to them again.

One person never turns both keys (B62): they read under the role in which they first said yes, whatever role they come to hold.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, TypeAlias

from conversations.feedback.counting import readable
from conversations.feedback.facts import Span
from conversations.feedback.masking import ANY_MARK, runs_of, taken_out

LEAST: Final = 2
MOST: Final = 60
"""Letters that can be taken out in one go. A name, a number or an address is no longer, and a sentence is not a name."""
KEYS: Final = ("coordinator", "representative")
Texts: TypeAlias = "tuple[Text, ...]"


@dataclass(frozen=True, slots=True)
class Text:
    """What `times` people wrote in answer to one question, as it stands now. `id` never changes."""

    id: str
    question: str
    text: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Reader:
    """One reviewer. `key`: as what they read; `seen` and `read`: ids of texts, as they stand. `agreed`: they said yes after
    reading all; `words`: also to words being shown where fewer people replied than words usually take. `void`: they had said
    yes, before something was taken out."""

    key: str
    seen: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    agreed: bool = False
    words: bool = True
    void: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The whole review of one box. `readers` by member; `masked`: whether words were taken out of anything."""

    texts: Texts
    readers: Mapping[int, Reader] = field(default_factory=lambda: NO_READERS)
    masked: bool = False

    def to_json(self) -> str:
        texts = [[each.id, each.question, each.text, each.times] for each in self.texts]
        readers = [
            [member, r.key, sorted(r.seen), sorted(r.read), r.agreed, r.words, r.void] for member, r in sorted(self.readers.items())
        ]  # fmt: skip
        return json.dumps([texts, readers, self.masked], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Marks":
        texts, readers, masked = json.loads(text)
        return cls(
            tuple(Text(*each) for each in texts),
            {
                member: Reader(key, frozenset(seen), frozenset(read), agreed, words, void)
                for member, key, seen, read, agreed, words, void in readers
            },
            masked,
        )


NO_READERS: Final[Mapping[int, Reader]] = MappingProxyType({})
NOTHING_TO_READ: Final = Marks(())


def begin(found: Iterable[tuple[str, str, int]]) -> Marks:
    """A review of these (question, text, how many wrote it): sorted, so that numbers tell nothing of who came first."""
    return Marks(tuple(Text(str(n), *each) for n, each in enumerate(in_order(found), 1)))


def in_order(found: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """By question, then A to Z (B43)."""
    return sorted(found, key=lambda each: (each[0], each[1].casefold(), each[1]))


# -- what reviewers do ----------------------------------------------------------------------------------------------------


def may_read(marks: Marks, member: int, key: str) -> bool:
    """Whether this member may review as this: somebody who has said yes as one of the two is never the other as well."""
    before = marks.readers.get(member)
    return key in KEYS and (before is None or before.key == key or not before.agreed)


def show(marks: Marks, member: int, key: str, id: str) -> Marks:
    """This text is before them, as it stands."""
    reader = _reader(marks, member, key)
    if reader is None or not any(each.id == id for each in marks.texts):
        return marks
    return _with(marks, member, replace(reader, seen=reader.seen | {id}))


def have_read(marks: Marks, member: int, key: str, id: str) -> Marks:
    """They say that it is fine. It counts if what is before them is the text as it stands."""
    reader = _reader(marks, member, key)
    if reader is None or id not in reader.seen:
        return marks
    return _with(marks, member, replace(reader, read=reader.read | {id}))


def take_out(marks: Marks, member: int, key: str, id: str, words: str) -> Marks:
    """These words go from this text, for good, and whatever anybody said about it is void."""
    before = next((each for each in marks.texts if each.id == id), None)
    if before is None or not may_read(marks, member, key) or wrong(before.text, words):
        return marks
    after = replace(before, text=masked(before.text, words))
    readers = {
        each: replace(
            reader,
            seen=reader.seen - {id},
            read=reader.read - {id},
            agreed=False,
            void=reader.void or reader.agreed,
        )
        for each, reader in marks.readers.items()
    }
    return Marks(tuple(after if each.id == id else each for each in marks.texts), readers, masked=True)


def agree(marks: Marks, member: int, key: str, *, words: bool) -> Marks:
    """They say yes. It counts once they have read every text as it stands."""
    reader = _reader(marks, member, key)
    if reader is None or unread(marks, reader):
        return marks
    return _with(marks, member, replace(reader, agreed=True, words=words, void=False))


def _reader(marks: Marks, member: int, key: str) -> Reader | None:
    """This member as a reviewer with this key; what they read with the other key, before they said yes, is not theirs now."""
    if not may_read(marks, member, key):
        return None
    before = marks.readers.get(member)
    return before if before is not None and before.key == key else Reader(key)


def _with(marks: Marks, member: int, reader: Reader) -> Marks:
    return replace(marks, readers={**marks.readers, member: reader})


# -- how far it has come --------------------------------------------------------------------------------------------------


def unread(marks: Marks, reader: Reader) -> tuple[str, ...]:
    return tuple(each.id for each in marks.texts if each.id not in reader.read)


def agreed(marks: Marks) -> tuple[str, ...]:
    """The keys that are turned: somebody with that role has read every text as it stands, and said yes."""
    turned = {reader.key for reader in marks.readers.values() if reader.agreed and not unread(marks, reader)}
    return tuple(key for key in KEYS if key in turned)


def both_agreed(marks: Marks) -> bool:
    """Two people: a member reads with one key only, so two keys are never one person's."""
    return len(agreed(marks)) == len(KEYS)


def to_ask_again(marks: Marks) -> tuple[tuple[int, ...], Marks]:
    """Those whose yes is void and for whom the other key waits: to be asked once more, and the marks after that."""
    turned = agreed(marks)
    found = tuple(
        id
        for id, reader in sorted(marks.readers.items())
        if reader.void and turned and reader.key not in turned
    )
    readers = {
        id: replace(reader, void=reader.void and id not in found) for id, reader in marks.readers.items()
    }
    return found, replace(marks, readers=readers)


def words_wanted(marks: Marks) -> bool:
    """Whether both want own words shown where few replied. Somebody who said no is not outvoted by another of their role."""
    return both_agreed(marks) and all(reader.words for reader in marks.readers.values() if reader.agreed)


def read_by(marks: Marks, id: str) -> tuple[str, ...]:
    """The keys with which this text was read as it stands."""
    found = {reader.key for reader in marks.readers.values() if id in reader.read}
    return tuple(key for key in KEYS if key in found)


# -- taking words out -----------------------------------------------------------------------------------------------------


def runs(text: str, words: str) -> tuple[Span, ...]:
    """Where these words stand, whatever their case: as words of their own, or else as parts of others. Never in a mark.

    A name that is also part of a common word is so taken out alone: "in[name]d" would say the name that is to go.
    """
    return runs_of(text, words) or tuple(_parts(text, words.strip()))


def _parts(text: str, words: str) -> Iterator[Span]:
    marks = [found.span() for found in ANY_MARK.finditer(text)]
    gaps = zip(
        (0, *(end for _start, end in marks)), (*(start for start, _end in marks), len(text)), strict=True
    )
    for start, end in gaps:
        for at in re.finditer(re.escape(words), text[start:end], re.IGNORECASE) if words else ():
            yield Span(start + at.start(), start + at.end(), "name")


def masked(text: str, words: str) -> str:
    """The text with each run of these words replaced by the mark."""
    return taken_out(text, runs(text, words))


def wrong(text: str, words: str) -> str:
    """Why these words cannot be taken out: "short", "long" or "absent"; "" if they can."""
    asked = words.strip()
    if sum(map(str.isalnum, asked)) < LEAST:
        return "short"
    if len(asked) > MOST:
        return "long"
    return "" if runs(text, asked) else "absent"


def is_only_marks(text: str) -> bool:
    """Whether nothing is left of it that says anything: it is not among the words that are shown."""
    return not readable((text,))
