"""SQLite: rows in, rows out. Decides nothing.

Every function takes the `sqlite3.Connection` of a running `Database.read` or `Database.write` as its first argument,
runs whole on the database's thread, and returns plain values. `schema.sql` is the whole schema, for reading.
"""
