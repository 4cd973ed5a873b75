"""Lives that are made up as they go along: whatever people do, in whatever order, no place goes twice and no promise is broken."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.training.acts import ACTS, Step, live
from tests.training.life import Life

NUMBER = st.integers(0, 11)
OFTEN = ("all ask", "until the draw", "answers", "hours pass")
STEPS = st.lists(st.tuples(st.sampled_from((*ACTS, *OFTEN, *OFTEN)), NUMBER, NUMBER, NUMBER), max_size=25)


def lived(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        life = Life(Path(folder) / "life")
        try:
            live(life, steps)
        finally:
            life.close()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_every_promise_holds_whatever_happens(steps: list[Step]) -> None:
    """Asks, draws, offers, lapses, breaks, cancellations, commits that many share and kills, in any order: everything in
    always.py and at_rest.py stays true."""
    lived(steps)
