"""The language: what the constructs of Python, its builtin functions and its collections do."""
