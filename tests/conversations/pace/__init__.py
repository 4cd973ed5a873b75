"""The pace: every promise in PACE.md, section 12, and the seeded mistakes that the promises catch."""
