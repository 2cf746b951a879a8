"""Names of the tables."""
USERS = "users"
ORDERS = "orders"
