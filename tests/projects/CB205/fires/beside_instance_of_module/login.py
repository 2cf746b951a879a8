"""The import has made one instance, this module makes another."""
from audit_log import Log, default

security = Log("security")  # CB205


def log_in(user, password):
    default.write(user + " logs in")
    if not password:
        security.write(user + " has no password")
    return bool(password)
