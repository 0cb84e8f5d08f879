"""A dossier in lines to read on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.ledger import Stand
from megara.dossier.page import LISTS, TITLES, _lines
from megara.dossier.parties import called, in_words
from megara.dossier.schema import Document, Dossier


def lines(dossier: Dossier, *, words: bool = False) -> Iterator[str]:
    """Yield the dossier line by line; control characters of the texts do not pass."""
    for document in dossier.documents:
        about = [
            document.publisher or "publisher not known",
            document.published or "date not known",
        ]
        if document.copy_of:
            about.append(f"copy of {document.copy_of}")
        yield one_line(f"{document.id}  {document.title or 'no title'} ({', '.join(about)})", 400)
        if document.junk_lines:
            yield f"    {len(document.junk_lines)} junk lines thrown away"
    for name in LISTS:
        found = _lines(dossier, name)
        if found:
            yield ""
            yield TITLES[name]
        for line in found:
            notes = f"  [{'; '.join(line.notes)}]" if line.notes else ""
            yield one_line(f"  {line.head}{notes}", 400)
            if line.body:
                yield one_line(f"      {line.body}", 400)
            if words:
                for _, text in line.evidence:
                    yield one_line(f"      > {text}", 2000)
    for item in dossier.differences:
        yield ""
        yield one_line(f"Copies differ: {item.reason}", 400)
        for evidence in item.evidence:
            yield one_line(f"      > {evidence.document}: {evidence.text}", 2000)


def stand_lines(stand: Stand) -> Iterator[str]:
    """Yield a stand of the ledger: when, on what and how; under it each stance with its words."""
    matter = f"measures against {in_words(stand.matter)}" if stand.matter else "no target told"
    turned = f"  (was {stand.changed_from} on {stand.changed_since})" if stand.changed_from else ""
    who = one_line(called(stand.party), 60)
    yield f"{who:16}  {stand.date or 'no date':10}  {stand.stance}{turned}  {one_line(matter)}"
    for told in stand.told:
        which = f"{told.stance}, on: " if stand.stance == "mixed" else "on: "
        yield one_line(f"    {which}{told.on}", 400)
        yield one_line(f"      > {told.evidence.text}", 2000)
        yield one_line(
            f"      [{source_of(told.document)}; {told.document.id} of {told.source}]", 400
        )


def source_of(document: Document) -> str:
    """Return what a document is: its title, publisher and date, as far as known."""
    about = ", ".join(part for part in (document.publisher, document.published) if part)
    return (document.title or "no title") + (f" ({about})" if about else "")


def one_line(text: str, longest: int = 160) -> str:
    """Return a text on one line, without control characters, cut to a length."""
    lead = text[: len(text) - len(text.lstrip(" "))]
    clean = "".join(c if c.isprintable() else " " for c in text)
    joined = lead + " ".join(clean.split())
    return joined if len(joined) <= longest else joined[: longest - 1] + "…"
