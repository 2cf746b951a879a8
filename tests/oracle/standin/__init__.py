"""A stand-in of the SDK that records. The runner's process alone imports it; it shares nothing with the linter."""
