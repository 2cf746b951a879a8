from couchbase_analytics.common.deserializer import (
    DefaultJsonDeserializer,
    Deserializer,
    PassthroughDeserializer,
)
