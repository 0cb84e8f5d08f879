"""Where a sentence speaks of a measure, and of which kind it is.

The way through: ``reading`` asks the others for the mentions of a sentence, each once. By nouns
(``nouns`` with ``scoped_nouns`` and ``reaching``, ``plain_nouns``, ``levies``), by verbs
(``verbs``, ``joined_objects``, ``restricting``, ``barring``, ``closing``, ``striking``), by a
permission withheld (``allowed``), an idiom (``idioms``) or a pronoun (``again``). ``scope`` tells
the kind by what is restricted, ``abroad`` by whose trade it is; ``phrases`` and ``own_goods`` tell
the goods.
"""
