from library._open import open_shelf as open_catalogue

__all__ = ["open_catalogue"]
