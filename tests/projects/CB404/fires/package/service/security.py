from couchbase_columnar.options import SecurityOptions

SECURITY = SecurityOptions(disable_server_certificate_verification=True)  # CB404
