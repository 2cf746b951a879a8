# options: --extend-select=CB902
"""Not the SDK."""
