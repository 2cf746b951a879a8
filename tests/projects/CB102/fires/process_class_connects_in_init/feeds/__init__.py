from .reader import FeedReader

__all__ = ["FeedReader"]
