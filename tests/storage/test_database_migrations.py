"""Schema changes: in order, all or nothing, with the data of the version before."""

import sqlite3
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from storage.database import Database
from storage.migrate import load_migrations, migrate, split_script

REPLACED = """
create table replacement (id integer primary key, name text not null unique, since integer not null) strict;
insert into replacement select id, name, 0 from parent;
drop table parent;
alter table replacement rename to parent;
"""


async def fill(path: Path, migrations: Path) -> None:
    async with Database.open(path, migrations=migrations) as database:
        await database.write(lambda conn: conn.execute("insert into parent (name) values ('Ada')").rowcount)
        await database.write(lambda conn: conn.execute("insert into child (parent_id) values (1)").rowcount)


async def test_a_migration_keeps_the_data_of_the_version_before(path: Path, migrations: Path) -> None:
    """A table that others point at is replaced, and neither its rows nor theirs are lost."""
    await fill(path, migrations)
    (migrations / "0002_since.sql").write_text(REPLACED)
    (migrations / "0003_more.sql").write_text("create table more (id integer primary key) strict;")
    async with Database.open(path, migrations=migrations) as database:
        assert await database.read(lambda conn: conn.execute("select * from parent").fetchall()) == [
            (1, "Ada", 0)
        ]
        assert await database.read(lambda conn: conn.execute("select * from child").fetchall()) == [(1, 1)]
        assert await database.read(lambda conn: conn.execute("PRAGMA user_version").fetchone()) == (3,)
        assert await database.read(lambda conn: conn.execute("PRAGMA foreign_keys").fetchone()) == (1,)


@pytest.mark.parametrize(
    "script",
    [
        REPLACED + "insert into nowhere values (1);",
        "insert into child (parent_id) values (404);",
        "commit; create table half (id integer); begin;",
        "create table half (id integer); commit;",
        "create trigger unfinished after insert on parent begin select 1;",
    ],
)
async def test_a_migration_that_fails_changes_nothing(path: Path, migrations: Path, script: str) -> None:
    """A migration with a mistake is named in the error, and its version is not reached."""
    await fill(path, migrations)
    broken = migrations / "0002_broken.sql"
    broken.write_text(script)
    with pytest.raises((sqlite3.Error, ValueError)) as caught:
        await Database.open(path, migrations=migrations)
    assert caught.value.__notes__ == ["while 0002_broken.sql was applied"]
    broken.unlink()
    async with Database.open(path, migrations=migrations) as database:
        assert await database.read(lambda conn: conn.execute("select * from parent").fetchall()) == [
            (1, "Ada")
        ]
        assert await database.read(lambda conn: conn.execute("select * from child").fetchall()) == [(1, 1)]


def test_a_script_is_split_where_its_statements_end() -> None:
    """Semicolons in strings, comments and triggers end no statement; what is left at the end is one."""
    trigger = "create trigger t after insert on a begin\n  insert into b values (';'); delete from c;\nend;"
    script = (
        f"create table a (x text default 'a;b'); -- one; two\n{trigger}\n/* ; */ create table b (y); select 1"
    )
    assert list(split_script(script)) == [
        "create table a (x text default 'a;b');",
        f"-- one; two\n{trigger}",
        "/* ; */ create table b (y);",
        "select 1",
    ]


@pytest.mark.parametrize(
    "names", [[], ["0002_b.sql"], ["0001_a.sql", "0003_c.sql"], ["0001_a.sql", "0001_b.sql"], ["1.sql"]]
)
def test_migrations_are_numbered_without_gaps(tmp_path: Path, names: list[str]) -> None:
    """A folder with a gap, a double or a misnamed migration is refused."""
    for name in names:
        (tmp_path / name).write_text("select 1;")
    with pytest.raises(ValueError, match="migration"):
        load_migrations(tmp_path)


def shape(conn: sqlite3.Connection) -> dict[str, object]:
    """Describe a schema by what SQLite makes of it, and by its words (which alone hold the checks)."""
    described: dict[str, object] = {}
    for kind, name, sql in conn.execute("select type, name, sql from sqlite_master").fetchall():
        described[f"{kind} {name}"] = _words(sql or "")
        if kind == "table":
            for pragma in ("table_xinfo", "foreign_key_list"):
                rows = conn.execute(f"PRAGMA {pragma}('{name}')").fetchall()
                described[f"{pragma} {name}"] = Counter(
                    row[1:] for row in rows
                )  # the order they stand in aside
        if kind == "index":
            described[f"index_xinfo {name}"] = conn.execute(f"PRAGMA index_xinfo('{name}')").fetchall()
    return described


def _words(sql: str) -> str:
    """One spelling of a statement: no comments, quotes, or spaces that mean nothing."""
    lines = (line.split("--")[0] for line in sql.splitlines())
    spaced = " ".join(lines).replace('"', "").lower()
    for mark in "(),":
        spaced = spaced.replace(mark, f" {mark} ")
    return " ".join(spaced.split())


def test_the_shape_of_a_schema_tells_differences() -> None:
    """The comparison sees a changed check, default, index and key, and is blind to layout and comments."""
    base = "create table a (x integer check (x > 0), y text default 'n') strict; create index i on a (x);"

    def of(script: str) -> dict[str, object]:
        conn = sqlite3.connect(":memory:")
        conn.executescript(script)
        described = shape(conn)
        conn.close()
        return described

    assert of(base) == of(
        base.replace("(x integer", "( -- the x\n  x  integer").replace("table a", 'table "a"')
    )
    for old, new in (
        ("> 0", "> 1"),
        ("'n'", "'m'"),
        ("on a (x)", "on a (y)"),
        ("strict", ""),
        ("y text", "y any"),
    ):
        assert of(base) != of(base.replace(old, new))


def test_the_schema_for_reading_is_the_schema_that_runs() -> None:
    """`schema.sql` and the migrations, each run from nothing, make the same database."""
    read, run = sqlite3.connect(":memory:"), sqlite3.connect(":memory:", isolation_level=None)
    read.executescript(files("storage").joinpath("schema.sql").read_text(encoding="utf-8"))
    migrate(run, load_migrations())
    assert shape(read) == shape(run)
    read.close()
    run.close()
