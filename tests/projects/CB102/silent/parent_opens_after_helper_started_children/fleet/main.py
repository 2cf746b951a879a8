from fleet import children
from fleet.store import connect


def _drive(name):
    print(name, "drives")


def main():
    children.start(_drive, ["t-1", "t-2"])
    trucks = connect()
    trucks.upsert("state", "driving")
    children.wait()


if __name__ == "__main__":
    main()
