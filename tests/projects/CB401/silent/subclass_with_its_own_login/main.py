from secure import Secure

orders = Secure("couchbase://shop.local/orders", input())
print(orders.n1ql_query("SELECT 1").get_single_result())
