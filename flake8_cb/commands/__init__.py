"""What people ask of the linter itself, a module for each command of ``python -m flake8_cb``.

Such a module has ``add_to``, which adds its parser to those of the command line and sets as its default ``run``
the function that takes the parsed arguments and returns the exit code.
"""
