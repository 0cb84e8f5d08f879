"""Small multi-region tables for tests, consistent unless asked otherwise."""

import numpy as np

from megara.world.table import Table


def make_table(countries=("DEU", "USA", "ROW"), sectors=("A01", "C26", "G"), seed=0) -> Table:
    random = np.random.default_rng(seed)
    N, J = len(countries), len(sectors)
    intermediate = random.lognormal(2.0, 0.5, (N, J, N, J))
    final = random.lognormal(4.0, 0.5, (N, J, N))
    return Table(
        name="small",
        year=2019,
        countries=tuple(countries),
        sectors=tuple(sectors),
        intermediate=intermediate,
        final=final,
        output=intermediate.sum(axis=(2, 3)) + final.sum(axis=2),
        source="made for a test",
        licence="none",
    )


def write_matrix(path, table: Table, *, final, closing, label=lambda c: c, split=None) -> None:
    """Write a table in the layout of OECD ICIO or FIGARO: labels, final columns, closing rows."""
    N, J = len(table.countries), len(table.sectors)
    n = N * J
    nodes = [f"{label(c)}_{s}" for c in table.countries for s in table.sectors]
    K = len(final)
    share = np.linspace(1, 2, K)
    share /= share.sum()
    flow = table.intermediate.reshape(n, n)
    bought = (table.final.reshape(n, N)[:, :, None] * share).reshape(n, N * K)
    columns = nodes + [f"{label(c)}_{f}" for c in table.countries for f in final]
    block = np.hstack([flow, bought])
    if split is not None:  # one country in two halves, as CN1 and CN2
        code, parts = split
        mine = [k for k, v in enumerate(nodes) if v.startswith(f"{code}_")]
        block[mine] /= 2
        block = np.vstack([block, block[mine]])
        block[:, mine] /= 2
        block = np.hstack([block[:, :n], block[:, mine], block[:, n:]])
        twin = [nodes[k].replace(code, parts[1], 1) for k in mine]
        nodes = [v.replace(f"{code}_", f"{parts[0]}_") for v in nodes] + twin
        columns = nodes + columns[n:]
    total = block.sum(axis=1)
    lines = [",".join(["V1", *columns, *(["OUT"] if "OUT" in closing else [])])]
    for name, row, out in zip(nodes, block, total, strict=True):
        cells = [*map(repr, map(float, row)), *([repr(float(out))] if "OUT" in closing else [])]
        lines.append(",".join([name, *cells]))
    width = len(columns) + (1 if "OUT" in closing else 0)
    for name in closing:
        row = np.zeros(width)
        if name == "OUT":
            row[: len(nodes)] = total
        lines.append(",".join([name, *map(repr, map(float, row))]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
