COUCHBASE = {"url": "couchbases://cb.example.net?enable_tls=true", "bucket": "shop"}
