from couchbase_columnar.common.deserializer import (
    DefaultJsonDeserializer,
    Deserializer,
    PassthroughDeserializer,
)
