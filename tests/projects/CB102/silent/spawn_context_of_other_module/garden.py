# The child imports the module itself, and so has its own bucket.
from procs import context
from store import plants, water


def main():
    for name in plants.get("dry").value:
        child = context.Process(target=water, args=(name,))
        child.start()
        child.join()


if __name__ == "__main__":
    main()
