from session import bucket


def main():
    for name in ("beers", "wines"):
        print(bucket(name, "host", input()).get("count").value)


main()
