from .connect import places_of

__all__ = ["places_of"]
