from names.registry import Registry

__all__ = ["Registry"]
