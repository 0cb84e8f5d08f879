"""Names held against a list at once, and one by one, the plain way."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from megara.dossier.alike import MOST, ROUGHLY, Alike

NAMES = st.text(alphabet="abcdé -", min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=40, unique=True), st.lists(NAMES, max_size=8))
def test_at_once_is_as_one_by_one(listed, written):
    alike = Alike({name: [name.upper()] for name in listed})
    alike.look_up(written[:4])
    for name in written:
        close = process.extract(name.lower(), listed, scorer=fuzz.ratio, score_cutoff=ROUGHLY,
                                limit=MOST)  # fmt: skip
        assert alike.of(name) == [key.upper() for key, _, _ in close]
