"""The page to check a dossier on: the text with marked spans beside the lists.

One HTML file that opens offline: no script, nothing loaded, every text escaped by the template.
On a span stand, for each kind of item, its letter where the words begin and a line of its own
colour and stroke under them: a sentence that tells a measure and a claim shows both, on paper too.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from megara.dossier.schema import Document, Dossier
from megara.dossier.wording import (
    LISTS,
    TITLES,
    head,
    items_of,
    lines_of,
    short_source,
    source_of,
    title_of,
)

LETTERS = {
    "measures": "M", "triggers": "T", "positions": "P", "claims": "C", "events": "E",
    "consultation": "Con", "corrected_names": "N", "questions": "N?",
}  # fmt: skip


@dataclass
class Piece:
    """A run of text that the same items stand on; ``begun`` are the kinds that begin with it."""

    text: str
    kinds: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    junk: str = ""


def check_page(dossier: Dossier) -> str:
    """Return the page as HTML text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("megara.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("check.html.j2").render(
        title=title_of(dossier),
        lists={name: lines_of(dossier, name) for name in LISTS},
        titles=TITLES,
        letters=LETTERS,
        documents=[(d, pieces(dossier, d)) for d in dossier.documents],
        sources={d.id: (short_source(d), source_of(d)) for d in dossier.documents},
        dossier=dossier,
    )


def pieces(dossier: Dossier, document: Document) -> list[Piece]:
    """Cut a document where items begin and end, and say what stands on each piece."""
    spans: list[tuple[int, int, str, str]] = []
    for name in LISTS:
        for item in items_of(dossier, name):
            told = f"{TITLES[name]}: {head(item)}"
            spans += [(e.start, e.end, name, told) for e in item.evidence
                      if e.document == document.id]  # fmt: skip
    junk = [(j.start, j.end, j.reason) for j in document.junk_lines]
    cuts = sorted({0, len(document.text), *(s for s, *_ in spans), *(s[1] for s in spans),
                   *(j[0] for j in junk), *(j[1] for j in junk)})  # fmt: skip
    found = []
    for start, end in itertools.pairwise(cuts):
        piece = Piece(document.text[start:end])
        standing = [span for span in spans if span[0] <= start and end <= span[1]]
        beginning = [span for span in standing if span[0] == start]
        # the spans are in the order of the lists, so every piece has its kinds in the same order
        piece.kinds = list(dict.fromkeys(kind for _, _, kind, _ in standing))
        piece.begun = list(dict.fromkeys(kind for _, _, kind, _ in beginning))
        piece.titles = list(dict.fromkeys(told for *_, told in standing))
        piece.anchors = [f"at-{document.id}-{start}"] if beginning else []
        piece.junk = next((reason for s, e, reason in junk if s <= start and end <= e), "")
        found.append(piece)
    return found
