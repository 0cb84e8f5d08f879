"""``megara dossier``: merge, check and show dossiers, draft plans, and the ledger over time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from megara.errors import MegaraError, UsageError

if TYPE_CHECKING:
    from megara.dossier.schema import Dossier

app = typer.Typer(help="Merge, check and show dossiers; who changed position when.",
                  no_args_is_help=True)  # fmt: skip
LARGEST = 256 * 1024 * 1024

Files = Annotated[list[Path], typer.Argument(help="Dossiers (JSON), or folders of them.")]


@app.command()
def merge(
    files: Files, out: Annotated[Path, typer.Option(help="Dossier to write (JSON).")]
) -> None:
    """Put several dossiers together; what two say alike stands once, with the words of both."""
    from megara.dossier.merge import merge as merged
    from megara.files import write_text

    if out.is_dir():
        raise UsageError(f"{out} is a folder; name a file in it")
    whole = merged([dossier for _, dossier in _load(files)])
    write_text(out, whole.to_json())
    typer.echo(f"{len(whole.documents)} documents, {len(whole.claims)} claims: wrote {out}")


@app.command()
def check(
    files: Files,
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder with the texts as given: check their sha256 too."),
    ] = None,
) -> None:
    """Check every evidence against the text, the dates and the references."""
    import hashlib

    digests = set()
    if texts is not None:
        if not texts.is_dir():
            raise UsageError(f"{texts} is not a folder")
        digests = {hashlib.sha256(p.read_bytes()).hexdigest() for p in texts.iterdir()
                   if p.is_file()}  # fmt: skip
    for path, dossier in _load(files):
        items = sum(1 for _ in dossier.evidences())
        for document in dossier.documents:
            if texts is not None and document.sha256 not in digests:
                raise MegaraError(f"{path}: no file in {texts} is the text of {document.id}")
        typer.echo(f"{path}: {len(dossier.documents)} documents, {items} spans, all in place")


@app.command()
def show(
    files: Files,
    html: Annotated[
        Path | None, typer.Option(help="Write the page to check it on instead.")
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Print the exact words too.")] = False,
) -> None:
    """Print a dossier in lines to read, or as the page to check it on."""
    from megara.dossier.merge import merge as merged
    from megara.dossier.page import check_page
    from megara.dossier.show import lines
    from megara.files import write_text

    loaded = _load(files)
    whole = merged([d for _, d in loaded]) if len(loaded) > 1 else loaded[0][1]
    if html is not None:
        if html.is_dir():
            raise UsageError(f"{html} is a folder; name a file in it")
        write_text(html, check_page(whole))
        typer.echo(f"wrote {html}")
        return
    for line in lines(whole, words=words):
        typer.echo(line)


@app.command()
def draft(
    files: Files,
    out: Annotated[
        Path | None, typer.Option(help="Draft scenario to write (YAML); default: print it.")
    ] = None,
) -> None:
    """Make a draft scenario from dossiers, as read --scenario does from stories."""
    from megara.cli.drafting import write_draft
    from megara.cli.targets import check_targets
    from megara.dossier.merge import merge as merged

    check_targets({"--out": out}, files, {".json"})
    loaded = [dossier for _, dossier in _load(files)]
    write_draft(merged(loaded) if len(loaded) > 1 else loaded[0], out)


@app.command()
def timeline(
    files: Files,
    party: Annotated[str | None, typer.Option(help="Only this party (ISO3 or bloc).")] = None,
    changes: Annotated[bool, typer.Option("--changes", help="Only changes of position.")] = False,
) -> None:
    """Show who stood where, when, and who changed position."""
    from megara.dossier.ledger import timeline as stands
    from megara.dossier.show import one_line

    found = stands([(str(path), dossier) for path, dossier in _load(files)])
    for stand in found:
        if (party and stand.party != party) or (changes and stand.changed_from is None):
            continue
        turned = f"  (was {stand.changed_from})" if stand.changed_from else ""
        typer.echo(f"{stand.party:14} {stand.date or 'no date':10}  {stand.stance}{turned}")
        typer.echo(f"{'':26}  {one_line(stand.evidence.text)} [{stand.source}]")
    if not found:
        typer.echo("no position is told in these dossiers")


def _load(files: list[Path]) -> list[tuple[Path, Dossier]]:
    """Read dossiers, those in folders by name.

    Raises
    ------
    UsageError
        If there is none, or one is no dossier.
    """
    from megara.dossier.schema import Dossier

    paths: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix == ".json" and p.is_file())
            if not inside:
                raise UsageError(f"there is no .json file in the folder {path}")
            paths.extend(inside)
        else:
            paths.append(path)
    found = []
    for path in paths:
        try:
            if path.stat().st_size > LARGEST:
                raise UsageError(f"{path} is too large to be a dossier")
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"cannot read {path}: {error.strerror}") from None
        found.append((path, Dossier.from_json(data, str(path))))
    return found
