from couchbase_analytics.common import LOG_DATE_FORMAT, LOG_FORMAT, JSONType
