"""How far a measure is: considered, threatened, announced, agreed, imposed or rejected.

``reading`` weighs what the words around a mention tell: verbs (``verbs``), those of imposing
(``doing``) and idioms of them (``idioms``), nouns (``nouns``), set phrases (``phrases``), what is
agreed (``agreeing``), refused (``refusing``), lifted (``lifted``) or begins later
(``beginning``), conditions (``conditional``), lists (``listed``), and, where nothing is said,
``unsaid``. ``threats`` looks at the whole story's triggers.
"""
