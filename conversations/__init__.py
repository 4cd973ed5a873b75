"""The talk itself, as plain values and pure functions.

Nothing in this package waits, reads a clock, draws chance, opens a file or knows a database: `bot` asks, this answers.
Start with `flow.py` (what a conversation is), `engine.py` (one step of it) and `desk.py` (who gets the next word).
"""
