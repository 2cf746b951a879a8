"""Two languages, two connections to the same words."""
from lookup import Lookup


def main():
    german = Lookup("de")
    french = Lookup("fr")  # CB205
    print(german.word("house"), french.word("house"))


if __name__ == "__main__":
    main()
