from couchbase import Couchbase

from names import SCORES

scores = Couchbase.connect(bucket=SCORES, host="arcade.local")
print(scores.get("pong").value)
