from couchbase.auth import PasswordAuthenticator
from db import connect

orders = connect("db1.internal/orders", PasswordAuthenticator("app", "app-pw"))
print(orders.default_collection().exists("order::17").exists)
