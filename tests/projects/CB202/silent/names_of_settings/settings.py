"""The buckets of the café."""
BUCKETS = ("tables", "orders", "staff")
