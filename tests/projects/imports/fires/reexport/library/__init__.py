from .db import bucket, close

__all__ = ["bucket", "close"]
