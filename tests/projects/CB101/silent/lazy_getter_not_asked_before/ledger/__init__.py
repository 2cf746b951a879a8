from .db import get_cluster

__all__ = ["get_cluster"]
