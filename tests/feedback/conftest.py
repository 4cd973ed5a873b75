"""What the tests of the sealed box share."""

import asyncio
from pathlib import Path

import pytest

from tests.feedback.beginning import prepare


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme on Telegram that everybody has joined, as files to begin a life with."""
    folder = tmp_path_factory.mktemp("prepared") / "begins"
    asyncio.run(prepare(folder))
    return folder
