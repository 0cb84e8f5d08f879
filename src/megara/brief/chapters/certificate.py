"""The certificate of each rung: how well the printed solution satisfies the model's equations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from megara.brief.parts import Chapter, Table

if TYPE_CHECKING:
    from megara.policy.run import Run


def certificate(run: Run) -> Chapter:
    """Return residual, iterations and status by rung."""
    rows = [
        [
            f"{r + 1}. {rung.name}",
            f"{rung.certificate.residual:.1e}",
            str(rung.certificate.iterations),
            rung.certificate.status,
        ]
        for r, rung in enumerate(run.rungs)
    ]
    return Chapter(
        "certificate",
        "Certificate",
        [
            Table(
                "Certificate of each rung",
                ["Rung", "Residual", "Iterations", "Status"],
                rows,
                text_columns=(0, 3),
                note="The residual is the largest relative violation of the model's equations "
                "(every market clears, every budget is met), evaluated from scratch after the "
                "last step. A result above tolerance is never printed.",
            )
        ],
    )
