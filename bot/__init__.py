"""The shell: waits, reads the clock, draws chance, speaks to the outside, and builds everything once (`wiring.py`)."""
