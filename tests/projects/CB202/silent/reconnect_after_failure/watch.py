"""The outer loop goes round only when the connection has failed."""
import time

from couchbase.exceptions import CouchbaseError

from siren_db import alarms

while True:
    try:
        bucket = alarms()
        while True:
            alarm = bucket.get("alarm")
            if alarm.success:
                print(alarm.value)
            time.sleep(1)
    except CouchbaseError:
        time.sleep(5)
