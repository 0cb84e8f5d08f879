"""Steps taken from Python must lead to the parse that spaCy's own loop leads to."""

from types import SimpleNamespace

from megara.dossier.parse import parser
from megara.dossier.transitions import Transitions, is_greedy

TEXTS = [
    "The United States has frozen the assets of two banks, the Treasury said.",
    "",
    "Sanctions",
    "“We will not pay,” he said. Brussels, which had asked Tokyo twice, sounded out Seoul; if "
    "Beijing ships arms to Moscow, officials who asked not to be named said, its banks will be cut "
    "off from the dollar.",
]


def arcs(documents):
    return [[(t.dep_, t.head.i, t.is_sent_start) for t in document] for document in documents]


def test_the_parse_is_that_of_spacys_loop():
    nlp = parser().nlp
    component = nlp.get_pipe("parser")
    assert is_greedy(component)
    for size in (1, 20, 1000):
        ours = Transitions(component).pipe(nlp.pipe(TEXTS, disable=["parser"]), size)
        assert arcs(ours) == arcs(nlp.pipe(TEXTS)) == arcs(parser().pipe(TEXTS))


def test_another_architecture_is_left_alone():
    def made(**attrs):
        return SimpleNamespace(name="parser_model", attrs={"unseen_classes": set(), **attrs})

    assert not is_greedy(SimpleNamespace())
    assert not is_greedy(SimpleNamespace(model=SimpleNamespace(name="tagger")))
    for width, model in ((1, made(has_upper=False)), (8, made(has_upper=True)),
                         (1, made(has_upper=True, unseen_classes={3}))):  # fmt: skip
        assert not is_greedy(SimpleNamespace(model=model, cfg={"beam_width": width}))
