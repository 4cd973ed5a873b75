"""The only source of chance. With a seed (`alongside demo --seed`) what does not protect anybody is repeatable."""

import random
import secrets

from conversations.rejoin import ALPHABET, is_code


class Chance:
    """Draws for ids, orders and codes. `protects` is always the operating system's entropy."""

    def __init__(self, seed: int | None = None) -> None:
        self._random = random.Random(seed) if seed is not None else random.SystemRandom()  # noqa: S311 - never a secret

    def draw(self) -> int:
        """A seed for a session: 53 bits, so that JSON keeps it whole."""
        return self._random.getrandbits(53)

    def fraction(self) -> float:
        return self._random.random()

    @staticmethod
    def rejoin_code() -> str:
        """Twelve characters that bring a member back (60 bits, 40 of them secret)."""
        while not is_code(code := "".join(secrets.choice(ALPHABET) for _ in range(12))):
            pass
        return code

    @staticmethod
    def code() -> str:
        """Ten characters nobody can guess and anybody can read aloud (50 bits; no i, l, o, u)."""
        return "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(10))
