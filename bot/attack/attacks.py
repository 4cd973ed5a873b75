"""All the attacks, by the names that the tables give them."""

from collections.abc import Callable
from typing import Final, TypeAlias

from bot.attack import by_history, by_keys, by_layout, by_members
from bot.attack.loot import Finding, Known, Loot

Attack: TypeAlias = Callable[[Loot, Known], Finding]

ATTACKS: Final[dict[str, Attack]] = {
    "rowid order": by_layout.rowid,
    "autoincrement": by_layout.counter,
    "a time beside it": by_layout.beside,
    "cell offsets": by_layout.offset,
    "overflow pages": by_layout.overflow,
    "words in any byte": by_layout.plaintext,
    "words in dead space": by_layout.dead_space,
    "names in the clear": by_members.in_the_clear,
    "uneven rows": by_members.uneven_rows,
    "length of what is sealed": by_keys.length,
    "keys on today's files": by_keys.todays_keys,
    "keys on old copies": by_keys.old_copies,
    "logs and journals": by_history.log_order,
    "same commit": by_history.same_commit,
    "backups compared": by_history.backups_compared,
}


def mount(loot: Loot, known: Known) -> dict[str, Finding]:
    """Every attack on the same loot."""
    return {name: attack(loot, known) for name, attack in ATTACKS.items()}
