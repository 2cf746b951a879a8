"""Which game took longer?"""
from board import Board


def main():
    first = Board("g1")
    second = Board("g2")  # CB205
    print(first.game if first.length() > second.length() else second.game)


if __name__ == "__main__":
    main()
