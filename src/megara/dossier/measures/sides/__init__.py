"""Who imposes a measure on whom.

Senders: ``senders`` asks in turn who stands before the noun (``owners``), who does the verb
(``doers``), who is understood to (``control``), and who is behind it (``behind``, ``market``).
Targets: ``targets``, with ``sufferers`` of passives and ``struck``. ``main_parties`` fills what is
left with those whom the story is about; ``whole_story`` puts right what a sentence alone misleads
in.
"""
