"""Reading: stories in, one dossier out.

``read`` takes files, folders, pages or texts, in any mixture. Copies of one story are collated
(:mod:`megara.dossier.collate`); the dossiers of different stories are merged. Before a dossier is
returned every span is checked against the text.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from megara.dossier.by_rules import ByRules, read_by_rules
from megara.dossier.collection import no_collection
from megara.dossier.consultation import read_consultation
from megara.dossier.entities import read_entities
from megara.dossier.events import read_events
from megara.dossier.intake import Intake, take_in
from megara.dossier.language import language_name
from megara.dossier.learned import (
    Nearby,
    Weighed,
    describe,
    find,
    fitted,
    revise_measures,
    revise_triggers,
    weigh,
)
from megara.dossier.model import Address, ModelReader
from megara.dossier.parse import Parser, parser
from megara.dossier.positions import Told, as_told, positions_of
from megara.dossier.regional import spelled_out
from megara.dossier.schema import Dossier, Stance, is_partial_date, verify
from megara.dossier.sentence import Sentence
from megara.dossier.triggers import lead_to
from megara.errors import MegaraError, UsageError

SecondReader = Callable[[Intake, Dossier], Dossier]

SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ""})


def read(
    *sources: str | Path | bytes,
    published: str | None = None,
    model: str | None = None,
    collate: bool = True,
    llm: str | None = None,
    llm_model: str = "default",
) -> Dossier:
    """Read stories into a dossier.

    Parameters
    ----------
    sources
        Files, folders (their ``.txt``, ``.md`` and ``.html`` files, by name), bytes, or texts; a
        string of one line that names a file or folder is taken as its path.
    published
        ISO date of the stories, perhaps partial, where they do not tell it themselves.
    model
        Name of the spaCy model; by default the best that is installed.
    collate
        Whether copies of one story are recognised and read as one.
    llm, llm_model
        Address of an OpenAI-compatible API (``http://localhost:8000/v1``) and the name of the
        language model there, whose lists stand in place of the rules' own; by default none is
        asked. What it fails at is told in a warning.

    Returns
    -------
    Dossier
        With every evidence checked.

    Raises
    ------
    UsageError
        If a source cannot be found, or none holds a readable story; one of several that holds
        none is left out with a warning.
    MegaraError
        If the spaCy model is not installed, or the language model does not answer.
    """
    if published is not None and not is_partial_date(published):
        raise UsageError(f"published must be an ISO date such as 2023-03-01, not {published!r}")
    intakes, left_out = take_in_all(gather(sources), published)
    for reason in left_out:
        warnings.warn(f"left out: {reason}", stacklevel=2)
    second = None
    if llm is not None:
        second = ModelReader(
            Address(llm, llm_model), lambda said: warnings.warn(said, stacklevel=2)
        )
    return read_intakes(intakes, parser(model), collate=collate, second=second)


def take_in_all(
    given: Sequence[tuple[bytes | str, str | None]], published: str | None = None
) -> tuple[list[Intake], list[str]]:
    """Take in texts with their names; one that holds nothing to read does not stop the others.

    Returns
    -------
    list of Intake
        Those that could be taken in, numbered in their order.
    list of str
        Which were left out and why, a line each.

    Raises
    ------
    UsageError
        If none could be taken in.
    """
    intakes: list[Intake] = []
    left_out: list[str] = []
    for data, name in given:
        try:
            intakes.append(take_in(data, len(intakes) + 1, name, published))
        except UsageError as error:
            left_out.append(str(error))
    if not intakes and left_out:
        more = f" ({len(left_out)} such texts, no other)" if len(left_out) > 1 else ""
        raise UsageError(left_out[0] + more)
    return intakes, left_out


def gather(sources: Iterable[str | Path | bytes]) -> list[tuple[bytes | str, str | None]]:
    """Return the data of each source with its name."""
    found: list[tuple[bytes | str, str | None]] = []
    for source in sources:
        if isinstance(source, bytes):
            found.append((source, None))
            continue
        if isinstance(source, str) and ("\n" in source or len(source) > 1000):
            found.append((source, None))
            continue
        path = Path(source)
        try:
            if path.is_dir():
                inside = sorted(p for p in path.iterdir()
                                if p.is_file() and p.suffix.lower() in SUFFIXES
                                and not p.name.startswith("."))  # fmt: skip
                if not inside:
                    raise UsageError(f"there is no .txt, .md or .html file in the folder {path}")
                found.extend((p.read_bytes(), p.name) for p in inside)
            elif path.is_file():
                found.append((path.read_bytes(), path.name))
            elif isinstance(source, str) and " " in source.strip() and len(source.split()) > 5:
                found.append((source, None))
            else:
                raise UsageError(f"there is no file or folder {str(path)!r}")
        except (OSError, ValueError) as error:
            raise UsageError(f"cannot read {str(path)!r}: {error}") from None
    if not found:
        raise UsageError("name at least one file, folder or text to read")
    return found


def read_intakes(
    intakes: Sequence[Intake], tools: Parser, *, collate: bool = True,
    second: SecondReader | None = None,
) -> Dossier:  # fmt: skip
    """Read documents that were taken in; the parse runs over all of them in one stream.

    ``second`` is given each story with its dossier, and returns the dossier that is to stand.
    """
    from megara.dossier.collate import collate_copies
    from megara.dossier.merge import merge

    differences = collate_copies(intakes) if collate and len(intakes) > 1 else []
    readable = [i for i in intakes if i.document.language in (None, "en")]
    if not readable:
        language = language_name(intakes[0].document.language or "")
        raise UsageError(
            f"the text is in {language}; megara reads English only, so translate it first"
        )
    fresh = [i for i in readable if i.document.copy_of is None]
    stories = [(i.document.id, i.text, i.paragraphs) for i in fresh]
    with no_collection():
        parsed = tools.parse_many(stories)
        dossiers = [read_story(i, s, tools) for i, s in zip(fresh, parsed, strict=True)]
    if second is not None:
        dossiers = [second(i, d) for i, d in zip(fresh, dossiers, strict=True)]
    rest = [i for i in intakes if i not in fresh]
    dossiers.extend(Dossier(documents=[i.document]) for i in rest)
    whole = merge(dossiers, keep=False) if len(dossiers) > 1 else dossiers[0]
    whole.documents.sort(key=lambda d: (len(d.id), d.id))
    whole.differences.extend(differences)
    problems = verify(whole)
    if problems:
        raise MegaraError(f"the dossier does not hold against its text: {problems[0]}")
    return whole


def read_story(intake: Intake, sentences: list[Sentence], tools: Parser) -> Dossier:
    """Read one parsed story, by the rules; stances, measures, triggers by the network as well."""
    read = read_by_rules(intake, sentences, tools)
    story = read.story
    measured, told, triggers = read.measured, read.told, read.triggers
    reading = read.reading
    given = describe(story, reading)
    if given.sentences:
        answers = fitted().read(given.tokens)
        told = _weighed(read, find(answers, given.holders, story.targets - story.senders))
        nearby = Nearby(given, reading)
        measured = revise_measures(nearby, measured, answers)
        triggers = revise_triggers(nearby, triggers, answers)
    lead_to(story, triggers, measured)
    measures = [measure for measure, _ in measured]
    positions = positions_of(story, told)
    for position in positions:
        if (position.party, position.stance) not in read.stances:
            position.read_by = "network"
    return spelled_out(Dossier(
        documents=[intake.document],
        entities=read_entities(story, read.names.aliases, intake.document.id),
        corrected_names=read.names.corrected,
        questions=read.names.questions,
        consultation=read_consultation(
            story, [p for m in measures if m.status == "considered" for p in m.imposed_by]
        ),
        measures=measures,
        triggers=[trigger for trigger, _ in triggers],
        positions=positions,
        claims=[f.claim for f in read.claims],
        events=read_events(story),
    ))  # fmt: skip


def _weighed(read: ByRules, found: dict[tuple[str, Stance], Weighed]) -> list[Told]:
    """Return the stances that stand of those that the rules told and the network found."""
    stands = dict.fromkeys(weigh(read.stances, found))  # in order, each once
    kept = [t for t in read.told if (t[1][0], t[1][2]) in stands]
    for party, stance in stands:
        if (party, stance) not in read.stances:
            holder = found[party, stance].holder
            kept.append(as_told(read.story, holder.sentence, party, stance))
    return kept
