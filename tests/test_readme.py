"""The output shown in the README is the real one, and its links lead somewhere."""

import os
import re
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_the_readme_shows_what_the_demo_prints(root, tmp_path):
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ make demo\n(.*?)```", readme, re.DOTALL).group(1)
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    arguments = re.search(r"\$\(BIN\)/megara (run .*)", makefile).group(1).split()
    arguments[arguments.index("--out") + 1] = str(tmp_path / "china-2023")
    # A width that the test runner's terminal left behind would fold the lines.
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    printed = subprocess.run(
        [sys.executable, "-m", "megara", *arguments],
        cwd=root, capture_output=True, text=True, encoding="utf-8", check=True,
        env=environment,
    ).stdout  # fmt: skip
    # Where the folder lies differs, and the last digits of residuals may between processors.
    for pattern, word in ((r"Brief: .*", "Brief"), (r"residual \S+", "residual"), (" +\n", "\n")):
        shown, printed = re.sub(pattern, word, shown), re.sub(pattern, word, printed)
    assert printed == shown


def test_links_between_the_documents_lead_somewhere(root):
    broken = []
    for page in [*root.glob("*.md"), *root.glob("docs/*.md")]:
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / link).exists():
                broken.append(f"{page.relative_to(root)}: {link}")
    assert not broken
