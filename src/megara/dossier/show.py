"""A dossier in lines to read on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.ledger import Stand
from megara.dossier.parties import called, in_words
from megara.dossier.schema import Dossier
from megara.dossier.wording import LISTS, TITLES, counted, lines_of, source_of, title_of


def lines(dossier: Dossier, *, words: bool = False) -> Iterator[str]:
    """Yield the dossier line by line; control characters of the texts do not pass."""
    if len(dossier.documents) > 1:
        yield one_line(title_of(dossier))
    for document in dossier.documents:
        about = [
            document.publisher or "publisher not known",
            document.published or "date not known",
        ]
        if document.copy_of:
            about.append(f"copy of {document.copy_of}")
        yield one_line(f"{document.id}  {document.title or 'no title'} ({', '.join(about)})", 400)
        if document.junk_lines:
            yield f"    {counted(len(document.junk_lines), 'junk line')} thrown away"
    for name in LISTS:
        found = lines_of(dossier, name)
        if found:
            yield ""
            yield TITLES[name]
        for line in found:
            told = list(line.notes)
            if len(dossier.documents) > 1:
                told.append(f"from {', '.join(line.documents)}")
            notes = f"  [{'; '.join(told)}]" if told else ""
            yield one_line(f"  {line.head}{notes}", 400)
            if line.body:
                yield one_line(f"      {line.body}", 400)
            if words:
                for evidence in line.evidence:
                    which = f"{evidence.document}: " if len(line.documents) > 1 else ""
                    yield one_line(f"      > {which}{evidence.text}", 2000)
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


def one_line(text: str, longest: int = 160) -> str:
    """Return a text on one line, without control characters, cut to a length."""
    lead = text[: len(text) - len(text.lstrip(" "))]
    clean = "".join(c if c.isprintable() else " " for c in text)
    joined = lead + " ".join(clean.split())
    return joined if len(joined) <= longest else joined[: longest - 1] + "…"
