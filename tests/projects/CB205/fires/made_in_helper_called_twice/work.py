"""One expression makes the object, two calls reach it."""
import journal


def _note(text):
    today = journal.Journal()  # CB205
    today.write("today", text + "\n")


def main():
    _note("started")
    print("working")
    _note("finished")


if __name__ == "__main__":
    main()
