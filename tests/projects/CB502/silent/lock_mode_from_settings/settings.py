import os

LOCKMODE = int(os.environ.get("LOCKMODE", "2"))
