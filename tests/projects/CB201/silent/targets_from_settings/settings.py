"""Places of the two data sets."""
HOSTS = "cb1.shop.example,cb2.shop.example"
ORDERS_URL = f"couchbase://{HOSTS}/orders"
STOCK_URL = f"couchbase://{HOSTS}/stock"
