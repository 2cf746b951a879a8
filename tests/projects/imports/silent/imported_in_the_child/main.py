from multiprocessing import Process


def work(key):
    from db import bucket

    bucket.upsert(key, {"done": True})


if __name__ == "__main__":
    for key in ("a", "b"):
        Process(target=work, args=(key,)).start()
