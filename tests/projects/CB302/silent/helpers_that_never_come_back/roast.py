import sys

import tools.failing
from couchbase.bucket import Bucket
from tools import failing
from tools.failing import usage

shop = Bucket("couchbase://roastery/beans", password="arabica")
if len(sys.argv) < 2:
    shop._close()
    usage("name a sort")
if len(sys.argv) > 2:
    shop._close()
    failing.refuse("name one sort")
if sys.argv[1] == "none":
    shop._close()
    tools.failing.stop()
shop.upsert(sys.argv[1], "roasted")
