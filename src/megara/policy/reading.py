"""YAML as megara reads it: plain data, and the line on which every key and value stands.

A document is a tree of mappings with text keys, lists, texts, numbers, true, false and null. The
words ``yes``, ``no``, ``on`` and ``off`` are texts (NO is Norway), and so are dates. What a plan
never needs and a hostile file does is refused: anchors and aliases (a few lines of which unfold to
gigabytes), tags (which name Python objects), several documents, a key given twice, nesting deeper
than ``DEEPEST``, and more than ``LARGEST`` bytes, which is asked before anything is read.

The tree is built from PyYAML's events on an explicit stack, so no nesting can exhaust Python's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from megara.errors import UsageError

LARGEST = 262_144  # bytes; the longest example of a full plan takes under a tenth of it
DEEPEST = 16  # levels; a plan needs 7

Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True)
class Origin:
    """Where a document came from: a name for messages, and the line of every path in it.

    Parameters
    ----------
    name
        File name, or a word such as ``<text>``.
    lines
        Line (from 1) by path: ``("ladder", 0, "name")`` is the name of the first rung. A path in
        a mapping gives the line of its key.
    """

    # Two plans are equal if they say the same, wherever they were read.
    name: str = field(compare=False)
    lines: dict[Path_, int] = field(default_factory=dict, compare=False)

    def place(self, path: Path_) -> str:
        """Return ``file:line`` of a path, or of the nearest thing around it that has a line."""
        for length in range(len(path), -1, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return f"{self.name}:{line}"
        return self.name

    def follow(self, steps: tuple[str | int, ...]) -> Path_:
        """Return the longest path of this document made of these steps, leaving out others.

        Validation names steps that are not in the document (the branch of a choice, a field that
        was filled in for the reader); they are skipped.
        """
        path: Path_ = ()
        for step in steps:
            if (*path, step) in self.lines:
                path = (*path, step)
        return path


def read_bytes(path: Path) -> bytes:
    """Read a file of at most ``LARGEST`` bytes.

    Raises
    ------
    UsageError
        If it is missing, no file, unreadable or too large.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder, not a scenario file")
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read {path}: {reason}") from None
    if len(content) > LARGEST:
        raise UsageError(
            f"{path} is larger than {LARGEST // 1024} KiB; a scenario is a short text, is this one?"
        )
    return content


def decode(content: bytes, name: str) -> str:
    """Return the text of a UTF-8 document.

    Raises
    ------
    UsageError
        If it is not UTF-8; the message gives the line.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{name}:{line}: not UTF-8 (byte {content[error.start]:#04x}); save the file as UTF-8"
        ) from None


def parse(text: str, name: str) -> tuple[Any, Origin]:
    """Read one YAML document.

    Returns
    -------
    tuple
        The tree, and the origin with the line of every path.

    Raises
    ------
    UsageError
        In one line with ``name:line``, for anything that is not such a document.
    """
    if len(text) > LARGEST:
        raise UsageError(f"{name}: larger than {LARGEST // 1024} KiB; a scenario is a short text")
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            builder.take(event)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UsageError(
            f"{name}:{line}: the character U+{int(error.character):04X} is not allowed in YAML"
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = " ".join(str(error.problem or error.context or "not YAML").split())
        raise UsageError(f"{name}:{line}: not valid YAML: {problem}") from None
    if not builder.done:
        raise UsageError(f"{name}: the file is empty; `megara scenario new FILE` writes a template")
    return builder.root, Origin(name, builder.lines)


class _Builder:
    """Builds the tree from events; ``stack`` holds the open mappings and lists."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path_, int] = {}
        self.root: Any = None
        self.done = False
        self.documents = 0
        self.stack: list[tuple[Any, Path_]] = []
        self.key: list[str | None] = []  # for each open mapping, the key that waits for its value

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse(line, "a second document starts here; a scenario is one document")
        elif isinstance(event, yaml.AliasEvent):
            self.refuse(
                line, f"the alias *{str(event.anchor)[:40]} is not allowed; write the value out"
            )
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                self.refuse(
                    line, f"the anchor &{event.anchor[:40]} is not allowed; write the value out"
                )
            tag = getattr(event, "tag", None)
            if tag is not None:
                self.refuse(line, f"the tag {tag[:60]} is not allowed; write plain values")
            if isinstance(event, yaml.ScalarEvent):
                self.scalar(event, line)
            else:
                self.open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
            self.key.pop()

    def scalar(self, event: Any, line: int) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            mapping, path = self.stack[-1]
            key = event.value
            if key in mapping:
                first = self.lines[(*path, key)]
                self.refuse(line, f"the key {key[:60]!r} is given twice (first on line {first})")
            self.key[-1] = key
            self.lines[(*path, key)] = line
            return
        plain = event.style is None
        self.place(_value(event.value) if plain else event.value, line)

    def open(self, container: Any, line: int) -> None:
        if len(self.stack) >= DEEPEST:
            self.refuse(line, f"nested more than {DEEPEST} levels deep")
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            self.refuse(line, "a key must be a word, not a list or a mapping")
        path = self.place(container, line)
        self.stack.append((container, path))
        self.key.append(None)

    def place(self, value: Any, line: int) -> Path_:
        if not self.stack:
            self.root, self.done = value, True
            self.lines[()] = line
            return ()
        parent, path = self.stack[-1]
        if isinstance(parent, dict):
            key = self.key[-1]
            assert key is not None
            parent[key] = value
            self.key[-1] = None
            return (*path, key)
        here = (*path, len(parent))
        parent.append(value)
        self.lines[here] = line
        return here

    def refuse(self, line: int, reason: str) -> None:
        raise UsageError(f"{self.name}:{line}: {reason}")


def _value(text: str) -> Any:
    """Return the value of a plain scalar by YAML 1.2's core rules."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
