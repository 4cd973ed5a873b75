"""What a thief of the files can find out about sealed answers: the attacks, on real bytes, for anybody to run.

Anonymity that is only promised is worth little, so this package plays the thief (ANONYMITY.md, sections 1 and 6). It reads
the stolen files by itself, byte by byte: pages of SQLite, cells and where they lie, overflow pages, what was deleted and is
still there, the write-ahead log with its old frames, key files, and every backup. Nothing of storage/ is asked, since a
thief would not ask it.

Two questions are put to each attack. *Who said what*: of those who answered, how many does the thief name with their own
words? Whoever knows nothing and draws lots names 1 in n. *Who took part*: of everybody invited, who answered? The thief is
given more than any real one has: everybody's words, and the order in which they were sent. So the order in which answers
lie in a file is enough to name them all, and only what tells no order tells nothing.

pages, journals         a file's bytes as pages, cells and records; the write-ahead log as a history
loot                    what was stolen, what the thief knew before, and what an attack found
rows                    the rows in which answers or members stand
by_layout, by_history, by_keys, by_members   the attacks
attacks                 all of them, by name
life, ours, designs     an invented group that answers: in this program's own box, and in designs that tempt
scoring, laboratory     how often each attack is right, beside chance
tables, attacking       the same for a reader: `alongside attack`
"""
