from asyncio import AbstractEventLoop


from couchbase_analytics.common import LOG_DATE_FORMAT, LOG_FORMAT, JSONType


def get_event_loop(evloop=None) -> AbstractEventLoop: ...
