"""The page to check a dossier on: the text with coloured spans beside the lists.

One HTML file that opens offline: no script, nothing loaded, every text escaped by the template.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from megara.dossier.schema import Document, Dossier

LISTS = ("measures", "triggers", "positions", "claims", "events", "consultation",
         "corrected_names", "questions")  # fmt: skip
TITLES = {
    "consultation": "Consultation", "measures": "Measures", "triggers": "Triggers",
    "positions": "Positions", "claims": "Claims", "events": "Events",
    "corrected_names": "Corrected names", "questions": "Names to decide",
}  # fmt: skip


@dataclass
class Piece:
    """A run of text that the same items stand on."""

    text: str
    kinds: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    junk: str = ""


@dataclass
class Line:
    """One item of a list, with its words."""

    anchor: str
    head: str
    body: str
    notes: list[str]
    evidence: list[tuple[str, str]]


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
    lists = {name: _lines(dossier, name) for name in LISTS}
    documents = [(d, pieces(dossier, d)) for d in dossier.documents]
    title = next((d.title for d in dossier.documents if d.title), None) or "Dossier"
    return environment.get_template("check.html.j2").render(
        title=title, lists=lists, titles=TITLES, documents=documents, dossier=dossier
    )


def pieces(dossier: Dossier, document: Document) -> list[Piece]:
    """Cut a document where items begin and end, and say what stands on each piece."""
    spans: list[tuple[int, int, str, str, str]] = []
    for name in LISTS:
        items = [dossier.consultation] if name == "consultation" else getattr(dossier, name)
        for number, item in enumerate(items):
            for evidence in item.evidence:
                if evidence.document == document.id:
                    told = f"{TITLES[name]}: {_head(name, item)}"
                    spans.append((evidence.start, evidence.end, name, told, f"{name}-{number}"))
    junk = [(j.start, j.end, j.reason) for j in document.junk_lines]
    cuts = sorted({0, len(document.text), *(s for s, *_ in spans), *(s[1] for s in spans),
                   *(j[0] for j in junk), *(j[1] for j in junk)})  # fmt: skip
    found, anchored = [], set()
    for start, end in itertools.pairwise(cuts):
        piece = Piece(document.text[start:end])
        for first, last, kind, told, _anchor in spans:
            if first <= start and end <= last:
                if kind not in piece.kinds:
                    piece.kinds.append(kind)
                piece.titles.append(told)
                place = f"at-{document.id}-{first}"
                if first == start and place not in anchored:
                    anchored.add(place)
                    piece.anchors.append(place)
        piece.junk = next((reason for s, e, reason in junk if s <= start and end <= e), "")
        found.append(piece)
    return found


def _lines(dossier: Dossier, name: str) -> list[Line]:
    if name == "consultation":
        told = dossier.consultation
        if told.stage == "none" and told.agreed is None:
            return []
        items = [told]
    else:
        items = getattr(dossier, name)
    return [
        Line(
            f"{name}-{number}",
            _head(name, item),
            _body(name, item),
            _notes(name, item),
            [(f"at-{e.document}-{e.start}", e.text) for e in item.evidence],
        )
        for number, item in enumerate(items)
    ]


def _some(names: list[str], otherwise: str = "nobody named") -> str:
    return ", ".join(names) if names else otherwise


def _head(name: str, item: object) -> str:
    """Return what an item says, in a few words."""
    data = item.model_dump()  # type: ignore[attr-defined]
    if name == "measures":
        goods = f" ({', '.join(data['goods'])})" if data["goods"] else ""
        kind = data["kind"].replace("_", " ")
        by, against = _some(data["imposed_by"]), _some(data["against"])
        return f"{data['id']}: {kind}{goods} by {by} against {against}"  # fmt: skip
    if name == "triggers":
        to = f" → {data['recipient']}" if data["recipient"] else ""
        return f"{data['actor']}: {data['action']}{to}"
    if name == "positions":
        return f"{data['party']} is {data['stance']}"
    if name == "claims":
        who = data["source_name"] or data["source_kind"].replace("_", " ")
        place = f", {data['affiliation']}" if data["affiliation"] else ""
        return f"{who}{place}"
    if name == "events":
        return f"{data['date'] or 'no date'}: {data['kind']} of {_some(data['parties'])}"
    if name == "consultation":
        agreed = {True: "agreed", False: "no agreement", None: "agreement not told"}[data["agreed"]]
        return (
            f"{_some(data['initiator'])} asks {_some(data['invited'])}: {data['stage']}, {agreed}"
        )
    if name == "corrected_names":
        return f"{data['as_written']} → {data['canonical']}"
    return f"{data['as_written']}: {_some(data['candidates'])}?"


def _body(name: str, item: object) -> str:
    data = item.model_dump()  # type: ignore[attr-defined]
    key = {"claims": "content", "positions": "on", "corrected_names": "basis", "events": "place",
           "questions": "reason"}.get(name)  # fmt: skip
    return str(data[key] or "") if key else ""


def _notes(name: str, item: object) -> list[str]:
    """Return the small labels of an item."""
    data = item.model_dump()  # type: ignore[attr-defined]
    notes = []
    if "status" in data:
        notes.append(data["status"])
    if name == "claims":
        notes.append(data["source_kind"].replace("_", " "))
        if data["count"]:
            notes.append(f"{data['count']} source" + ("s" if data["count"] > 1 else ""))
        if data["disputed_by"]:
            notes.append(f"disputed by {', '.join(data['disputed_by'])}")
    if name == "triggers" and data["leads_to"]:
        notes.append(f"leads to {', '.join(data['leads_to'])}")
    if name == "consultation" and data["level"]:
        notes.append(f"level: {', '.join(data['level'])}")
    return notes
