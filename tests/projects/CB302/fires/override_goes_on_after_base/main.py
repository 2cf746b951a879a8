from animals import Animals


def main():
    animals = Animals("couchbase://farm.example")
    animals.close()


if __name__ == "__main__":
    main()
