"""Titles in many languages."""
from .base import Part


class Titles(Part):
    def title(self, sku):
        document = self.bucket.get(sku).value  # CB204
        return document["titles"][self.language]
