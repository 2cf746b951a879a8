from tickets.db import bucket, close

close()
bucket.remove("ticket:1")  # CB302
