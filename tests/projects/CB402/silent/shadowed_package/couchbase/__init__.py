"""Not the SDK."""
