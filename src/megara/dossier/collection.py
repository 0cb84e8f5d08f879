"""Reading without the search for circles among objects.

A reader makes very many small objects and keeps them for a while; Python's collector would walk
through them, and through all of the parser's own, again and again, and find nothing to free.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector still inside, and let it go on after as it did before."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
