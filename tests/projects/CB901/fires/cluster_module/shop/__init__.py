# options: --extend-select=CB901
"""The shop."""
