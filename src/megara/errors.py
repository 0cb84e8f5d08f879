"""The errors that megara raises on purpose, each carrying the exit code the command line gives it.

A message says what is wrong, where, and what to do; the command line prints it as one line.
"""


class MegaraError(Exception):
    """A run that cannot be completed: the model has no answer, a file cannot be written.

    The command line exits with code 1.
    """

    exit_code = 1


class UsageError(MegaraError):
    """What was asked for is not well formed: a bad scenario, an unknown country, a bad option.

    The command line exits with code 2.
    """

    exit_code = 2
