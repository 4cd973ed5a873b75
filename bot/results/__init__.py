"""Exports of what was published: the same file for everybody, and nothing that is not on everybody's pages already.

A `Report` (report.py) is the published rows in the order in which they are told: what people said first, then who decided,
then the numbers (B58). tables.py, page.py and json_file.py each put it into one shape; checked.py reads a finished file back
and says what is wrong with it; export.py does all that for the command line. An export is a pure function of the
publications: no clock, no chance and no locale comes into it, so the same file comes out twice, on any machine.

What is in them is English, like the files that coordinators pass on; questions and answers are in the words that were asked.
"""
