"""Floor 2: scenario, ladder and measures; from words to a shock."""
