from couchbase.options import ClusterOptions

print(ClusterOptions(None, tls_verify="none").tls_verify)
