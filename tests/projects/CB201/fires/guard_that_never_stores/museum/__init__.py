"""What the rest of the program may use."""
from .storage import get_bucket, title_key

__all__ = ["get_bucket", "title_key"]
