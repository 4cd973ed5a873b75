"""What whoever typed a command has to mend, as a type: said in one clear line, and no traceback."""


class Problem(Exception):
    """Something about a command or its surroundings. The text says what is wrong and how to mend it."""
