import registry


def main():
    rooms = registry.get_cluster().bucket("hotel").default_collection()
    print(rooms.get("room::7").content_as[dict])
    registry.close()
    guests = registry.get_cluster().bucket("hotel").scope("people").collection("guests")
    print(guests.get("guest::1").content_as[dict])


if __name__ == "__main__":
    main()
