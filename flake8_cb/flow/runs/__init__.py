"""Runs: a module as a script, as an import, and as code that is not seen calls it."""
