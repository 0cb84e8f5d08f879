"""Floor 3: who joins, what each ally is worth, and whether a coalition holds."""
