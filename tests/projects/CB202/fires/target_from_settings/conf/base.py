"""Settings that all environments share."""
HOST = "grid.example.com"
BUCKET = "grid"
