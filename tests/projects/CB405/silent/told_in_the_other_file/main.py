from db import connect

cluster = connect("couchbase://pub.local", "host", input())
print(cluster.open_bucket("beers").get("stout").value)
