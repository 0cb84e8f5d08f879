"""The record of a run, ``run.json``: its inputs with digests, versions, seed, and certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from megara.policy.bands import band

if TYPE_CHECKING:
    from megara.policy.run import Run, RungResult


def record(run: Run) -> dict[str, Any]:
    """Return what ``run.json`` holds, ready for JSON."""
    attrs = run.world.dataset.attrs
    return {
        "scenario": {"name": run.scenario.name, "sha256": run.digests["scenario"]},
        "world": {
            "name": run.world.name,
            "year": run.world.year,
            "source": str(attrs.get("source", "")),
            "elasticities": str(attrs.get("elasticities", "")),
            "deficits": run.scenario.deficits,
            "sha256": run.digests["world"],
        },
        "options": run.options,
        "versions": run.versions,
        "seed": run.seed,
        "draws": run.drawn.count if run.drawn else 0,
        "targets": list(run.targets),
        "senders": list(run.senders),
        "missing": list(run.missing),
        "rungs": [
            {
                "name": rung.name,
                "certificate": {
                    "residual": float(f"{rung.certificate.residual:.3g}"),
                    "iterations": rung.certificate.iterations,
                    "status": rung.certificate.status,
                },
                "harm_percent": _figures(rung.harm_percent),
                "harm_usd_bn": _figures(rung.harm_usd_bn),
                "cost_percent": _figures(rung.cost_percent),
                "cost_usd_bn": _figures(rung.cost_usd_bn),
                "harm_per_cost": _figures(rung.harm_per_cost),
                **_bands(rung),
            }
            for rung in run.rungs
        ],
    }


def _figures(value: float) -> float | None:
    """Round to what is worth keeping; JSON has neither nan nor infinity."""
    return float(f"{value:.6g}") if np.isfinite(value) else None


def _bands(rung: RungResult) -> dict[str, Any]:
    """Return the bands of harm and cost and the largest residual of any draw, if any was made."""
    if rung.draws is None:
        return {}
    names = ("harm_percent", "harm_usd_bn", "cost_percent", "cost_usd_bn", "harm_per_cost")
    bands = {name: [_figures(v) for v in band(getattr(rung.draws, name))] for name in names}
    return {"bands": bands, "draws_residual": float(f"{rung.draws.residual:.3g}")}
