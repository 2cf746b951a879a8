# options: --extend-select=CB901
"""Not the SDK."""
