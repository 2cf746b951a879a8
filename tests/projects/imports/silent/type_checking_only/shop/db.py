from couchbase.bucket import Bucket

bucket = Bucket("couchbase://shop.example/shop")


class Row(dict):
    """A document and nothing else."""
