"""Each instance is closed before the next is made."""
from reading_room import Reader


def main():
    with Reader() as reader:
        print(reader.text("preface"))
    for number in range(1, 10):
        with Reader() as reader:
            print(reader.text(f"chapter::{number}"))


if __name__ == "__main__":
    main()
