"""Floor 3: who joins, what each ally is worth, and whether a coalition holds.

The package can be called: ``megara.coalition(world, scenario, ...)`` is
``megara.coalition.run.coalition``, whichever of its parts were imported before.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Package(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:
        from megara.coalition.run import coalition

        return coalition(*arguments, **options)


sys.modules[__name__].__class__ = _Package
