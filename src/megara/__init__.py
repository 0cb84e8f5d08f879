"""Plan, price and compare coalition sanctions on a general-equilibrium model of world trade.

The names below load on first use, so that ``import megara`` and ``megara --help`` stay quick.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "MegaraError": "megara.errors",
    "UsageError": "megara.errors",
    "World": "megara.world.world",
    "load_world": "megara.world.catalogue",
    "list_worlds": "megara.world.catalogue",
    "Shock": "megara.equilibrium.shock",
    "solve": "megara.equilibrium.solve",
    "outcome": "megara.equilibrium.outcome",
    "Scenario": "megara.policy.scenario",
    "run": "megara.policy.run",
    "write_brief": "megara.brief.page",
    "Coalitions": "megara.coalition.coalitions",
    "study": "megara.policy.sensitivity.study",
    "read": "megara.dossier.reader",
    "Dossier": "megara.dossier.schema",
}

__all__ = ["__version__", "coalition", *_WHERE]


def __getattr__(name: str) -> Any:
    if name == "coalition":
        # a package that can be called: megara.coalition(world, scenario)
        return import_module("megara.coalition")
    if name in _WHERE:
        value = getattr(import_module(_WHERE[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'megara' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
