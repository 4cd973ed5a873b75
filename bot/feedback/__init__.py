"""Sealed talks and what becomes of them: the turn and the replies, the closing of a box, its review and its publication."""
