"""Workers kept together in a list are a pool on purpose."""
import itertools

from farm.worker import Worker


def main():
    workers = [Worker(number) for number in range(4)]
    for job, worker in zip(["a", "b", "c", "d", "e"], itertools.cycle(workers)):
        worker.done(job)


if __name__ == "__main__":
    main()
