# options: --extend-select=CB902
"""A service."""
