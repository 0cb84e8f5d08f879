"""The ledger: who stood where on which matter, and what is a change of position."""

import pytest

from megara.dossier.ledger import main_target, timeline
from megara.dossier.merge import merge
from megara.dossier.reader import read
from megara.dossier.schema import Dossier, Evidence, Measure, Position
from megara.dossier.show import stand_lines

IRAN = """Allies weigh new curbs on Iran

VIENNA, March 6, 2024 (Reuters) - France and Italy are considering new sanctions on Iran if \
Tehran sends missiles to Russia, three diplomats said on Wednesday.

Hungary opposes the plan, a senior official in Brussels said.

Germany supports the measures, Foreign Minister Annalena Baerbock said in Berlin.
"""


def made(date, *positions, against=("CHN",), name="d1"):
    """Return a dossier of one story that tells positions: (party, stance, sentence, targets)."""
    text, told, measures = f"Story of {date}. ", [], []
    for party, stance, sentence, *targets in positions:
        start = text.find(sentence)
        if start < 0:
            start = len(text)
            text += sentence + " "
        words = Evidence(document=name, start=start, end=start + len(sentence), text=sentence)
        told.append(Position(party=party, on="it", stance=stance, evidence=[words]))
        if targets:
            measures.append(
                Measure(
                    id=f"m{len(measures) + 2}",
                    kind="tariff",
                    against=targets,
                    imposed_by=["XKX"],
                    status="imposed",
                    evidence=[words],
                )
            )
    lead = Evidence(document=name, start=0, end=5, text="Story")
    main = Measure(
        id="m1",
        kind="embargo",
        imposed_by=["USA"],
        against=list(against),
        status="considered",
        evidence=[lead],
    )
    document = {"id": name, "sha256": "0" * 64, "published": date, "text": text}
    return Dossier(documents=[document], measures=[main, *measures], positions=told)


def changes(*dossiers):
    stands = timeline([(f"{n}.json", d) for n, d in enumerate(dossiers)])
    return [(s.party, s.matter, s.date, s.changed_from, s.stance) for s in stands if s.changed_from]


def test_a_party_that_turns():
    later = IRAN.replace("Hungary opposes", "Hungary backs").replace("March 6", "June 9")
    stands = timeline([("b.json", read(later)), ("a.json", read(IRAN))])
    hungary = [
        (s.matter, s.date, s.stance, s.changed_from, s.changed_since)
        for s in stands
        if s.party == "HUN"
    ]
    assert hungary == [
        ("IRN", "2024-03-06", "opposed", None, None),
        ("IRN", "2024-06-09", "supportive", "opposed", "2024-03-06"),
    ]
    assert not [s for s in stands if s.party == "DEU" and s.changed_from]
    assert timeline([("x", Dossier())]) == []


def test_another_target_is_another_matter():
    first = made("2024-10-09", ("CHN", "opposed", "China opposes it."))
    later = made("2025-09-03", ("CHN", "supportive", "China cut its purchases."), against=["IRN"])
    assert changes(first, later) == []
    assert [s.matter for s in timeline([("a", first), ("b", later)])] == ["CHN", "IRN"]


def test_the_measure_of_the_same_sentence_tells_the_matter():
    first = made("2024-01-01", ("DEU", "opposed", "Germany is against duties on Turkey.", "TUR"))
    later = made("2024-02-01", ("DEU", "supportive", "Germany backs it."))
    assert changes(first, later) == []
    again = made("2024-03-01", ("DEU", "supportive", "Germany backs duties on Turkey.", "TUR"))
    assert changes(first, later, again) == [("DEU", "TUR", "2024-03-01", "opposed", "supportive")]


def test_two_stances_on_one_day_are_mixed_and_no_change():
    clear = made("2024-01-01", ("DEU", "reticent", "Germany is wary."))
    both = "Germany is in favour but wants an exemption."
    torn = made("2024-02-01", ("DEU", "supportive", both), ("DEU", "reticent", both))
    stand = timeline([("a", clear), ("b", torn)])[1]
    assert (stand.stance, stand.changed_from) == ("mixed", None)
    assert [t.stance for t in stand.told] == ["reticent", "supportive"]
    shown = "\n".join(stand_lines(stand))
    assert "Germany           2024-02-01  mixed  measures against China" in shown
    assert "reticent, on: it" in shown
    assert shown.count(f"> {both}") == 2
    assert "d1 of b]" in shown
    firm = made("2024-03-01", ("DEU", "supportive", "Germany backs it."))
    assert changes(clear, torn, firm) == [("DEU", "CHN", "2024-03-01", "reticent", "supportive")]


@pytest.mark.parametrize("date", [None, "2024-01", "2024-01-05"])
def test_without_an_order_there_is_no_change(date):
    first = made("2024-01-05" if date == "2024-01" else "2024-01", ("DEU", "opposed", "No."))
    other = made(date, ("DEU", "supportive", "Germany backs it."))
    assert changes(first, other) == []


def test_without_a_target_there_is_no_change():
    first = made("2024-01-01", ("DEU", "opposed", "No."), against=[])
    later = made("2024-02-01", ("DEU", "supportive", "Yes."), against=[])
    assert changes(first, later) == []
    assert "no target told" in next(iter(stand_lines(timeline([("a", first)])[0])))


def test_who_answers_with_sanctions_is_still_the_target():
    story = made("2024-01-01", ("USA", "opposed", "China hits the United States.", "USA"))
    story.measures[-1].imposed_by = ["CHN"]
    story.measures[0].evidence *= 2
    assert main_target(story, "d1") == "CHN"


def test_a_text_in_two_dossiers_counts_once():
    one = read(IRAN)
    assert len(timeline([("a", one), ("all", merge([one, one]))])) == len(timeline([("a", one)]))
