"""Floor 5: thin commands. Parse arguments, call one function, print."""
