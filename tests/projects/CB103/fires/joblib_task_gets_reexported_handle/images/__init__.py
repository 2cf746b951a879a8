from images.store import labels as label_store

__all__ = ["label_store"]
