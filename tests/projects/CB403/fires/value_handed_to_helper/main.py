from db import Settings, connect

bucket = connect(Settings("db1", "orders", bootstrap="both"))  # CB403: "cannot take 'bootstrap_on=both' in its connection string: give cccp, http, all or file_only"
print(bucket.get("order::17").value)
