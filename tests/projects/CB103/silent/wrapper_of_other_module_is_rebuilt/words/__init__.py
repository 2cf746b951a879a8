from words.lookup import Words

__all__ = ["Words"]
