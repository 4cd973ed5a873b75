"""The phrase lists of this folder, read once for all tests."""

from pathlib import Path

from conversations.safety import Tier

HERE = Path(__file__).parent
TIERS = {
    "A": Tier.SUICIDE,
    "B": Tier.MAY_MEAN_IT,
    "C": Tier.INJURY,
    "D": Tier.ABUSE,
    "E": Tier.SEXUAL_VIOLENCE,
}


def harmless(name: str) -> list[str]:
    """The lines of a list, without comments and blank lines."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def dangerous(name: str) -> list[tuple[Tier, str]]:
    """The lines of a list of dangerous phrases, each with its tier."""
    return [(TIERS[line[0]], line[3:]) for line in harmless(name)]
