"""Classes of frameworks that make many instances of them. Tables and nothing else."""

from __future__ import annotations

#: Those of which there is one for each request, by the end of their dotted name.
FOR_A_REQUEST = (
    "views.View", "views.generic.View", "generic.base.View", "MethodView", "views.APIView", "generics.GenericAPIView",
    "viewsets.ViewSet", "viewsets.GenericViewSet", "viewsets.ModelViewSet", "web.RequestHandler", "HTTPEndpoint",
    "flask_restful.Resource", "flask_restx.Resource",
)  # fmt: skip

#: Those of which there are many for other reasons.
FOR_OTHERS = (
    "models.Model", "sessions.backends.base.SessionBase", "SessionStore", "sessions.SessionMixin",
    "serializers.Serializer", "serializers.ModelSerializer", "websocket.WebSocketHandler", "forms.Form",
    "forms.ModelForm", "http.server.BaseHTTPRequestHandler", "socketserver.BaseRequestHandler",
    "socketserver.StreamRequestHandler", "locust.User", "locust.HttpUser", "locust.FastHttpUser", "locust.TaskSet",
    "ormar.Model", "mongoengine.Document",
)  # fmt: skip


def is_made_for_a_request(base: str) -> bool:
    """Report whether a framework makes an instance of a class with that base for each request."""
    return _is_one_of(base, FOR_A_REQUEST)


def is_made_in_numbers(base: str) -> bool:
    """Report whether a framework makes many instances of a class with that base."""
    return _is_one_of(base, FOR_A_REQUEST + FOR_OTHERS)


def _is_one_of(base: str, names: tuple[str, ...]) -> bool:
    return any(base == known or base.endswith(f".{known}") for known in names)
