"""Each instance has its own bucket."""
import names
from tables import Table

users = Table(names.USERS)
orders = Table(names.ORDERS)
print(users.size(), orders.size())
