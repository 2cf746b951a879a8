from connections import Connected


def main():
    with Connected("club.example") as cluster:
        member = cluster.bucket("club").default_collection().get("m1").content_as[dict]
    print(member["paid"])


if __name__ == "__main__":
    main()
