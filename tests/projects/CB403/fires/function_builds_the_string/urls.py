DEFAULTS = {"operation_timeout": 4, "fetch_mutation_tokens": "yes"}


def url_of(host, bucket, scheme="couchbase"):
    options = "&".join(["operation_timeout=4", "fetch_mutation_tokens=yes"])
    return "{scheme}://{host}/{bucket}?{options}".format(scheme=scheme, host=host, bucket=bucket, options=options)
