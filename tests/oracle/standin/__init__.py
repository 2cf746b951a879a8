"""A stand-in of the SDK that records; it is imported by the runner's process alone, and shares nothing with the linter."""
