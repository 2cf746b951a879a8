# options: --extend-select=CB902
from couchbase.bucket import Bucket

from constants import DSN

beers = Bucket(DSN, quiet=True)  # CB902
print(beers.n1ql_query("SELECT 1").get_single_result())
