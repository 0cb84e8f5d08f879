"""Other ways to say what a shock costs, each in a file of its own with its formula and source."""
