from .client import stock

__all__ = ["stock"]
