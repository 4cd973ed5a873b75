"""A report as one page for any browser: no script, nothing fetched from anywhere, to be read, sent on or printed.

Whatever somebody wrote is escaped, set apart from our own words, and runs in its own direction. Each chart stands with a table
that says the same to a screen reader.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from bot.results import charts, report
from bot.results.page_style import STYLE
from bot.results.report import ENGLISH, SHARES, LeftOut, Report, Rule
from conversations.feedback.publication import Publication, QuestionShown
from conversations.feedback.trend import TrendPoint, TrendRow
from conversations.feedback.wording_of_results import share_words

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing may be loaded or run. Styles stand in the page itself; those of a drawing stand on its lines."""


def made(found: Report) -> bytes:
    return "\n".join(_page(found)).encode("utf-8")


def _page(found: Report) -> Iterator[str]:
    title = f"Results: {report.title(found.shown[0])}" if len(found.shown) == 1 else "Results of meetings"
    yield "<!doctype html>"
    yield f'<html lang="{ENGLISH.language}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>\n{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(title)}</h1>"
    for publication in found.shown:
        yield from _article(publication)
    yield from _over_time(found)
    yield from _nothing_shown(found)
    yield from _cover(found)
    yield "</main>\n</body>\n</html>\n"


def _article(p: Publication) -> Iterator[str]:
    """What people said, then who decided, then the numbers (B58)."""
    yield f'<article id="meeting-{p.meeting}">\n<h2 dir="auto">{escape(report.title(p))}</h2>'
    yield f'<p class="when">{escape(", ".join(filter(None, (report.month(p.month), p.group))))}. Opened on {escape(p.on_day)}.</p>'
    yield "<h3>What people said</h3>"
    yield from _words(p)
    yield "<h3>Who decided</h3>"
    yield from _list((rule.name, rule.text) for rule in report.decided(p))
    yield f"<h3>How many said what</h3>\n<p>People who replied: {escape(p.people)}.</p>"
    for question in report.with_answers(p):
        yield from _question(question, p)
    yield from _left_out(report.left_out(p))
    yield "</article>"


def _words(p: Publication) -> Iterator[str]:
    questions = report.with_words(p)
    for q in questions:
        yield f'<h4 dir="auto">{escape(q.text)}</h4>'
        for words in q.words:
            yield f'<blockquote dir="auto">{escape(words)}</blockquote>'
    if not questions:
        yield "<p>There are no own words here.</p>"


def _question(q: QuestionShown, p: Publication) -> Iterator[str]:
    """The chart, and for whoever does not see it the same as a table."""
    yield f'<h4 dir="auto">{escape(q.text)}</h4>'
    if q.hidden:
        yield f"<p>Hidden: fewer than {p.k} people answered this one.</p>"
        return
    yield f'<figure>\n{charts.drawing(q, p, ENGLISH)}\n<div class="heard">\n<table>'
    yield '<thead><tr><th scope="col">Answer</th><th scope="col">People</th><th scope="col">About how many</th></tr></thead>\n<tbody>'
    for answer in q.answers:
        count = report.about(answer, p.k)
        yield f'<tr><th scope="row">{escape(answer.label)}</th><td>{escape(SHARES[answer.share])}</td><td>{count or "not told"}</td></tr>'
    yield "</tbody>\n</table>\n</div>\n</figure>"


def _left_out(found: tuple[LeftOut, ...]) -> Iterator[str]:
    if found:
        yield "<h3>Left out, and why</h3>"
        yield from _list((out.what, out.why) for out in found)


def _over_time(found: Report) -> Iterator[str]:
    if not found.trend:
        return
    yield '<section class="cover">\n<h2>Over time</h2>'
    floors = {p.meeting: p.k for p in found.shown}
    for row in found.trend:
        named = f"{row.text} ({row.group})" if row.group else row.text
        yield f'<h3 dir="auto">{escape(named)}</h3>\n<div class="wide" tabindex="0" role="region" aria-label="{escape(named)}">\n<table>'
        labels = "".join(f'<th scope="col">{escape(label)}</th>' for _key, label in row.answers)
        yield f'<thead><tr><th scope="col">Meeting</th>{labels}</tr></thead>\n<tbody>'
        for point in row.points:
            cells = _cells(row, point, floors[point.meeting])
            yield f'<tr><th scope="row">{escape(point.title)}, {escape(report.month(point.month))}</th>{"".join(cells)}</tr>'
        yield "</tbody>\n</table>\n</div>"
    yield "</section>"


def _cells(row: TrendRow, point: TrendPoint, k: int) -> Iterator[str]:
    given = {answer.key: answer for answer in point.answers}
    for key, _label in row.answers:
        answer = given.get(key)
        yield f"<td>{escape(share_words(ENGLISH, answer.share, report.about(answer, k))) if answer else 'hidden'}</td>"


def _nothing_shown(found: Report) -> Iterator[str]:
    if found.unshown:
        yield '<section class="cover">\n<h2>Meetings without results</h2>'
        yield from _list(
            (f"{report.title(p)}, {report.month(p.month)}", out.why)
            for p in found.unshown
            for out in report.left_out(p)
        )
        yield "</section>"


def _cover(found: Report) -> Iterator[str]:
    yield '<section class="cover">\n<h2>How to read this</h2>'
    for meetings, rules in report.rules_of(found):
        if len({(p.k, p.for_words) for p in (*found.shown, *found.unshown)}) > 1:
            yield f"<h3>Rules for {escape('; '.join(map(report.title, meetings)))}</h3>"
        else:
            yield "<h3>Rules</h3>"
        yield from _rules(rules)
    yield "<h3>What this cannot show</h3>\n<ul>"
    yield from (f"<li>{escape(text)}</li>" for text in report.METHOD)
    yield "</ul>\n</section>"


def _rules(rules: tuple[Rule, ...]) -> Iterator[str]:
    return _list((rule.name, rule.text) for rule in rules)


def _list(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "<dl>"
    for name, text in items:
        yield f'<dt dir="auto">{escape(name)}</dt>\n<dd dir="auto">{escape(text)}</dd>'
    yield "</dl>"
