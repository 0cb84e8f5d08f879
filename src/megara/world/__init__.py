"""Floor 0: the baseline economy of one year, where it comes from and how it is checked."""
