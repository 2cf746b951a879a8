"""A shelf takes a handle from the one cluster; in 4.x that connects nothing."""
from .db import cluster


class Shelf:
    def __init__(self, letter):
        self.letter = letter
        self.books = cluster.bucket("books").default_collection()

    def first(self):
        return self.books.get(f"shelf::{self.letter}").content_as[list][0]
