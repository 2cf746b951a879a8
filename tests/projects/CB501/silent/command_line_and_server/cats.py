"""Plain functions that only the command line uses, and a constant for both."""
BREEDS = ("maine coon", "manx")


def load_all(cats):
    for breed in BREEDS:
        cats.upsert(breed, {"breed": breed})
