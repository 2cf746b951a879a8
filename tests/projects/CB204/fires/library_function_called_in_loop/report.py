"""The loop is here, the line to change is in the library."""
from weather import forecast


def main():
    for town in ("Oslo", "Rome", "Bern"):
        print(town, forecast(town))


if __name__ == "__main__":
    main()
