# `from shop import storage` finds this, and does not load the file.
storage = {"kind": "memory"}
