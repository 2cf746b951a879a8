from storage.users import Users

__all__ = ["Users"]
