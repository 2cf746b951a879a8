def url(host, **options):
    return f"couchbase://{host}?" + "query_timeout=60&enable_mutation_tokens=on"
