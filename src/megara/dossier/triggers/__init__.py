"""Triggers: the events on which measures would be pulled.

A trigger is a condition ("if", "should", "unless", "in the event", a warning "against") whose
actor is a party, in a sentence that tells a consequence (``data/conditions.csv``).

- ``conditions``: where a sentence states a condition;
- ``actor``: whose act it is;
- ``act``: what the act is, and whom it reaches;
- ``answering``, ``attacked``: whom, where it names none;
- ``consequence``: what it would lead to;
- ``lost``: conditions that the parse lost, from the words alone;
- ``reading``: the triggers of a story, each once.
"""

from __future__ import annotations

from megara.dossier.triggers.reading import (
    Act,
    Triggered,
    is_no_threat,
    lead_to,
    merge_trigger,
    read_triggers,
    trigger_of,
)

__all__ = ["Act", "Triggered", "is_no_threat", "lead_to", "merge_trigger",
           "read_triggers", "trigger_of"]  # fmt: skip
