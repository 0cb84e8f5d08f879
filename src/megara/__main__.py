"""``python -m megara``."""

from megara.cli.main import run

run()
