"""``megara read``: stories in, a dossier out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from megara.dossier.schema import Dossier


def read(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders, or - for standard input.", metavar="SOURCE..."),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Dossier to write (JSON); default: print it.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Page to check it on.")] = None,
    scenario: Annotated[Path | None, typer.Option(help="Draft scenario to write (YAML).")] = None,
    published: Annotated[
        str | None, typer.Option(help="Date of the stories (2023-03-01), where they tell none.")
    ] = None,
    apart: Annotated[
        bool, typer.Option("--apart", help="Read copies of one story as stories of their own.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="spaCy model; default: the best that is installed.")
    ] = None,
    llm: Annotated[
        str | None,
        typer.Option(help="Let a language model at this OpenAI-compatible address read."),
    ] = None,
    llm_model: Annotated[
        str | None, typer.Option(help="Name of the model there; default: default.")
    ] = None,
) -> None:
    """Read stories: who proposes what against whom, who is for it, who said so, in which words."""
    from megara.cli.drafting import write_draft
    from megara.cli.targets import check_targets
    from megara.dossier.model import Address, ModelReader
    from megara.dossier.page import check_page
    from megara.dossier.parse import parser
    from megara.dossier.reader import SUFFIXES, gather, read_intakes, take_in_all
    from megara.dossier.schema import is_partial_date
    from megara.errors import UsageError
    from megara.files import write_text

    if published is not None and not is_partial_date(published):
        raise UsageError(f"--published takes an ISO date such as 2023-03-01, not {published!r}")
    if llm_model is not None and llm is None:
        raise UsageError("--llm-model names a model at the address of --llm; give that too")
    second = None
    if llm is not None:
        second = ModelReader(Address(llm, llm_model or "default"), _tell)
    check_targets({"--out": out, "--html": html, "--scenario": scenario},
                  [Path(s) for s in sources if s != "-"], SUFFIXES)  # fmt: skip
    given: list[tuple[bytes | str, str | None]] = []
    for source in sources:
        given += [(sys.stdin.buffer.read(), None)] if source == "-" else gather([Path(source)])
    intakes, left_out = take_in_all(given, published)
    for reason in left_out:
        print(f"left out: {reason}", file=sys.stderr)
    tools = parser(model)
    dossier = read_intakes(intakes, tools, collate=not apart, second=second)
    if out is None:
        typer.echo(dossier.to_json(), nl=False)
    else:
        write_text(out, dossier.to_json())
    if html is not None:
        write_text(html, check_page(dossier))
    _say(dossier, out, html)
    if scenario is not None:
        write_draft(dossier, scenario)  # last: what was read is kept if there is no draft in it


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _say(dossier: Dossier, out: Path | None, html: Path | None) -> None:
    """Tell on stderr what was read and written."""
    from megara.dossier.wording import counted

    documents, *counts = (
        counted(len(getattr(dossier, f"{one}s")), one)
        for one in ("document", "measure", "trigger", "position", "claim", "event")
    )
    print(f"read {documents}: {', '.join(counts)}", file=sys.stderr)
    for document in dossier.documents:
        if document.language not in (None, "en"):
            print(f"{document.id} is not in English and was not read", file=sys.stderr)
        elif document.copy_of:
            print(f"{document.id} is a copy of {document.copy_of}", file=sys.stderr)
    for question in dossier.questions:
        print(f"question: is {question.as_written!r} {question.candidates[0]}?", file=sys.stderr)
    for path in (out, html):
        if path is not None:
            print(f"wrote {path}", file=sys.stderr)
