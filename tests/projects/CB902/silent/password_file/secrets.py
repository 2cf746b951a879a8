# options: --extend-select=CB902
from pathlib import Path


def password():
    return Path("/run/secrets/db").read_text().strip()
