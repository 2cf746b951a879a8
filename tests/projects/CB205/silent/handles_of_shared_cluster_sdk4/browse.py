"""As many shelves as you like."""
from library.shelf import Shelf

a = Shelf("a")
b = Shelf("b")
print(a.first(), b.first(), [Shelf(letter).first() for letter in "cdef"])
