"""The config file: defaults, secrets, and what a person is told about a mistake."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.config import Config, ConfigProblem, advice, build, load, stale_helplines
from bot.config_problems import keys_of
from bot.config_values import Section

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "config.example.toml"
TODAY = date(2026, 11, 23)
INVENTED_TOKEN = "70000000:" + "x" * 35


def written(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def problems(raw: dict[str, Any], **environ: str) -> list[str]:
    with pytest.raises(ConfigProblem) as found:
        build(raw, Path("/srv/alongside"), environ)
    return found.value.problems


def sections() -> dict[str, type[Section]]:
    return {name: held for name, held in keys_of(Config).items() if isinstance(held, type)}


def test_an_empty_file_is_a_whole_config(tmp_path: Path) -> None:
    """Every key has a default, so an empty file is enough to try the bot."""
    config = load(written(tmp_path, ""), {})
    assert config.programme.timezone == "Europe/London"
    assert config.feedback.min_responses == 5
    assert config.feedback.min_responses_for_words == 10
    assert config.pace.hours == (600, 1140)
    assert not config.telegram.on
    assert not config.room.enabled


def test_the_example_is_the_defaults(tmp_path: Path) -> None:
    """What config.example.toml says a default is, it is."""
    assert load(written(tmp_path, EXAMPLE.read_text()), {}) == load(written(tmp_path, ""), {})


def test_the_example_documents_every_key() -> None:
    """A key that config.example.toml does not show, with words above it or its section's keys, does not exist."""
    shown = tomllib.loads(EXAMPLE.read_text())
    assert {name: set(keys) for name, keys in shown.items()} == {
        name: set(keys_of(model)) for name, model in sections().items()
    }


def test_the_example_shows_every_key_of_a_help_line() -> None:
    """The commented [[helpline]] is complete and would be taken as it stands."""
    block = EXAMPLE.read_text().split("#\n# [[helpline]]")[1]
    line = tomllib.loads(re.sub("^# ?", "", block, flags=re.MULTILINE))
    assert set(line) == set(keys_of(keys_of(Config)["helpline"].__args__[0]))
    assert build({"helpline": [line]}, Path(), {}).helplines[2].checked_by == "Initials"


@pytest.mark.parametrize("name", sorted(sections()))
def test_an_unknown_key_is_answered_with_the_nearest_known_one(name: str) -> None:
    """A slip of the pen in any section names the section, the slip and the key that was meant."""
    for key in keys_of(sections()[name]):
        (problem,) = problems({name: {f"{key}x": 1}})
        assert problem.startswith(f"config: [{name}] {key}x: ")
        assert f'"{key}"' in problem


def test_a_misspelt_section_is_answered_with_the_nearest_known_one() -> None:
    """A section nobody knows is an error that names the one that was meant."""
    assert problems({"programe": {}}) == [
        'config: [programe]: There is no such section or key. Did you mean "programme"?'
    ]


def test_a_key_under_the_wrong_section_is_told_where_it_belongs() -> None:
    """A key that another section knows is sent there."""
    assert problems({"room": {"base_url": "https://example.org"}}) == [
        "config: [room] base_url: There is no such key. It belongs under [telegram]."
    ]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """Somebody with five mistakes in four sections reads five lines, not one line five times."""
    file = written(
        tmp_path,
        """
        [programme]
        timezone = "Europe/Londn"
        contact = 3
        [room]
        host = "0.0.0.0"
        [feedback]
        min_responses = 3
        [pace]
        hours = "07:00-19:00"
        """,
    )
    with pytest.raises(ConfigProblem) as found:
        load(file, {})
    assert [problem.split(". ")[0] for problem in found.value.problems] == [
        'config.toml: [programme] timezone: found "Europe/Londn"',
        "config.toml: [programme] contact: found 3",
        'config.toml: [room] host: found "0.0.0.0"',
        "config.toml: [feedback] min_responses: found 3",
        'config.toml: [pace] hours: found "07:00-19:00"',
    ]


@pytest.mark.parametrize(
    ("raw", "where", "mend"),
    [
        ({"room": {"port": "8000"}}, "[room] port", "Write a whole number without quotes: port = 8000."),
        ({"room": {"port": True}}, "[room] port", "whole number"),
        ({"room": {"port": 70000}}, "[room] port", "65535 or less"),
        ({"room": {"enabled": "yes"}}, "[room] enabled", "true or false"),
        ({"room": 3}, "[room]", "a section of its own, [room]"),
        ({"programme": {"name": ""}}, "[programme] name", "take the line out"),
        ({"programme": {"languages": "en"}}, "[programme] languages", "Write a list: languages"),
        ({"programme": {"languages": ["en", "english"]}}, "[programme] languages", "two letters"),
        ({"programme": {"languages": []}}, "[programme] languages", "at least 1"),
        ({"programme": {"groups": ["A", "a"]}}, "[programme] groups", "each one once"),
        ({"programme": {"groups": ["A", ""]}}, "[programme] groups number 2", "take the line out"),
        ({"programme": {"agreement": ["x"] * 6}}, "[programme] agreement", "5 at most"),
        ({"programme": {"region": "ENGLAND"}}, "[programme] region", '"ENG"'),
        ({"programme": {"country": "XX"}}, "[programme] country", '"GB"'),
        ({"programme": {"timezone": "London"}}, "[programme] timezone", '"Europe/London"'),
        ({"telegram": {"mode": "poll"}}, "[telegram] mode", '"polling" or "webhook"'),
        ({"telegram": {"mode": "webhook"}}, "[telegram] webhook_url", "https://"),
        ({"telegram": {"base_url": "http://api.telegram.org"}}, "[telegram] base_url", "https"),
        ({"telegram": {"messages_per_second": 0}}, "[telegram] messages_per_second", "1 or more"),
        ({"feedback": {"min_responses": 4}}, "[feedback] min_responses", "never lowered"),
        (
            {"feedback": {"min_responses": 12, "min_responses_for_words": 11}},
            "[feedback] min_responses_for_words",
            "12 (min_responses)",
        ),
        ({"pace": {"hours": "ten to seven"}}, "[pace] hours", '"10:00-19:00"'),
        ({"pace": {"hours": "19:00-10:00"}}, "[pace] hours", "begin before they end"),
        ({"pace": {"urgent_hours": "11:00-20:00"}}, "[pace] urgent_hours", "around 10:00-19:00"),
        ({"pace": {"quiet_days": ["Christmas"]}}, "[pace] quiet_days number 1", "2026-12-24"),
        ({"safety": {"set_up": 4}}, "[safety] set_up", "3 or less"),
        ({"safety": {"set_up": 2, "duty": "Sam"}}, "[safety] duty_hours", "when they are there"),
        ({"safety": {"duty_hours": "whenever"}}, "[safety] duty_hours", "Mon-Thu"),
        ({"helpline": {"id": "shout"}}, "[[helpline]]", "two brackets"),
        ({"helpline": [{"id": "ours"}]}, "[[helpline]] number 1 name", "missing"),
        ({"helpline": [{"id": "shout", "numbr": "1"}]}, "[[helpline]] number 1 numbr", '"number"'),
        ({"helpline": [{"id": "shout"}, {"id": "shout"}]}, "[[helpline]]", "Written twice: shout"),
        ({"helpline": [{"id": "name", "name": "x", "number": "1"}]}, "[[helpline]]", "another id: name"),
        ({"helpline": [{"id": "emergency", "number": "112"}]}, "[[helpline]]", "[programme] emergency"),
    ],
)
def test_a_problem_says_where_and_how_to_mend_it(raw: dict[str, Any], where: str, mend: str) -> None:
    """Each problem names file, section and key, and what to write instead."""
    found = problems(raw)
    assert any(problem.startswith(f"config: {where}: ") and mend in problem for problem in found), found
    assert all("\n" not in problem for problem in found)


@pytest.mark.parametrize(
    "key", ["openers_per_round", "openers", "urgent_per_week", "rest_after", "quiet_sundays"]
)
def test_a_promise_of_the_pace_is_no_setting(key: str) -> None:
    """Trying to set what members are promised is answered with why that cannot be set (B12)."""
    (problem,) = problems({"pace": {key: 9}})
    assert "a promise to members and no setting" in problem


def test_a_file_that_is_not_there_or_not_toml_is_one_line(tmp_path: Path) -> None:
    """A missing, unreadable or broken file is said in one line, never a traceback."""
    for name, content in (
        ("no.toml", None),
        ("bad.toml", b"[room\nport=1"),
        ("latin.toml", b'name = "\xe9"'),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(ConfigProblem) as found:
            load(tmp_path / name, {})
        (problem,) = found.value.problems
        assert problem.startswith(f"{name}: ")
    with pytest.raises(ConfigProblem):
        load(tmp_path, {})


def test_a_byte_order_mark_is_forgiven(tmp_path: Path) -> None:
    """A file saved by an editor that begins texts with a mark is read all the same."""
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbf[programme]\nname = "Voices"\n')
    assert load(tmp_path / "config.toml", {}).programme.name == "Voices"


def test_the_token_in_the_environment_wins(tmp_path: Path) -> None:
    """ALONGSIDE_TELEGRAM_TOKEN stands above the file, and an empty one stands for nothing."""
    file = written(tmp_path, '[telegram]\ntoken = "1:file"\n')
    assert load(file, {"ALONGSIDE_TELEGRAM_TOKEN": "2:env\n"}).telegram.token.get_secret_value() == "2:env"
    assert load(file, {"ALONGSIDE_TELEGRAM_TOKEN": ""}).telegram.token.get_secret_value() == "1:file"
    assert load(written(tmp_path, ""), {"ALONGSIDE_TELEGRAM_TOKEN": "2:env"}).telegram.on
    off = written(tmp_path, "[telegram]\nenabled = false\n")
    assert not load(off, {"ALONGSIDE_TELEGRAM_TOKEN": "2:env"}).telegram.on


@pytest.mark.parametrize(
    "raw",
    [
        {"telegram": {"token": INVENTED_TOKEN + " x"}},
        {"telegram": {"tokn": INVENTED_TOKEN}},
        {"telegram": {"token": [INVENTED_TOKEN]}},
        {"telegram": {"base_url": f"https://api.telegram.org/bot{INVENTED_TOKEN}"}},
        {"telegram": {"mode": INVENTED_TOKEN, "token": INVENTED_TOKEN}},
        {"programme": {"timezone": INVENTED_TOKEN}},
        {"telegram": INVENTED_TOKEN},
        {"token": INVENTED_TOKEN},
    ],
)
def test_a_secret_is_never_repeated(raw: dict[str, Any]) -> None:
    """Wherever a token was written by mistake, no problem and no traceback shows it."""
    with pytest.raises(ConfigProblem) as found:
        build(raw, Path(), {})
    assert "xxxxxx" not in f"{found.value}{found.value!r}{found.getrepr(chain=True)}"
    assert found.value.__context__ is None


def test_a_secret_does_not_show_in_the_config() -> None:
    """Printing the config prints no token."""
    config = build({"telegram": {"token": INVENTED_TOKEN}}, Path(), {})
    assert "xxxxxx" not in f"{config!r} {config} {config.telegram!r}"


def test_paths_start_at_the_folder_of_the_file(tmp_path: Path) -> None:
    """A relative path means the same wherever the bot is started from."""
    config = load(
        written(tmp_path, '[storage]\npath = "rows/a.sqlite3"\n[programme]\ncheck_in = "ours.toml"\n'), {}
    )
    assert config.storage.path == tmp_path / "rows" / "a.sqlite3"
    assert config.storage.keys == tmp_path / "keys"
    assert config.programme.check_in == tmp_path / "ours.toml"


@pytest.mark.parametrize("keys", ["data", "data/keys", "data/a/b", ".", "data/../data/keys"])
def test_keys_live_apart_from_the_database(keys: str) -> None:
    """A keys folder that a copy of the database's folder would take along, or that holds the database, is refused."""
    (problem,) = problems({"storage": {"path": "data/alongside.sqlite3", "keys": keys}})
    assert "[storage] keys" in problem
    assert "side by side" in problem


def test_a_link_into_the_database_folder_is_no_way_round(tmp_path: Path) -> None:
    """Where a link points counts, not what it is called."""
    (tmp_path / "data").mkdir()
    (tmp_path / "keys").symlink_to(tmp_path / "data")
    with pytest.raises(ConfigProblem):
        build({}, tmp_path, {})


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_the_room_opens_on_this_computer(host: str) -> None:
    """Every name of this computer will do."""
    assert build({"room": {"host": host}}, Path(), {}).room.host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org", ""])
def test_the_room_opens_nowhere_else(host: str) -> None:
    """An address that others can reach is refused."""
    assert "[room] host" in problems({"room": {"host": host}})[0]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8081", "http://bot-api:8081/", "http://10.1.2.3", "https://a.example"]
)
def test_a_bot_api_server_of_ones_own_is_taken(url: str) -> None:
    """A self-hosted server may be plain http; a last slash makes no difference."""
    assert build({"telegram": {"base_url": url}}, Path(), {}).telegram.base_url == url.rstrip("/")


def test_quiet_days_are_dates_and_stretches(tmp_path: Path) -> None:
    """A date and a stretch in quotes are both taken."""
    file = written(tmp_path, '[pace]\nquiet_days = [2026-12-24, "2026-12-28 to 2026-12-31"]\n')
    assert load(file, {}).pace.quiet_days == (
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 28), date(2026, 12, 31)),
    )


def test_a_help_line_changes_only_what_it_names() -> None:
    """A [[helpline]] with a shipped id is laid over it; one with a new id comes after all of them."""
    config = build(
        {
            "helpline": [
                {"id": "shout", "hours": "at night"},
                {"id": "ours", "name": "Day centre", "number": "07700 900123"},
            ]
        },
        Path(),
        {},
    )
    by_id = {line.id: line for line in config.helplines}
    assert (by_id["shout"].number, by_id["shout"].hours) == ("85258", "at night")
    assert next(iter(by_id)) == "emergency"
    assert list(by_id)[-1] == "ours"
    assert len(by_id) == 15


def test_the_emergency_number_is_one() -> None:
    """What the programme says to call in danger is what the help line says."""
    config = build({"programme": {"emergency": "112"}}, Path(), {})
    assert config.helplines[0].number == "112"


def test_numbers_go_stale_after_90_days() -> None:
    """A number checked 90 days ago is fresh, one of 91 is not, and one never checked is named."""
    line = {"id": "ours", "name": "Day centre", "number": "07700 900123"}
    fresh = build({"helpline": [line | {"checked": TODAY - timedelta(days=90)}]}, Path(), {})
    assert not any("Day centre" in words for words in stale_helplines(fresh, TODAY))
    old = build({"helpline": [line | {"checked": TODAY - timedelta(days=91)}]}, Path(), {})
    assert any("Day centre was last checked 91 days ago" in words for words in stale_helplines(old, TODAY))
    assert any(
        "nobody has written down a check" in words and "Samaritans" in words
        for words in stale_helplines(old, TODAY)
    )


def test_advice_names_what_is_still_to_do() -> None:
    """A programme that has set nothing is told what members would miss; in Scotland, which lines are England's."""
    words = "\n".join(advice(build({"programme": {"region": "SCT"}}, Path(), {}), TODAY))
    for what in ("name", "contact", "notice", "agreement"):
        assert f"[programme] {what} is not set" in words
    assert "for Scotland, find what stands in for NHS mental health crisis" in words
