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


def made(width=1, steps=("transition_states", "init_batch"), **attrs):
    """A component with a model of these features, and with those of spaCy's functions."""
    model = SimpleNamespace(
        name="parser_model", attrs={"has_upper": True, "unseen_classes": set(), **attrs}
    )
    functions = {name: None for name in steps if name != "init_batch"}
    moves = SimpleNamespace(**{name: None for name in steps if name == "init_batch"})
    return SimpleNamespace(model=model, cfg={"beam_width": width}, moves=moves, **functions)


def test_another_architecture_is_left_alone():
    assert is_greedy(made())
    assert not is_greedy(SimpleNamespace())
    assert not is_greedy(SimpleNamespace(model=SimpleNamespace(name="tagger")))
    assert not is_greedy(made(has_upper=False))
    assert not is_greedy(made(width=8))
    assert not is_greedy(made(unseen_classes={3}))


def test_another_version_of_spacy_takes_its_steps_itself():
    assert not is_greedy(made(steps=("init_batch",)))
    assert not is_greedy(made(steps=("transition_states",)))
