from couchbase.observability.tracing import (
    RequestSpan,
    RequestTracer,
    SpanAttributes,
    SpanAttributeValue,
    SpanStatusCode,
)

HAS_OTEL = False
STATUS_MAP = ...


class OtelWrapperSpan(RequestSpan): ...
class OtelWrapperTracer(RequestTracer): ...
def get_otel_tracer(provider=None): ...
