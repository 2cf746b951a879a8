"""The hosts come from outside, and each may differ from all others."""
import sys

from tenant_db import connect

for host in sys.argv[1:]:
    bucket = connect(host)
    print(host, bucket.get("plan").value)
    bucket._close()
