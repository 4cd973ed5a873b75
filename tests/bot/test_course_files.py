"""Files of courses, whatever is in them: read, or refused with a line and what to do, and never anything else."""

import tomllib
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.problems import Problem
from bot.training.course_example import example
from bot.training.course_files import Found, Table, Written, Wrong, read
from bot.training.course_lines import course_line, session_line

CONTEXT = {"zone": "Europe/London", "today": tomllib.loads("day = 2026-11-23")["day"]}
HEAD = "title,about,places,closing,money,costs,leader,arranger,start,ends,place"
CELLS = st.sampled_from(
    (
        "",
        "12",
        "2026-12-18 14:00",
        "2026-02-31",
        "16:00",
        '"',
        '""',
        "Free",
        "yes",
        "a\tb",
        "£5",
        "\x00",
        "'",
        "2 hours",
    )
)
LINES = st.lists(st.lists(CELLS, max_size=13).map(",".join), max_size=6)
PIECES = st.sampled_from(
    ("[[course]]\n", "[[course.session]]\n", "[course]\n", 'title = "x"\n', "title = 7\n", "places = 12\n", "places = 1e400\n", "start = 2026-12-18T14:00:00\n",
     "start = 14:00:00\n", "ends = 16:00:00\n", "ends = 2026-12-18\n", "ends = -1\n", "closing = 2026-12-08\n", "closing = []\n", "money = {a = 1}\n", '"""\n', "x\n", "= 3\n",
     "minutes = 99999999999999999999\n", "paid = 1979-05-27T07:32:00Z\n", "session = [{start = 1}]\n", "session = 3\n", "# a comment\n", "course.title = 3\n")
)  # fmt: skip
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def looked_at(path: Path) -> list[Found]:
    """What is found wrong with the file, table by table; raises what is no refusal."""
    found: list[Found] = []
    try:
        written = read(path)
    except Wrong as wrong:
        return [*wrong.found]
    except Problem as problem:
        assert str(path) in str(problem)
        return [Found(1, str(problem))]
    for one in written:
        course_line(one.course, CONTEXT, found)
        for session in one.sessions:
            session_line(session, CONTEXT, found)
    return found


def check(path: Path, text: str | bytes) -> None:
    path.write_bytes(text if isinstance(text, bytes) else text.encode(errors="surrogatepass"))
    raw = path.read_bytes()
    lines = raw.count(b"\n") + raw.count(b"\r") + 1  # a line may end as it did on old computers
    for each in looked_at(path):
        assert 1 <= each.line <= lines
        assert each.words and "Traceback" not in each.words


@QUIET
@given(st.lists(PIECES, max_size=14))
def test_any_toml_is_read_or_refused(tmp_path: Path, pieces: list[str]) -> None:
    """With a line that is in the file."""
    check(tmp_path / "courses.toml", "".join(pieces))


@QUIET
@given(LINES, st.sampled_from((HEAD, HEAD.replace("money", ""), "title", "", '"', HEAD.replace(",", ";"))))
def test_any_csv_is_read_or_refused(tmp_path: Path, lines: list[str], head: str) -> None:
    """With a line that is in the file."""
    check(tmp_path / "courses.csv", "\n".join((head, *lines)))


@QUIET
@given(st.binary(max_size=200), st.sampled_from(("courses.csv", "courses.toml")))
def test_any_bytes_are_read_or_refused(tmp_path: Path, raw: bytes, name: str) -> None:
    """A picture, half a spreadsheet, another alphabet."""
    check(tmp_path / name, raw)


@QUIET
@given(st.data())
def test_a_line_spoilt_in_a_good_file_is_the_line_that_is_named(tmp_path: Path, data: st.DataObject) -> None:
    """Whichever value of the example becomes one that cannot be, it is named where it stands."""
    lines = example(date(2026, 11, 2)).splitlines()
    keys = {"places": '"lots"', "kept": '"some"', "closing": '"soon"', "paid": '"perhaps"', "start": '"one day"', "ends": '"late"', "minutes": '"ages"', "title": "7"}  # fmt: skip
    at = data.draw(
        st.sampled_from([number for number, line in enumerate(lines) if line.partition(" ")[0] in keys])
    )
    key = lines[at].partition(" ")[0]
    lines[at] = f"{key} = {keys[key]}"
    path = tmp_path / "courses.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    (found,) = looked_at(path)
    assert found.line == at + 1
    assert key in found.words


def test_a_table_without_a_line_of_its_own_has_that_of_its_head() -> None:
    """What is missing stands nowhere."""
    one = Written(Table(3, {"title": "x"}, {"title": 4}))
    assert (one.course.line_of("title"), one.course.line_of("money")) == (4, 3)
