from .text import print_rows

__all__ = ["print_rows"]
