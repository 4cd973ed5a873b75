"""How the page of a report looks: on a phone, in the dark, on paper."""

from typing import Final

STYLE: Final = """\
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --soft: #4d4d4d; --line: #8c8c8c; --bar: #0072b2; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181a; --ink: #f0f0f0; --soft: #c4c4c4; --line: #7d7d7d; --bar: #56b4e9; }
}
@media print {
  :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #8c8c8c; --bar: #0072b2; }
  article { break-before: page; }
  article:first-of-type { break-before: auto; }
  figure, blockquote, tr { break-inside: avoid; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.75rem 0 0.5rem; }
article, .cover { border-top: 1px solid var(--line); margin-top: 2rem; }
.when { color: var(--soft); margin: 0; }
blockquote { margin: 0.75rem 0; padding-inline-start: 0.75rem; border-inline-start: 0.25rem solid var(--bar); white-space: pre-wrap; }
figure { margin: 0.5rem 0 1.5rem; position: relative; }
figure svg { display: block; width: 30rem; max-width: 92vw; height: auto; font-family: inherit; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
dt { font-weight: 600; margin-top: 0.75rem; }
dd { margin: 0; }
.wide { overflow-x: auto; }
.wide table { border-collapse: collapse; overflow-wrap: normal; }
.wide th, .wide td { text-align: start; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); }
"""
