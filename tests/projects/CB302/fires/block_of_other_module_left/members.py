import sys

from connections import connected


def main():
    with connected(sys.argv[1]) as cluster:
        members = cluster.bucket("club").scope("people").collection("members")
        members.upsert("m1", {"paid": False})
    members.replace("m1", {"paid": True})  # CB302


if __name__ == "__main__":
    main()
