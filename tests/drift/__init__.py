"""The effect stubs against the releases of the SDK: what the sources say, and how the two differ."""
