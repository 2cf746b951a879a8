from asyncio import AbstractEventLoop


from couchbase_columnar.common import JSONType


def configure_logging(name, level=None, parent_logger=None): ...
def get_event_loop(evloop=None) -> AbstractEventLoop: ...
