from session import Session


def main():
    with Session("couchbase://scores.example") as session:
        scores = session.cluster.bucket("game").default_collection()
        session.start(scores.upsert, "player::9", {"score": 7})


if __name__ == "__main__":
    main()
