from .connection import _bucket as ships
