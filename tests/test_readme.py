"""The output shown in the README is the real one."""

import re
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_the_readme_shows_what_the_demo_prints(root, tmp_path):
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ make demo\n(.*?)```", readme, re.DOTALL).group(1)
    printed = subprocess.run(
        [
            sys.executable, "-m", "megara", "run", "examples/china-2023.yaml",
            "--out", str(tmp_path / "china-2023"),
        ],
        cwd=root, capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    # Where the folder lies differs, and the last digits of residuals may between processors.
    for pattern, word in ((r"Brief: .*", "Brief"), (r"residual \S+", "residual"), (" +\n", "\n")):
        shown, printed = re.sub(pattern, word, shown), re.sub(pattern, word, printed)
    assert printed == shown
