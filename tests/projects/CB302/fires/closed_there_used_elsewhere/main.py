import catalogue
import store


def main():
    print(catalogue.title("book:1"))
    store.shutdown()
    print(catalogue.title("book:2"))  # CB302


if __name__ == "__main__":
    main()
