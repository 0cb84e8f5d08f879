"""The word lists, read once from ``data/*.csv``, and the forms of the words in them.

A reader extends a list by adding a line to its file; nothing else need change. Verbs are listed
by their base form; the forms follow by rule, or from ``irregular.csv``.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

VOWELS = "aeiou"


@cache
def rows(name: str) -> list[dict[str, str]]:
    """Return the lines of ``data/<name>.csv`` as dictionaries."""
    text = resources.files("megara.dossier").joinpath("data", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def names(field: str) -> list[str]:
    """Split a field that lists names with bars between them."""
    return [part.strip() for part in field.split("|") if part.strip()]


def verb_forms(lemma: str) -> list[str]:
    """Return the third person, past and -ing forms of a regular verb."""
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    return [third, lemma + "ed", lemma + "ing"]


@dataclass(frozen=True)
class Cue:
    """A word or phrase of a list, with what it stands for."""

    words: tuple[str, ...]
    value: str
    needs: str = "any"


@cache
def lemmas() -> dict[str, str]:
    """Return the base form of every form of every listed verb."""
    forms: dict[str, str] = {}
    listed = {row["lemma"].split()[0] for row in rows("verbs")}
    of_verbs = ("verb", "object", "phrase")
    listed |= {row["lemma"].split()[0] for row in rows("status") if row["part"] in of_verbs}
    listed |= {row["cue"].split()[0] for row in rows("stance") if row["part"] == "verb"}
    listed |= {row["phrase"].split()[0] for row in rows("instruments") if row["part"] == "verb"}
    tables = ("actions", "limits", "effects")
    listed |= {row["verb"].split()[0] for table in tables for row in rows(table)}
    listed |= {row["word"].split()[0] for row in rows("directions") if row["part"] == "verb"}
    for lemma in sorted(listed):
        forms.setdefault(lemma, lemma)
        for form in verb_forms(lemma):
            forms.setdefault(form, lemma)
        if lemma[-1] in "lptnbmgd" and lemma[-2:-1] in VOWELS and lemma[-3:-2] not in VOWELS:
            # "signalled", "scrapped": one that is not doubled is met by no text
            forms.setdefault(lemma + lemma[-1] + "ed", lemma)
            forms.setdefault(lemma + lemma[-1] + "ing", lemma)
    for row in rows("irregular"):
        for form in row.values():
            forms[form] = row["lemma"]
    for form in ("am", "are", "is", "was", "were", "been", "be", "being", "'s", "'re"):
        forms.setdefault(form, "be")
    return forms


@lru_cache(maxsize=65_536)
def forms_of(phrase: str) -> set[str]:
    """Return a verb in all its forms, irregular ones included; of a phrase the first word bends."""
    verb, _, rest = phrase.partition(" ")
    forms = {verb, *verb_forms(verb), *(form for form, base in lemmas().items() if base == verb)}
    return {f"{form} {rest}".strip() for form in forms}


def lemma(form: str) -> str:
    """Return the base form of a lower-case verb form; an unlisted one loses its ending."""
    known = lemmas().get(form)
    if known is not None:
        return known
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    for ending, base in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)] + base
            if stem + "e" in lemmas():
                return lemmas()[stem + "e"]
            return _with_its_e(stem) if ending in ("ing", "ed") else stem
    return form


# Before these a single vowel is long, so that an "e" was lost: "financ(e)", "procur(e)".
LOST_E = re.compile(
    r"([bcdfgkpstz]l|[^s]s|[cvzu]|dg|uad|[^aeiou]((a[dgkmrt])|(i[bdklnrv])|(u[dlmrt])|(o[kl])))$"
)
DOUBLED = re.compile(r"[^aeiou][aeiou]([bdgmnprt])\1$")


def _with_its_e(stem: str) -> str:
    """Return a stem with the "e" that its ending took, without the letter it doubled."""
    if DOUBLED.search(stem):
        return stem[:-1]  # "refitt(ed)"
    return stem + "e" if LOST_E.search(stem) and len(stem) > 2 else stem


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """Return a noun's singular, near enough to look it up."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def classes() -> dict[str, frozenset[str]]:
    """Return the verbs of each class of ``verbs.csv`` (say, quote, deny, decline, unanswered)."""
    return _classes("verbs", "class", "lemma")


@cache
def roles() -> dict[str, str]:
    """Return the role (official, spokesperson, source, expert, ...) of each noun."""
    return {row["word"]: row["role"] for row in reversed(rows("roles"))}


@cache
def status_cues() -> dict[tuple[str, str], str]:
    """Return the status that a word gives a measure, by (part of speech, word)."""
    return {(row["part"], row["lemma"]): row["status"] for row in rows("status") if row["status"]}


@cache
def stance_cues() -> dict[str, dict[str, list[Cue]]]:
    """Return the stance cues: part of speech -> first word -> cues, longest first."""
    found: dict[str, dict[str, list[Cue]]] = {}
    for row in rows("stance"):
        words = tuple(row["cue"].split())
        cue = Cue(words, row["stance"], row["of"])
        found.setdefault(row["part"], {}).setdefault(words[0], []).append(cue)
    for by_word in found.values():
        for cues in by_word.values():
            cues.sort(key=lambda cue: -len(cue.words))
    return found


@cache
def instruments() -> dict[str, list[Cue]]:
    """Return the nouns for measures: first word (singular) -> cues, longest first."""
    return _phrases("instruments", "phrase", "kind", only=("part", "noun"))


@cache
def instrument_verbs() -> dict[str, str]:
    """Return the verbs that are themselves a measure (sanction, blacklist), with its kind."""
    return {row["phrase"]: row["kind"] for row in rows("instruments") if row["part"] == "verb"}


@cache
def scopes() -> dict[str, frozenset[str]]:
    """Return what a measure may restrict: each class (export, travel, ...) with its words."""
    return _classes("scopes", "scope", "word")


@cache
def limits() -> dict[str, frozenset[str]]:
    """Return the verbs that are a measure if their object is: each class with its verbs."""
    return _classes("limits", "class", "verb")


def _classes(table: str, name: str, word: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(table):
        found.setdefault(row[name], set()).add(row[word])
    return {key: frozenset(words) for key, words in found.items()}


@cache
def goods() -> dict[str, list[Cue]]:
    """Return the words for goods: first word (singular) -> cues, longest first."""
    return _phrases("goods", "phrase", "goods")


def _phrases(
    table: str, phrase: str, value: str, only: tuple[str, str] | None = None
) -> dict[str, list[Cue]]:
    found: dict[str, list[Cue]] = {}
    for row in rows(table):
        if only is None or row[only[0]] == only[1]:
            spaced = re.sub(r"-", " - ", row[phrase].lower())
            words = tuple(singular(word) for word in spaced.split())
            found.setdefault(words[0], []).append(Cue(words, row[value]))
    for cues in found.values():
        cues.sort(key=lambda cue: -len(cue.words))
    return found


@cache
def members(bloc: str) -> frozenset[str]:
    """Return the countries of a bloc, of those that ``data/members.csv`` lists."""
    return frozenset(row["member"] for row in rows("members") if row["bloc"] == bloc)
