from couchbase_columnar.common import JSONType


def configure_logging(name, level=None, parent_logger=None): ...
