import registry


def main():
    rooms = registry.get_cluster().bucket("hotel").default_collection()
    print(rooms.get("room::7").content_as[dict])
    registry.close()
    # The registry hands out the closed cluster again.
    guests = registry.get_cluster().bucket("guests")  # CB302
    print(guests.name)


if __name__ == "__main__":
    main()
