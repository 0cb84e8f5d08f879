"""From what validation found to one line that a person can act on: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from megara.errors import UsageError
from megara.policy.reading import Origin

Path = tuple[str | int, ...]


def nearest(word: str, known: Iterable[str], cutoff: float = 0.5) -> str | None:
    """Return the known word most like this one (1 - edits/length), or None below ``cutoff``."""
    folded = {k.casefold(): k for k in known}
    # Edits with swaps of neighbours: C62 is nearer to C26 than to C16.
    found = process.extractOne(
        word.casefold()[:80],
        list(folded),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=cutoff,
    )
    return folded[found[0]] if found else None


def shown(value: Any) -> str:
    """Return a value as text for a message: one line, not long."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value[:80] if isinstance(value, str) else value)
    return text if len(text) <= 60 else text[:57] + "..."


def label(path: Path) -> str:
    """Return a path as people write it, counted from 1: ``rung 2, measure 1: cut``."""
    words: list[str] = []
    singular = {"ladder": "rung", "measures": "measure", "retaliation": "retaliation"}
    for step in path:
        if isinstance(step, int):
            last = words.pop() if words else "item"
            words.append(f"{singular.get(last, last)} {step + 1}")
        else:
            words.append(str(step)[:60])
    return ", ".join(words)


def usage_error(error: ValidationError, origin: Origin) -> UsageError:
    """Return the first fault in the order of the file, as one line with ``file:line``."""
    faults = [_read(item, origin) for item in error.errors(include_url=False)]
    path, message = min(faults, key=lambda f: _line(f[0], origin))
    return at(origin, path, message)


def at(origin: Origin, path: Path, message: str) -> UsageError:
    """Return a usage error that says where in the document it is."""
    where = label(path)
    text = f"{origin.place(path)}: {where + ': ' if where else ''}{message}"
    return UsageError(" ".join(text.split()))


def _line(path: Path, origin: Origin) -> int:
    for length in range(len(path), -1, -1):
        if path[:length] in origin.lines:
            return origin.lines[path[:length]]
    return 0


def _read(item: Any, origin: Origin) -> tuple[Path, str]:
    """Return the path and our sentence for one of pydantic's findings."""
    kind, context, value = item["type"], item.get("ctx") or {}, item.get("input")
    loc: Path = tuple(item["loc"])
    path = origin.follow(loc) if origin.lines else loc
    if kind == "plan":
        return (*path, *context["path"]), str(context["message"])
    if kind == "unknown_key":
        key, known = context["key"], context["known"]
        near = nearest(key, known)
        hint = f"did you mean {near!r}?" if near else f"known are {', '.join(known)}"
        return (*path, *context["path"]), f"unknown key {shown(key)}; {hint}"
    return path, _sentence(kind, context, value, loc, item["msg"])


def _sentence(kind: str, context: Mapping[str, Any], value: Any, loc: Path, said: str) -> str:
    given = shown(value)
    if kind == "missing":
        return f"the key {loc[-1]!r} is missing"
    if kind == "literal_error":
        options = str(context.get("expected", "")).replace(" or ", ", ")
        near = nearest(value, _quoted(options)) if isinstance(value, str) else None
        hint = f"; did you mean {near!r}?" if near else ""
        return f"{given} is not one of {options}{hint}"
    if kind in ("float_type", "int_type", "finite_number"):
        return f"{given} is not a finite number"
    if kind == "string_type":
        return f"{given} is not a text"
    if kind in ("list_type", "tuple_type"):
        return f"{given} is not a list"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        wanted = _FORMS.get(str(context.get("class_name")), "a mapping (key: value)")
        return f"{given} is not {wanted}"
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        bound = next(context[k] for k in ("ge", "gt", "le", "lt") if k in context)
        words = {"ge": "at least", "gt": "above", "le": "at most", "lt": "below"}
        side = next(words[k] for k in words if k in context)
        hint = f" ({value:g} % is {value / 100:g})" if _percent(value, bound) else ""
        return f"{given} is out of range; it must be {side} {bound:g}{hint}"
    if kind in ("too_short", "string_too_short", "string_pattern_mismatch"):
        return "nothing is given; at least one is needed"
    if kind in ("too_long", "string_too_long"):
        return f"too long; at most {context.get('max_length')} are allowed"
    if kind.startswith("date"):
        return f"{given} is not a date; write year-month-day, as in 2023-03-01"
    return f"{' '.join(said.split())[:200]} (given: {given})"


# What the parts that have a short form look like, by their class.
_FORMS = {
    "Share": "a number from 0 to 1, nor {low, mode, high}",
    "Rate": "a number (0.25 is 25 %), nor {low, mode, high}",
    "Resolve": "a number, nor one of supportive, open, undecided, reticent, opposed",
    "SenderEntry": "a country, a group, nor a bloc {name, members}",
    "Retaliation": "none, mirror, or a list of measures",
}


def _percent(value: Any, bound: Any) -> bool:
    return isinstance(value, (int, float)) and bound in (1, 10) and max(2, bound) <= value <= 100


def _quoted(options: str) -> list[str]:
    return [o.strip().strip("'") for o in options.split(",") if o.strip()]
