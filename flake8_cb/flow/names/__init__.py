"""Names: what the names in a module tell of it before anything is executed."""
