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
    from megara.cli.targets import check_targets
    from megara.dossier.merge import merge as merged
    from megara.dossier.wording import counted
    from megara.files import write_text

    check_targets({"--out": out}, [], ())  # a ledger may grow in place: the result is read again
    whole = merged([dossier for _, dossier in _load(files)])
    write_text(out, whole.to_json())
    held = f"{counted(len(whole.documents), 'document')}, {counted(len(whole.claims), 'claim')}"
    typer.echo(f"{held}: wrote {out}")


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

    from megara.dossier.wording import counted

    digests = set()
    if texts is not None:
        if not texts.is_dir():
            raise UsageError(f"{texts} is not a folder")
        digests = {hashlib.sha256(p.read_bytes()).hexdigest() for p in texts.iterdir()
                   if p.is_file()}  # fmt: skip
    for path, dossier in _load(files):
        spans = sum(1 for _ in dossier.evidences())
        if not dossier.documents:
            raise MegaraError(f"{path}: it holds no document, so there is nothing to check")
        for document in dossier.documents:
            if texts is not None and document.sha256 not in digests:
                raise MegaraError(f"{path}: no file in {texts} is the text of {document.id}")
        held = f"{counted(len(dossier.documents), 'document')}, {counted(spans, 'span')}"
        typer.echo(f"{path}: {held}, all in place")


@app.command()
def show(
    files: Files,
    html: Annotated[
        Path | None, typer.Option(help="Write the page to check it on instead.")
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Print the exact words too.")] = False,
) -> None:
    """Print a dossier in lines to read, or as the page to check it on."""
    from megara.cli.targets import check_targets
    from megara.dossier.page import check_page
    from megara.dossier.show import lines
    from megara.files import write_text

    whole = _whole(files)
    if html is not None:
        check_targets({"--html": html}, files, {".json"})
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

    check_targets({"--out": out}, files, {".json"})
    write_draft(_whole(files), out)


@app.command()
def timeline(
    files: Files,
    party: Annotated[
        str | None, typer.Option(help="Only this party: a code, a name, a bloc, or its capital.")
    ] = None,
    changes: Annotated[bool, typer.Option("--changes", help="Only changes of position.")] = False,
) -> None:
    """Show who stood where, when, on measures against whom, and who changed position."""
    from megara.dossier.ledger import timeline as stands
    from megara.dossier.show import stand_lines

    found = stands([(str(path), dossier) for path, dossier in _load(files)])
    if party is not None:
        wanted = _party_told(party, {stand.party for stand in found})
        found = [stand for stand in found if stand.party == wanted]
    if not found:
        typer.echo("no position is told in these dossiers")
    if changes:
        found = [stand for stand in found if stand.changed_from is not None]
        if not found:
            typer.echo("no change of position is told in these dossiers")
    for stand in found:
        for line in stand_lines(stand):
            typer.echo(line)


def _party_told(written: str, told: set[str]) -> str:
    """Return the party that is meant, of those whose position is told.

    Raises
    ------
    UsageError
        If nobody is called that.
    MegaraError
        If no position of the party is told.
    """
    from megara.dossier.parties import all_parties, called, near, party_of

    shown = " ".join(written.split())[:60]
    party = party_of(written, told)
    if party in told:
        return str(party)
    others = f"told are those of {_some_parties(sorted(told))}" if told else "none is told at all"
    if party is not None:
        raise MegaraError(f"no position of {called(party)} is told in these dossiers; {others}")
    close = near(written, told) or near(written, all_parties())
    hint = f"did you mean {_some_parties(close)}?" if close else others
    raise UsageError(f"--party: nobody is called {shown!r}; {hint}")


def _some_parties(parties: list[str]) -> str:
    """Return the first parties with their codes, and how many more there are."""
    from megara.dossier.parties import called

    most = 8
    names = [called(p) if called(p) == p else f"{called(p)} ({p})" for p in parties[:most]]
    return ", ".join(names) + (f" and {len(parties) - most} more" if len(parties) > most else "")


def _whole(files: list[Path]) -> Dossier:
    """Return the dossiers of some files as one; a single one stays as it is, ids included."""
    from megara.dossier.merge import merge as merged

    loaded = [dossier for _, dossier in _load(files)]
    return merged(loaded) if len(loaded) > 1 else loaded[0]


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
